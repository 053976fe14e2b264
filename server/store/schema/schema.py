"""The schema brought to its newest version: ours by Alembic, the job queue's by its own scripts."""

from collections.abc import Callable
from functools import cache, partial
from io import StringIO

import psycopg
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from server.config import ROOT
from server.store.jobs.queue import JOBS
from server.store.schema import queue_schema
from server.store.schema.schema_patience import GIVE_UP_SECONDS, patiently
from server.store.schema.schema_refusal import SchemaRefused, refusal_of

__all__ = ["JOBS", "SchemaRefused", "refusal_of", "upgrade", "waiting"]


def upgrade(
    owner_url: str,
    *,
    report: Callable[[str], None],
    give_up_seconds: float = GIVE_UP_SECONDS,
) -> None:
    """Migrate to the head, and bring the queue's schema on; safe to run again.

    Raises SchemaRefused, with everything as it was before the step that could not be done, also
    where the tables are held by others for too long.
    """
    steps = partial(command.upgrade, _alembic(owner_url), "head")
    queue = partial(queue_schema.upgrade_queue, owner_url, queue_schema.shipped())
    try:
        patiently(steps, owner_url, report=report, give_up_seconds=give_up_seconds)
        done = patiently(queue, owner_url, report=report, give_up_seconds=give_up_seconds)
    except (CommandError, DBAPIError, psycopg.Error) as error:
        refusal = refusal_of(error, owner_url)
        if refusal is None:
            raise
        raise refusal from error
    for name in done:
        report(f"Hàng đợi công việc / the job queue: {name}")


def waiting(session: Session) -> list[str]:
    """Name the steps to this release's schema that a database lacks; a newer one lacks none.

    The application's role may ask.
    """
    at = session.scalar(text("SELECT version_num FROM alembic_version"))
    newest_first = _newest_first()
    ours = newest_first[: newest_first.index(at)] if at in newest_first else ()
    return [*reversed(ours), *queue_schema.waiting(session)]


@cache
def _newest_first() -> tuple[str, ...]:
    """Return this release's steps; they are files beside the code and do not change."""
    script = ScriptDirectory.from_config(_alembic(""))
    return tuple(each.revision for each in script.walk_revisions())


def _alembic(owner_url: str) -> Config:
    config = Config(toml_file=ROOT / "pyproject.toml", stdout=StringIO())
    config.attributes["url"] = owner_url
    return config
