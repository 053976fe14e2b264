"""How what leaves this machine is protected, as the installation sets it."""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from server.config.environment import read_path, read_switch

PLAIN = "BINHXET_PLAIN_CONNECTIONS"
SMTP_ROOTS = "BINHXET_SMTP_ROOTS"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionSettings:
    """Whether a connection may go to another machine without TLS, and whom mail trusts."""

    plain: bool = False
    smtp_roots: Path | None = None
    """The certificates the mail server's is judged by, and no others; None: those of the host."""

    @classmethod
    def read(cls, env: Mapping[str, str]) -> "ConnectionSettings":
        """Read them; raises SettingsRefused."""
        return cls(plain=read_switch(env, PLAIN), smtp_roots=read_path(env, SMTP_ROOTS))


CONNECTIONS = ConnectionSettings()


def is_safe(address: str) -> bool:
    """Tell whether nobody between hears what is said there: https, or this machine itself."""
    found = urlsplit(address)
    return found.scheme == "https" or (found.scheme == "http" and is_near(found.hostname or ""))


def is_near(host: str) -> bool:
    """Tell whether what is sent to a host stays on this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
