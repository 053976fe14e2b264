"""The mail server, as the settings name it."""

from urllib.parse import unquote, urlsplit

from server.config import SettingsRefused
from server.mail.message import NoAddress, checked
from server.mail.smtp import Relay, Security

PORTS = {Security.PLAIN: 25, Security.STARTTLS: 587, Security.TLS: 465}


def relay_of(url: str, *, sender: str) -> Relay | None:
    """Read BINHXET_SMTP_URL and BINHXET_MAIL_FROM; None where no server is named.

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
    return Relay(
        host=parts.hostname,
        port=port,
        security=security,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        sender=sender,
    )
