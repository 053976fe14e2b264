"""The certificates and revocation lists that signatures are judged by, parsed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any

from asn1crypto import crl, ocsp, pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)


class AskedRevocation(Enum):
    """Of which certificates a list or answer has to say that they were not withdrawn."""

    ALL = (RevocationCheckingRule.CRL_OR_OCSP_REQUIRED, RevocationCheckingRule.CRL_OR_OCSP_REQUIRED)
    HOLDER = (RevocationCheckingRule.CRL_OR_OCSP_REQUIRED, RevocationCheckingRule.NO_CHECK)
    NONE = (RevocationCheckingRule.NO_CHECK, RevocationCheckingRule.NO_CHECK)
    LISTS = (RevocationCheckingRule.CRL_REQUIRED, RevocationCheckingRule.CRL_REQUIRED)
    LIST_OF_HOLDER = (RevocationCheckingRule.CRL_REQUIRED, RevocationCheckingRule.NO_CHECK)

    @property
    def policy(self) -> CertRevTrustPolicy:
        """Return it as the library has it; a list counts also for the time before it was made."""
        holder, authority = self.value
        return CertRevTrustPolicy(
            RevocationCheckingPolicy(
                ee_certificate_rule=holder, intermediate_ca_cert_rule=authority
            ),
            retroactive_revinfo=True,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorities:
    """What is known of authorities: of the installation, and what the file brings along.

    A root is the installation's alone. They are what asn1crypto, which has no types, makes of them.
    """

    certificates: tuple[Any, ...] = ()
    lists: tuple[Any, ...] = ()
    brought: tuple[Any, ...] = ()
    answers: tuple[Any, ...] = ()

    @property
    def roots(self) -> tuple[Any, ...]:
        """Return those that are their own issuer's."""
        return tuple(each for each in self.certificates if each.self_issued)

    @property
    def outweighing(self) -> tuple[AskedRevocation, ...]:
        """Return what is asked before answers: what a list says was withdrawn stays so.

        The library believes the first that speaks, and a file may bring an answer from before.
        """
        return (AskedRevocation.LISTS, AskedRevocation.LIST_OF_HOLDER) if self.answers else ()

    def and_of(self, reader: PdfFileReader) -> "Authorities":
        """Add the certificates, lists and answers a file keeps for its own signatures."""
        try:
            store = DocumentSecurityStore.read_dss(reader)
        except NoDSSFoundError:
            return self
        return replace(
            self,
            brought=tuple(store.load_certs()),
            lists=(*self.lists, *lists(each.get_object().data for each in store.crls)),
            answers=tuple(ocsp.OCSPResponse.load(each.get_object().data) for each in store.ocsps),
        )

    def context(self, at: datetime, asked: AskedRevocation) -> ValidationContext:
        """Return what a certificate is judged by as of an instant; nothing is ever fetched."""
        return ValidationContext(
            trust_roots=list(self.roots),
            other_certs=[*self.certificates, *self.brought],
            crls=list(self.lists),
            ocsps=list(self.answers),
            moment=at,
            allow_fetching=False,
            revinfo_policy=asked.policy,
        )


def certificates(files: Iterable[bytes]) -> tuple[Any, ...]:
    """Parse certificates, several to a file of PEM; raises ValueError."""
    return tuple(
        x509.Certificate.load(part, strict=True) for data in files for part in _parts(data)
    )


def lists(files: Iterable[bytes]) -> tuple[Any, ...]:
    """Parse lists of revoked certificates; raises ValueError."""
    return tuple(
        crl.CertificateList.load(part, strict=True) for data in files for part in _parts(data)
    )


def _parts(data: bytes) -> list[bytes]:
    if not pem.detect(data):
        return [data]
    return [part for _, _, part in pem.unarmor(data, multiple=True)]
