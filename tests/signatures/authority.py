"""A throw-away authority: a root, persons, an agency, a time-stamping key and a revocation list.

Its clock is the tests': certificates hold for a year around `DAY`.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID
from pyhanko.sign.signers import SimpleSigner

DAY = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
YEAR = timedelta(days=365)
TIME_STAMPS = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
PASSWORD = b"test"
ASKED_AT = x509.CRLDistributionPoints(
    [
        x509.DistributionPoint(
            full_name=[x509.UniformResourceIdentifier("http://127.0.0.1:9/list.crl")],
            relative_name=None,
            reasons=None,
            crl_issuer=None,
        )
    ]
)
"""Where a list could be had; nobody ever asks."""
ANSWERS_AT = x509.AuthorityInformationAccess(
    [
        x509.AccessDescription(
            AuthorityInformationAccessOID.OCSP,
            x509.UniformResourceIdentifier("http://127.0.0.1:9/ocsp"),
        )
    ]
)
"""Where an answer could be had; nobody ever asks."""


def name(common: str, organisation: str) -> x509.Name:
    """Return a name as certificates of the country write it."""
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


@dataclass(slots=True)
class Authority:
    """A root with its key, which issues certificates and says which were withdrawn."""

    common: str = "Gốc thử nghiệm"
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    root: x509.Certificate = field(init=False)

    def __post_init__(self) -> None:
        """Sign its own certificate."""
        self.root = self._issue(self._own_name, self.key.public_key(), authority=True)

    @property
    def _own_name(self) -> x509.Name:
        return name(self.common, "Bình Xét (thử)")

    @property
    def pem(self) -> bytes:
        """Return the root as a file."""
        return self.root.public_bytes(Encoding.PEM)

    def signer(
        self,
        common: str,
        organisation: str = "Sở Khoa học và Công nghệ",
        *,
        begins: datetime = DAY - YEAR / 2,
        usage: x509.ExtendedKeyUsage | None = None,
    ) -> SimpleSigner:
        """Issue a certificate that holds for a year, and return who signs by it."""
        key = _rsa_key() if usage else ec.generate_private_key(ec.SECP256R1())
        certificate = self._issue(
            name(common, organisation), key.public_key(), begins=begins, usage=usage
        )
        kept = pkcs12.serialize_key_and_certificates(
            b"k", key, certificate, [self.root], BestAvailableEncryption(PASSWORD)
        )
        signer = SimpleSigner.load_pkcs12_data(kept, other_certs=[], passphrase=PASSWORD)
        assert isinstance(signer, SimpleSigner)
        return signer

    def revoked(
        self,
        *signers: SimpleSigner,
        at: datetime = DAY - timedelta(days=9),
        as_of: datetime = DAY,
    ) -> bytes:
        """Return a list of a day that says these certificates were withdrawn at an instant."""
        built = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self._own_name)
            .last_update(as_of - timedelta(days=1))
            .next_update(as_of + timedelta(days=30))
            .add_extension(self._key_of_issuer, critical=False)
            .add_extension(x509.CRLNumber(1), critical=False)
        )
        for signer in signers:
            built = built.add_revoked_certificate(
                x509.RevokedCertificateBuilder()
                .serial_number(_number(signer))
                .revocation_date(at)
                .build()
            )
        return built.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def vouched(self, signer: SimpleSigner, *, as_of: datetime) -> bytes:
        """Return an answer of a day (OCSP) that says a certificate is not withdrawn."""
        certificate = x509.load_der_x509_certificate(_certificate(signer))
        built = (
            ocsp.OCSPResponseBuilder()
            .add_response(
                cert=certificate,
                issuer=self.root,
                algorithm=hashes.SHA1(),  # noqa: S303 - how answers name a certificate
                cert_status=ocsp.OCSPCertStatus.GOOD,
                this_update=as_of,
                next_update=as_of + timedelta(days=30),
                revocation_time=None,
                revocation_reason=None,
            )
            .responder_id(ocsp.OCSPResponderEncoding.HASH, self.root)
        )
        return built.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER)

    @property
    def _key_of_issuer(self) -> x509.AuthorityKeyIdentifier:
        return x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())

    def _issue(
        self,
        subject: x509.Name,
        public: ec.EllipticCurvePublicKey | rsa.RSAPublicKey,
        *,
        authority: bool = False,
        begins: datetime = DAY - 2 * YEAR,
        usage: x509.ExtendedKeyUsage | None = None,
    ) -> x509.Certificate:
        built = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._own_name)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(begins + (10 * YEAR if authority else YEAR))
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
            .add_extension(self._key_of_issuer, critical=False)
            .add_extension(_use(authority=authority), critical=True)
            .add_extension(ASKED_AT, critical=False)
            .add_extension(ANSWERS_AT, critical=False)
        )
        if usage:
            built = built.add_extension(usage, critical=True)
        return built.sign(self.key, hashes.SHA256())


def _number(signer: SimpleSigner) -> int:
    assert signer.signing_cert is not None
    return int(signer.signing_cert.serial_number)


def _certificate(signer: SimpleSigner) -> bytes:
    assert signer.signing_cert is not None
    return bytes(signer.signing_cert.dump())


def _rsa_key() -> rsa.RSAPrivateKey:
    """Return a key as pyHanko's stand-in for a time-stamping authority wants it."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _use(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
