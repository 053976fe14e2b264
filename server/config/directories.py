"""Who else proves who somebody is: an OpenID provider, an LDAP directory; and whether we do."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from server.config.connections import is_safe
from server.config.environment import SettingsRefused, read_number, read_path, read_switch

OIDC_SECRET = "BINHXET_OIDC_SECRET"  # noqa: S105 - a variable's name
LDAP_BIND_PASSWORD = "BINHXET_LDAP_BIND_PASSWORD"  # noqa: S105 - a variable's name
OF_DIRECTORIES = ("BINHXET_OIDC_", "BINHXET_LDAP_", "BINHXET_LOCAL_ACCOUNTS")
"""How the variables begin that the web server alone is told."""
LONGEST_NAME = 60
USUAL_SKEW, MOST_SKEW = 30, 300
NAME_HOLE = "{name}"
OPENID_NAME = "Cổng đăng nhập một lần"
LDAP_NAME = "Tài khoản của cơ quan"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIdSettings:
    """An OpenID provider, and the client that we are to it."""

    issuer: str
    client: str
    secret: str = field(repr=False)
    claim: str = "sub"
    """Which claim of the ID token an account is linked by."""
    name: str = OPENID_NAME
    trusted: frozenset[str] = frozenset()
    """Values of `acr` or `amr` that stand for a second factor; with others ours is asked."""
    skew: int = USUAL_SKEW
    """Seconds that its clock may be behind ours where it says when somebody proved it."""

    @property
    def links_issuer(self) -> str:
        """Whose accounts links name: the issuer, and the claim where that is another than `sub`."""
        return self.issuer if self.claim == "sub" else f"{self.issuer}#{self.claim}"

    @classmethod
    def read(cls, env: Mapping[str, str]) -> "OpenIdSettings | None":
        """Read them; None where no issuer is told. Raises SettingsRefused."""
        issuer = env.get("BINHXET_OIDC_ISSUER", "")
        if not issuer:
            _refuse_left(env, "BINHXET_OIDC_", "BINHXET_OIDC_ISSUER")
            return None
        return cls(
            issuer=_address("BINHXET_OIDC_ISSUER", issuer),
            client=_told(env, "BINHXET_OIDC_CLIENT"),
            secret=_told(env, OIDC_SECRET),
            claim=_claim(env, "BINHXET_OIDC_CLAIM", "sub"),
            name=_name(env, "BINHXET_OIDC_NAME", OPENID_NAME),
            trusted=frozenset(filter(None, env.get("BINHXET_OIDC_TRUSTED", "").split(","))),
            skew=read_number(env, "BINHXET_OIDC_SKEW", USUAL_SKEW, most=MOST_SKEW),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LdapSettings:
    """An LDAP directory: where it is, and how the entry of who signs in is found.

    Either a service account searches `base` by `filter`, or, without one, `person_dn` says where
    the entry of a name stands. The connection is encrypted either way.
    """

    host: str
    port: int
    tls: bool
    """From the first byte on (ldaps); else by StartTLS."""
    base: str = ""
    filter: str = ""
    bind_dn: str = ""
    bind_password: str = field(default="", repr=False)
    person_dn: str = ""
    claim: str = "entryUUID"
    """Which attribute an account is linked by."""
    ca: Path | None = None
    name: str = LDAP_NAME
    factor: bool = True
    """Whether who has a second factor with us is asked for it, too."""

    @property
    def links_issuer(self) -> str:
        """Whose accounts links name, as an LDAP URL: host, where entries stand, and the claim.

        Of the host its certificate tells; of scheme and port nothing does, and they may change.
        """
        below = self.person_dn.partition(NAME_HOLE)[2].partition(",")[2]
        base = re.sub(r"\s*([,=])\s*", r"\1", self.base or below).strip().lower()
        return f"ldap://{self.host.lower()}/{base}?{self.claim}"

    @classmethod
    def read(cls, env: Mapping[str, str]) -> "LdapSettings | None":
        """Read them; None where no address is told. Raises SettingsRefused."""
        url = env.get("BINHXET_LDAP_URL", "")
        if not url:
            _refuse_left(env, "BINHXET_LDAP_", "BINHXET_LDAP_URL")
            return None
        host, port, tls = _ldap_address(url)
        return cls(
            host=host,
            port=port,
            tls=tls,
            **_search(env),
            claim=_claim(env, "BINHXET_LDAP_CLAIM", "entryUUID"),
            ca=_file(env, "BINHXET_LDAP_CA"),
            name=_name(env, "BINHXET_LDAP_NAME", LDAP_NAME),
            factor=env.get("BINHXET_LDAP_FACTOR", "") == ""
            or read_switch(env, "BINHXET_LDAP_FACTOR"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectorySettings:
    """The ways to sign in beside those of the demonstration."""

    local: bool = True
    """Whether passwords that are kept here sign in."""
    openid: OpenIdSettings | None = None
    ldap: LdapSettings | None = None

    @property
    def issuers(self) -> Mapping[str, str]:
        """Whose accounts sign in, by the kind of directory (`Directory` of domain.identity)."""
        held = {"openid": self.openid, "ldap": self.ldap}
        return {kind: each.links_issuer for kind, each in held.items() if each is not None}

    @classmethod
    def read(cls, env: Mapping[str, str]) -> "DirectorySettings":
        """Read them; raises SettingsRefused, also where nobody could sign in at all."""
        local = not env.get("BINHXET_LOCAL_ACCOUNTS") or read_switch(env, "BINHXET_LOCAL_ACCOUNTS")
        read = cls(local=local, openid=OpenIdSettings.read(env), ldap=LdapSettings.read(env))
        if not local and read.openid is None and read.ldap is None:
            raise SettingsRefused(
                "BINHXET_LOCAL_ACCOUNTS=0 cần / needs BINHXET_OIDC_ISSUER hoặc / or "
                "BINHXET_LDAP_URL: không ai đăng nhập được / nobody could sign in"
            )
        return read


DIRECTORIES = DirectorySettings()


def _told(env: Mapping[str, str], name: str) -> str:
    if text := env.get(name, ""):
        return text
    raise SettingsRefused(f"Thiếu / missing: {name}")


def _refuse_left(env: Mapping[str, str], group: str, first: str) -> None:
    """Refuse a group's variables without the one that switches it on."""
    if left := sorted(name for name, text in env.items() if name.startswith(group) and text):
        raise SettingsRefused(f"{', '.join(left)}: thiếu / missing {first}")


