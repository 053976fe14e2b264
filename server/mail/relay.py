"""The mail server, as the settings name it."""

import ssl
from pathlib import Path
from urllib.parse import unquote, urlsplit

from server.config import SettingsRefused
from server.config.connections import SMTP_ROOTS, is_near
from server.mail.message import NoAddress, checked
from server.mail.smtp import Relay, Security

PORTS = {Security.PLAIN: 25, Security.STARTTLS: 587, Security.TLS: 465}


def relay_of(url: str, *, sender: str, roots: Path | None = None) -> Relay | None:
    """Read BINHXET_SMTP_URL, _MAIL_FROM and _SMTP_ROOTS; None where no server is named.

    Raises SettingsRefused, and never shows the password.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
        security = Security(parts.scheme)
        port = parts.port or PORTS[security]
    except ValueError:
        parts, security, port = urlsplit(""), Security.PLAIN, 0
    if not parts.hostname:
        raise SettingsRefused(
            "BINHXET_SMTP_URL: smtp|smtp+starttls|smtps://[user:password@]host[:port]"
        )
    try:
        checked(sender)
    except NoAddress as problem:
        raise SettingsRefused(
            f"BINHXET_MAIL_FROM phải là địa chỉ thư / must be a mail address: {sender!r}"
        ) from problem
    _check_roots(roots)
    return Relay(
        host=parts.hostname,
        port=port,
        security=security,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        sender=sender,
        roots=roots,
    )


def is_plain(url: str) -> bool:
    """Tell whether letters would go to another machine without TLS, by an address that is read."""
    parts = urlsplit(url)
    return parts.scheme == Security.PLAIN and not is_near(parts.hostname or "")


def _check_roots(roots: Path | None) -> None:
    try:
        ssl.create_default_context(cafile=roots)
    except OSError as problem:
        raise SettingsRefused(
            f"{SMTP_ROOTS}: không đọc được chứng thư / no certificate can be read there: {roots}"
        ) from problem
