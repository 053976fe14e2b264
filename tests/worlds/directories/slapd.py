"""An LDAP directory: Debian's slapd, with its own data and a certificate of its own authority."""

import secrets
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import ldap3

from tests.ports import free_port, listens
from tests.worlds.directories.certificates import write_certificates
from tests.worlds.directories.started import StartedServer, installed, running

PROGRAM, ADD, HASH = "/usr/sbin/slapd", "/usr/sbin/slapadd", "/usr/sbin/slappasswd"
BASE = "dc=tinh,dc=test"
SERVICE, SERVICE_PASSWORD = f"cn=svc,{BASE}", "mk-dich-vu"
ROOT, ROOT_PASSWORD = f"cn=root,{BASE}", secrets.token_urlsafe(16)
LOCKED = "000001010000Z"
"""Since when an account is locked that only its administrators open again (ppolicy)."""
PEOPLE = {
    "nguyen.van.a": "mk-A-12345",
    "tran.thi.b": "mk-B-12345",
    "o*(dd)\\": "mk-odd-12345",
}
SETTINGS = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload argon2
moduleload ppolicy
pidfile {folder}/slapd.pid
argsfile {folder}/slapd.args
TLSCACertificateFile {folder}/ca.pem
TLSCertificateFile {folder}/server.pem
TLSCertificateKeyFile {folder}/server.key
TLSProtocolMin 3.3
security simple_bind=128
disallow bind_anon
database mdb
suffix "{base}"
rootdn "{root}"
rootpw "{root_password}"
directory {folder}/db
maxsize 33554432
index uid eq
index objectClass eq
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="{service}" read by self read by * none
overlay ppolicy
ppolicy_default "cn=policy,{base}"
"""
TOP = """dn: {base}
objectClass: dcObject
objectClass: organization
o: Tinh
dc: tinh

dn: ou=people,{base}
objectClass: organizationalUnit
ou: people

dn: {service}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: svc
userPassword: {hash}

dn: cn=policy,{base}
objectClass: applicationProcess
objectClass: pwdPolicy
cn: policy
pwdAttribute: userPassword
pwdLockout: TRUE

dn: ou=far,{base}
objectClass: referral
objectClass: extensibleObject
ou: far
ref: ldap://192.0.2.1/ou=far,{base}

"""
PERSON = """dn: uid={escaped},ou=people,{base}
objectClass: inetOrgPerson
uid: {uid}
cn: {uid}
sn: {uid}
employeeNumber: NV-{number}
userPassword: {hash}

"""


@dataclass(frozen=True, slots=True)
class Slapd:
    """A directory that runs: its ports, and its folder with the authority's certificate."""

    port: int
    tls_port: int
    folder: Path
    server: StartedServer

    @property
    def told(self) -> dict[str, str]:
        """The variables that an installation is told of it by: a service account searches."""
        return self.reached() | {
            "BINHXET_LDAP_BASE": BASE,
            "BINHXET_LDAP_FILTER": "(&(objectClass=inetOrgPerson)(uid={name}))",
            "BINHXET_LDAP_BIND_DN": SERVICE,
            "BINHXET_LDAP_BIND_PASSWORD": SERVICE_PASSWORD,
            "BINHXET_LDAP_NAME": "Tài khoản của tỉnh",
        }

    def reached(self, *, scheme: str = "ldaps") -> dict[str, str]:
        """Say where it is, and by which attribute accounts are linked."""
        port = self.tls_port if scheme == "ldaps" else self.port
        return {
            "BINHXET_LDAP_URL": f"{scheme}://localhost:{port}",
            "BINHXET_LDAP_CA": str(self.folder / "ca.pem"),
            "BINHXET_LDAP_CLAIM": "employeeNumber",
        }

    def add(self, uid: str, number: str, password: str) -> None:
        """Add a person, as who keeps the directory does."""
        with self._kept() as root:
            named = {"uid": uid, "cn": uid, "sn": uid, "employeeNumber": number}
            root.add(dn_of(uid), "inetOrgPerson", named | {"userPassword": password})  # type: ignore[no-untyped-call]
            assert root.result["result"] == 0, root.result

    def give(self, uid: str, password: str) -> None:
        """Give a person another password."""
        self._change(uid, "userPassword", password)

    def lock(self, uid: str) -> None:
        """Lock a person's account until it is opened again."""
        self._change(uid, "pwdAccountLockedTime", LOCKED)

    def remove(self, uid: str) -> None:
        """Take a person out of the directory."""
        with self._kept() as root:
            root.delete(dn_of(uid))  # type: ignore[no-untyped-call]
            assert root.result["result"] == 0, root.result

    def _change(self, uid: str, attribute: str, value: str) -> None:
        with self._kept() as root:
            root.modify(dn_of(uid), {attribute: [(ldap3.MODIFY_REPLACE, [value])]})  # type: ignore[no-untyped-call]
            assert root.result["result"] == 0, root.result

    def _kept(self) -> ldap3.Connection:
        server = ldap3.Server("localhost", self.tls_port, use_ssl=True, get_info=ldap3.NONE)
        return ldap3.Connection(server, ROOT, ROOT_PASSWORD)


def dn_of(uid: str) -> str:
    """Say where a person with a plain name stands."""
    return f"uid={uid},ou=people,{BASE}"


@contextmanager
def slapd(folder: Path) -> Iterator[Slapd]:
    """Run a directory with three persons in it."""
    program, port, tls_port = installed(PROGRAM), free_port(), free_port()
    (folder / "db").mkdir()
    write_certificates(folder, ["localhost", socket.gethostname()])
    settings = SETTINGS.format(
        folder=folder, base=BASE, service=SERVICE, root=ROOT, root_password=ROOT_PASSWORD
    )
    (folder / "slapd.conf").write_text(settings, encoding="utf-8")
    (folder / "seed.ldif").write_text(_seed(), encoding="utf-8")
    config = ["-f", str(folder / "slapd.conf")]
    _said([ADD, "-q", *config, "-l", str(folder / "seed.ldif")])
    listen = f"ldap://localhost:{port}/ ldaps://localhost:{tls_port}/"
    command = [program, "-d", "stats", *config, "-h", listen]
    with running(command, folder / "slapd.log", lambda: listens(tls_port)) as server:
        yield Slapd(port, tls_port, folder, server)


def _seed() -> str:
    people = [
        PERSON.format(
            escaped=uid.replace("\\", "\\5c"), uid=uid, number=n, hash=_hashed(password), base=BASE
        )
        for n, (uid, password) in enumerate(PEOPLE.items(), 1)
    ]
    top = TOP.format(base=BASE, service=SERVICE, hash=_hashed(SERVICE_PASSWORD))
    return top + "".join(people)


def _hashed(password: str) -> str:
    module = ["-o", "module-path=/usr/lib/ldap", "-o", "module-load=argon2"]
    return _said([HASH, *module, "-h", "{ARGON2}", "-s", password])


def _said(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()
