"""The database a command works on: DATABASE_URL, or the one in this home folder."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from server.actions.installation.installed import clock_offset
from server.actions.people import act_as_administrator
from server.actions.transaction import Begin, transactions
from server.cli.command import CommandRefused
from server.config import Settings, clock
from server.domain.people.actors import Actor
from server.embedded import DATABASE, Cluster
from server.store import Session, engine_for
from server.store.database.standby import is_standby

STANDBY = (
    "Máy chủ PostgreSQL này là máy dự phòng, chỉ đọc / this server is a standby, which only reads."
)


@contextmanager
def database(settings: Settings, opening: Callable[[str], Begin] = transactions) -> Iterator[Begin]:
    """Open transactions, or what else `opening` opens, on the installation's database.

    Without DATABASE_URL it is the one `binhxet run` keeps in the home folder: used where it is
    running, started for the time of the command where it is not. Raises CommandRefused where none
    is.
    """
    if settings.database_url:
        yield opening(settings.database_url)
        return
    if not (settings.home / "secret").exists():
        raise CommandRefused(
            f"Chưa có dữ liệu ở {settings.home}; chạy `make run` trước, hoặc đặt DATABASE_URL / "
            "no data there yet: run `make run` first, or set DATABASE_URL."
        )
    cluster = Cluster(settings.home)
    cluster.start()
    url = cluster.application_url(DATABASE)
    try:
        yield opening(url)
    finally:
        engine_for(url).dispose()
        if not cluster.adopted:
            cluster.stop()


@contextmanager
def transaction(settings: Settings) -> Iterator[tuple[Session, datetime]]:
    """Open the one transaction of a command that writes, and read the installation's clock.

    Raises CommandRefused on a standby.
    """
    with database(settings) as begin, begin() as session:
        refuse_standby(session)
        yield session, clock(clock_offset(session))()


def refuse_standby(session: Session) -> None:
    """Refuse a server that writes nothing of its own. Raises CommandRefused."""
    if is_standby(session):
        raise CommandRefused(f"{STANDBY} Hãy làm ở máy chủ chính / do it on the primary.")


@contextmanager
def acting(settings: Settings, login: str) -> Iterator[tuple[Session, Actor, datetime]]:
    """Open it for who acts as an administrator by that login; raises as `by_login`."""
    with transaction(settings) as (session, now):
        yield session, act_as_administrator.by_login(session, login, now=now), now
