"""A certificate authority of a test's own: what it signs is what a server shows."""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from server.config import clock

LIVES = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Shown:
    """The files of a server: its certificate and its key."""

    certificate: Path
    key: Path


class Authority:
    """Signs certificates of servers; `roots` is the file that trusts it."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        made = self._of(self._name, self._key).add_extension(
            x509.BasicConstraints(ca=True, path_length=0), critical=True
        )
        self.roots = folder / f"{name}.pem"
        self.roots.write_bytes(made.sign(self._key, SHA256()).public_bytes(Encoding.PEM))

    def sign(self, host: str) -> Shown:
        """Make the certificate of a server that is called so, at 127.0.0.1."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
        names: list[x509.GeneralName] = [
            x509.DNSName(host),
            x509.IPAddress(ip_address("127.0.0.1")),
        ]
        made = self._of(subject, key).add_extension(
            x509.SubjectAlternativeName(names), critical=False
        )
        shown = Shown(self._folder / f"{host}.crt", self._folder / f"{host}.key")
        shown.certificate.write_bytes(made.sign(self._key, SHA256()).public_bytes(Encoding.PEM))
        shown.key.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        return shown

    def _of(self, subject: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
        now = clock(timedelta())()
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - LIVES)
            .not_valid_after(now + LIVES)
        )