def _address(name: str, text: str) -> str:
    """Read an https address; a plain one is this machine's alone."""
    found = urlsplit(text)
    bare = not (found.query or found.fragment or "@" in found.netloc)
    if is_safe(text) and found.hostname and bare:
        return text
    raise SettingsRefused(f"{name} phải có dạng https://… / must be like https://…: {text!r}")


def _ldap_address(text: str) -> tuple[str, int, bool]:
    found = re.fullmatch(r"(ldaps?)://([A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::([0-9]{1,5}))?/?", text)
    port = int(found[3]) if found and found[3] else 0
    if found and port < 2**16:
        tls = found[1] == "ldaps"
        return found[2].strip("[]"), port or (636 if tls else 389), tls
    raise SettingsRefused(
        "BINHXET_LDAP_URL phải có dạng / must be like ldaps://host[:636], ldap://host[:389]: "
        f"{text!r}"
    )


def _search(env: Mapping[str, str]) -> dict[str, str]:
    """Read how an entry is found: by a service account's search, or by where it stands."""
    person_dn = env.get("BINHXET_LDAP_PERSON_DN", "")
    searching = (
        *("BINHXET_LDAP_BASE", "BINHXET_LDAP_FILTER", "BINHXET_LDAP_BIND_DN"),
        LDAP_BIND_PASSWORD,
    )
    if person_dn:
        if both := [name for name in searching if env.get(name)]:
            names = ", ".join(both)
            raise SettingsRefused(f"BINHXET_LDAP_PERSON_DN: không cùng / not with {names}")
        return {"person_dn": _with_hole("BINHXET_LDAP_PERSON_DN", person_dn)}
    base, searched, bind_dn, password = (_told(env, name) for name in searching)
    searched = _with_hole("BINHXET_LDAP_FILTER", searched)
    if not (searched.startswith("(") and searched.count("(") == searched.count(")")):
        raise SettingsRefused(f"BINHXET_LDAP_FILTER: ngoặc / brackets: {searched!r}")
    return {"base": base, "filter": searched, "bind_dn": bind_dn, "bind_password": password}


def _with_hole(name: str, text: str) -> str:
    if text.count(NAME_HOLE) == 1 and text.replace(NAME_HOLE, "").count("{") == 0:
        return text
    raise SettingsRefused(f"{name}: cần đúng một / needs exactly one {NAME_HOLE}: {text!r}")


def _claim(env: Mapping[str, str], name: str, usual: str) -> str:
    text = env.get(name, "") or usual
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_.:/-]{0,99}", text):
        return text
    raise SettingsRefused(f"{name}: {text[:40]!r}")


def _name(env: Mapping[str, str], name: str, usual: str) -> str:
    text = env.get(name, "").strip() or usual
    if len(text) <= LONGEST_NAME and text.isprintable():
        return text
    raise SettingsRefused(f"{name}: tối đa {LONGEST_NAME} ký tự / at most {LONGEST_NAME}")


def _file(env: Mapping[str, str], name: str) -> Path | None:
    path = read_path(env, name)
    if path is None or path.is_file():
        return path
    raise SettingsRefused(f"{name}: không có tệp / no such file: {path}")
