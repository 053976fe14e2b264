"""An LDAP directory, asked whether a password is a person's: what else it knows is not read.

ldap3 is used here alone. Every connection is encrypted and its certificate checked before a
password leaves; referrals are not followed.
"""

import re
import secrets
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

import ldap3
from ldap3.core.exceptions import LDAPException
from ldap3.utils.conv import escape_filter_chars

from server.config import LdapSettings
from server.directories.silence import Silence
from server.domain.identity.directories import Directory, DirectoryAccount, DirectorySilent

PATIENCE = 3
"""Seconds until the directory counts as silent, each time it is asked something."""
SOONEST = 0.3
"""Seconds before a refusal is told: a name that is not there takes a directory less time."""
LONGEST = 200
Scope = Literal["BASE", "SUBTREE"]
PLAIN_NAME = re.compile(r"[A-Za-z0-9._@-]{1,100}")
"""Names that are put into a DN: two of them are one entry's only by the case of their letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LdapEntry:
    """A person's entry: where it stands, and what its account is called.

    Without a service account the latter is known only once the password was right.
    """

    dn: str
    subject: str


class _CheckedTls(ldap3.Tls):
    """TLS whose certificate Python's own library checks, name and all; ldap3's way is outdated."""

    def wrap_socket(self, connection: ldap3.Connection, do_handshake: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - ldap3's signature
        """Shake hands at once; raises OSError."""
        context = ssl.create_default_context(cafile=self.ca_certs_file)
        host = connection.server.host
        connection.socket = context.wrap_socket(connection.socket, server_hostname=host)


@dataclass(frozen=True, slots=True)
class LdapDirectory:
    """The directory of an installation. Both questions raise DirectorySilent."""

    settings: LdapSettings
    patience: float = PATIENCE
    _server: ldap3.Server = field(init=False, repr=False)
    _silence: Silence = field(init=False, repr=False, compare=False, default_factory=Silence)

    def __post_init__(self) -> None:
        """Say how it is reached; nothing is asked yet."""
        roots = str(self.settings.ca) if self.settings.ca else None
        tls = _CheckedTls(validate=ssl.CERT_REQUIRED, ca_certs_file=roots)
        server = ldap3.Server(
            self.settings.host,
            port=self.settings.port,
            use_ssl=self.settings.tls,
            tls=tls,
            get_info=ldap3.NONE,
            connect_timeout=self.patience,
            allowed_referral_hosts=[],
        )
        object.__setattr__(self, "_server", server)

    def account(self, subject: str) -> DirectoryAccount:
        """Name an account of it, as links do."""
        return DirectoryAccount(Directory.LDAP, self.settings.links_issuer, subject)

    def find(self, name: str) -> LdapEntry | None:
        """Find the entry of a name; None where there is none, or more than one."""
        if not name or len(name) > LONGEST or not name.isprintable():
            return None
        if self.settings.person_dn:
            if not PLAIN_NAME.fullmatch(name):
                return None
            return LdapEntry(dn=self.settings.person_dn.replace("{name}", name.lower()), subject="")
        return self._searched_one(self.settings.filter.replace("{name}", escape_filter_chars(name)))

    def _searched_one(self, searched: str) -> LdapEntry | None:
        """Let the service account search. Raises DirectorySilent."""
        with self._bound(self.settings.bind_dn, self.settings.bind_password) as connection:
            if connection is None:
                raise DirectorySilent
            return self._one(connection, self.settings.base, searched, ldap3.SUBTREE)

    def entry_of(self, subject: str, *, login: str) -> LdapEntry | None:
        """Find the entry of an account that is linked already.

        Without a service account it is looked for by its name: the subject where that is the name,
        else what its person is called here. Whose it is, is known once the password was right.
        """
        if self.settings.person_dn:
            return self.find(login if self.by_login else subject)
        value = filter_value(self.settings.claim, subject)
        if not value:
            return None
        anybody = self.settings.filter.replace("{name}", "*")
        return self._searched_one(f"(&{anybody}({self.settings.claim}={value}))")

    @property
    def by_login(self) -> bool:
        """Tell whether a linked account is looked for by what its person is called here."""
        named = self.settings.person_dn.partition("=")[0].strip().lower()
        return bool(named) and named != self.settings.claim.lower()

    def proven(self, entry: LdapEntry | None, password: str) -> LdapEntry | None:
        """Return the entry where the password is its own; None where not.

        An empty password would be an anonymous bind, which succeeds: nobody is asked. Nobody's
        entry is asked for, too, so that a name that is not there takes about as long.
        """
        begun = time.monotonic()
        found = self._proven(entry, password) if password else None
        if found is None:
            time.sleep(max(0.0, SOONEST - (time.monotonic() - begun)))
        return found

    def _proven(self, entry: LdapEntry | None, password: str) -> LdapEntry | None:
        with self._bound(entry.dn if entry else self._nobody(), password) as connection:
            if connection is None or entry is None:
                return None
            if entry.subject:
                return entry
            return self._one(connection, entry.dn, "(objectClass=*)", ldap3.BASE)

    def _nobody(self) -> str:
        name = f"nobody-{secrets.token_hex(8)}"
        return self.settings.person_dn.replace("{name}", name) or f"cn={name},{self.settings.base}"

    @contextmanager
    def _bound(self, dn: str, password: str) -> Iterator[ldap3.Connection | None]:
        """Yield a connection of who proved to be `dn`; None where the password was not right."""
        connection = ldap3.Connection(
            self._server,
            user=dn,
            password=password,
            auto_bind=ldap3.AUTO_BIND_NONE,
            auto_referrals=False,
            raise_exceptions=False,
            receive_timeout=self.patience,
            read_only=True,
            check_names=False,
        )
        try:
            with self._silence.kept():
                self._open(connection)
            yield connection if connection.bind() and connection.result["result"] == 0 else None
        except (LDAPException, OSError) as error:
            raise DirectorySilent from error
        finally:
            _close(connection)

    def _open(self, connection: ldap3.Connection) -> None:
        """Reach it under TLS. Raises DirectorySilent."""
        try:
            connection.open()
            if not self.settings.tls and not connection.start_tls():
                raise DirectorySilent
        except (LDAPException, OSError) as error:
            raise DirectorySilent from error

    def _one(
        self, connection: ldap3.Connection, base: str, searched: str, scope: Scope
    ) -> LdapEntry | None:
        claim = self.settings.claim
        connection.search(
            base,
            searched,
            scope,
            attributes=[claim],
            size_limit=2,
            time_limit=int(self.patience) or 1,
        )
        found = [each for each in connection.response or [] if each["type"] == "searchResEntry"]
        if len(found) != 1:
            return None
        values = [_text(claim, raw) for raw in found[0]["raw_attributes"].get(claim, [])]
        return LdapEntry(dn=found[0]["dn"], subject=values[0]) if len(values) == 1 else None


def _text(claim: str, raw: bytes) -> str:
    """Read a value; Active Directory keeps its own ids as 16 bytes."""
    if claim.lower() == "objectguid":
        return str(UUID(bytes_le=raw))
    return raw.decode("utf-8", "replace")


def filter_value(claim: str, subject: str) -> str:
    """Write a value as a filter has it; empty where the attribute can have no such value."""
    if claim.lower() != "objectguid":
        return str(escape_filter_chars(subject))
    with suppress(ValueError):
        return "".join(f"\\{byte:02x}" for byte in UUID(subject).bytes_le)
    return ""


def _close(connection: ldap3.Connection) -> None:
    """Leave nothing open: ldap3 forgets a socket that failed before it was bound."""
    held = connection.socket
    with suppress(LDAPException, OSError):
        connection.unbind()
    if held is not None:
        held.close()
