"""Whom a signature's certificate names; what it says is the certificate's word alone."""

import unicodedata
from collections.abc import Mapping
from typing import Final

from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from server.domain.signatures.found import FoundSignature

LONGEST: Final = 200
"""Letters of a name that a certificate may say."""
UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of what is not seen, or turns a line round."""


def is_stamp(signed: EmbeddedPdfSignature) -> bool:
    """Tell whether it is a time stamp over the document, and no person's signature."""
    return bool(signed.sig_object_type == "/DocTimeStamp")


def holder_of(signed: EmbeddedPdfSignature) -> FoundSignature:
    """Say what the certificate says of its holder; nothing where there is none to be read."""
    stamp = is_stamp(signed)
    try:
        certificate = signed.signer_cert
        holder, issuer = certificate.subject.native, certificate.issuer.native
    except Exception:  # noqa: BLE001 - whatever in it breaks the reader, it names nobody
        return FoundSignature(stamp=stamp)
    return FoundSignature(
        stamp=stamp,
        name=_said(holder, "common_name"),
        organisation=_said(holder, "organization_name"),
        issuer=_said(issuer, "common_name") or _said(issuer, "organization_name"),
    )


def _said(name: Mapping[str, str | list[str]], part: str) -> str:
    """Read a part of a name as one line that says no more than is seen."""
    value = name.get(part, "")
    text = value if isinstance(value, str) else "".join(value[:1])
    seen = (c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) not in UNSEEN)
    return " ".join("".join(seen).split())[:LONGEST]
