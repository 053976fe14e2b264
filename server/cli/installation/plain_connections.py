"""Connections to other machines without TLS: refused, or told where they are allowed."""

import logging
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from server.config import LOG_DATABASE_URL, Settings, SettingsRefused
from server.config.connections import PLAIN, is_near
from server.config.scanner import NAME as NAME_OF_SCANNER
from server.mail import relay
from server.store.database import addresses

log = logging.getLogger(__name__)


def refuse_databases(settings: Settings, env: Mapping[str, str]) -> None:
    """Refuse a database on another machine that nothing proves to be the one that is meant."""
    _refuse(
        settings,
        _plain_databases(settings, env),
        "thêm / add ?sslmode=verify-full&sslrootcert=FILE",
    )


def refuse_mail(settings: Settings) -> None:
    """Refuse mail settings nothing can be made of, and letters that would leave as plain text."""
    relay.relay_of(
        settings.smtp_url, sender=settings.mail_from, roots=settings.connections.smtp_roots
    )
    _refuse(settings, _plain_mail(settings), "smtps:// | smtp+starttls://")


def refuse_pages(settings: Settings) -> None:
    """Refuse to listen where other machines would ask for pages without the proxy's TLS."""
    _refuse(settings, _plain_pages(settings), "BINHXET_BIND=127.0.0.1")


def refuse_scanner(settings: Settings) -> None:
    """Refuse to send what people upload to another machine's scanner, which knows no TLS."""
    _refuse(settings, _plain_scanner(settings), "BINHXET_CLAMD=/run/clamav/clamd.ctl")


def allowed(settings: Settings, env: Mapping[str, str]) -> Sequence[str]:
    """Name the settings whose connections go without TLS, because the installation lets them."""
    return [
        *_plain_databases(settings, env),
        *_plain_mail(settings),
        *_plain_stamps(settings),
        *_plain_pages(settings),
        *_plain_scanner(settings),
        *_plain_cookies(settings),
    ]


def warn(names: Sequence[str]) -> None:
    """Say at a start which connections are not protected."""
    if names:
        log.warning(
            "Kết nối không được TLS bảo vệ / connections without TLS: %s. Ai ở trên đường truyền "
            "đều đọc và sửa được / whoever is on the way can read and change them.",
            ", ".join(names),
        )


def _refuse(settings: Settings, names: Sequence[str], mend: str) -> None:
    if names and not settings.connections.plain:
        raise SettingsRefused(
            f"{', '.join(names)}: đi sang máy khác mà không có TLS kiểm tra chứng thư / goes to "
            f"another machine without TLS that checks the certificate: {mend}. "
            f"{PLAIN}=1 cho phép, có cảnh báo / allows it, with a warning."
        )


def _plain_databases(settings: Settings, env: Mapping[str, str]) -> list[str]:
    told = (
        ("DATABASE_URL", settings.database_url),
        ("BINHXET_OWNER_DATABASE_URL", settings.owner_database_url),
        (LOG_DATABASE_URL, settings.log_database_url),
    )
    return [name for name, url in told if addresses.is_plain(url, env)]


def _plain_mail(settings: Settings) -> list[str]:
    return ["BINHXET_SMTP_URL"] if relay.is_plain(settings.smtp_url) else []


def _plain_pages(settings: Settings) -> list[str]:
    return [] if is_near(settings.bind) else ["BINHXET_BIND"]


def _plain_scanner(settings: Settings) -> list[str]:
    host = settings.scanner.host
    return [NAME_OF_SCANNER] if host and not is_near(host) else []


def _plain_cookies(settings: Settings) -> list[str]:
    """Name the switch by which cookies go without TLS; a demonstration's always do."""
    told = settings.secure_cookies or settings.demonstration
    return [] if told else ["BINHXET_INSECURE_COOKIES"]


def _plain_stamps(settings: Settings) -> list[str]:
    """Name the stamping authority: it gets a hash and signs its answer, so it is not refused."""
    parts = urlsplit(settings.tsa_url)
    plain = parts.scheme == "http" and not is_near(parts.hostname or "")
    return ["BINHXET_TSA_URL"] if plain else []
