"""`binhxet serve`: the web server of a real installation."""

import argparse
import os

from server import logs
from server.actions.installation import rotate_secret
from server.actions.installation.plain_connections import tell
from server.actions.transaction import transactions
from server.cli import directory_links
from server.cli.command import Commands, command
from server.cli.database import refuse_standby
from server.cli.installation import plain_connections
from server.cli.installation.key_list import SECRET, SECRET_BEFORE
from server.config import (
    LOG_DATABASE_URL,
    LOG_KEYS,
    SHORTEST_SECRET,
    Settings,
    SettingsRefused,
)
from server.embedded import APPLICATION
from server.store import Session, engine_for, open_session
from server.store.database.deployment import (
    history_changer,
    is_demonstration,
    is_migrated,
)
from server.store.schema.schema import waiting
from server.supervisor import refuse_taken_port, web_command


def add(commands: Commands) -> None:
    """Add `serve`."""
    command(commands, "serve", "chạy máy chủ web / run the web server", handle)


def handle(_: argparse.Namespace, settings: Settings) -> int:
    """Become gunicorn, when nothing of a demonstration is left."""
    refuse_secrets(settings)
    refuse_log_keys(settings)
    plain_connections.refuse_mail(settings)
    plain_connections.refuse_pages(settings)
    plain_connections.refuse_scanner(settings)
    refuse_database(settings)
    refuse_taken_port(settings.bind, settings.port)
    if settings.metrics.web.told:
        refuse_taken_port(settings.metrics.web.host, settings.metrics.web.port)
    tell_start(settings)
    words = web_command(settings)
    os.execve(words[0], words, settings.to_web_environment())  # noqa: S606 - our own interpreter


def tell_start(settings: Settings) -> None:
    """Say in the log and on the operations page what somebody should mend, and by which secret."""
    if settings.json_log:
        logs.write_json()
    plain = plain_connections.allowed(settings, os.environ)
    plain_connections.warn(plain)
    with transactions(settings.database_url)() as session:
        tell(session, "serve", plain)
        directory_links.bind_at_start(session, settings)
        rotate_secret.began(session, settings.secret_key.encode(), settings.secret_before.encode())
    engine_for(settings.database_url).dispose()


def refuse_secrets(settings: Settings) -> None:
    """Refuse a secret that can be guessed; what opens beside it signs as well as it does."""
    refuse_secret(settings.secret_key, SECRET)
    if settings.secret_before:
        refuse_secret(settings.secret_before, SECRET_BEFORE)
    if settings.secret_before == settings.secret_key:
        raise SettingsRefused(f"{SECRET_BEFORE} phải khác / must differ from {SECRET}.")


def refuse_secret(secret: str, setting: str) -> None:
    """Refuse no secret, a short one, or one with hardly any different letters in it."""
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < SHORTEST_SECRET // 3:
        raise SettingsRefused(
            f"{setting} phải là chuỗi ngẫu nhiên riêng, ít nhất 32 ký tự / must be a random "
            'secret of your own: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
        )


def refuse_log_keys(settings: Settings) -> None:
    """Refuse to know the log's private keys or its role: they are out of a web process's reach."""
    for name, told in (
        (LOG_KEYS, settings.log_keys is not None),
        (LOG_DATABASE_URL, settings.log_database_url),
    ):
        if told:
            raise SettingsRefused(
                f"{name} chỉ dành cho tiến trình nền, chạy bằng tài khoản khác / is only for the "
                "worker, which runs under an account of its own: take it out of serve's settings."
            )


def refuse_database(settings: Settings) -> None:
    """Refuse a database that is a demonstration, has no schema yet, or is a standby's."""
    if settings.demonstration:
        raise SettingsRefused("BINHXET_DEMONSTRATION=1 chỉ dành cho / is only for `binhxet run`.")
    refuse_no_database(settings)
    engine = engine_for(settings.database_url)
    with open_session(engine, read_only=True) as session:
        refuse_standby(session)
        if not is_migrated(session):
            raise SettingsRefused("Cơ sở dữ liệu chưa có bảng / first run: binhxet migrate")
        refuse_old_schema(session)
        refuse_owner(session)
        if is_demonstration(session):
            raise SettingsRefused(
                "Cơ sở dữ liệu là bản trình diễn, ai cũng vào được / the database is a "
                "demonstration whose accounts anybody can use: serve will not start on it."
            )
    engine.dispose()


def refuse_no_database(settings: Settings) -> None:
    """Refuse to start where no database is named."""
    if not settings.database_url:
        raise SettingsRefused("Thiếu DATABASE_URL / DATABASE_URL is missing.")


def refuse_owner(
    session: Session, *, setting: str = "DATABASE_URL", wanted: str = APPLICATION
) -> None:
    """Refuse to work as a role that may change history; only `migrate` has such a one."""
    if role := history_changer(session):
        raise SettingsRefused(
            f"{setting} đăng nhập bằng vai trò {role}, vai trò này sửa được lịch sử; hãy dùng "
            f"vai trò {wanted} / {setting} signs in as {role}, a role that may change "
            f"history; the role wanted is {wanted}."
        )


def refuse_old_schema(session: Session) -> None:
    """Refuse a database that lacks a step to this release's schema."""
    if steps := waiting(session):
        raise SettingsRefused(
            f"Cơ sở dữ liệu còn thiếu {len(steps)} bước nâng cấp / the database lacks that many "
            f"steps of its schema: {', '.join(steps)}. Chạy / run: binhxet migrate"
        )
