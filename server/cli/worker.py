"""`binhxet worker`: background work."""

import argparse
import os
from contextlib import suppress

from server import logs
from server.cli.command import Commands, command
from server.cli.database import refuse_standby
from server.cli.installation import plain_connections
from server.cli.serve import refuse_no_database, refuse_old_schema, refuse_owner
from server.config import LOG_DATABASE_URL, Settings, SettingsRefused
from server.embedded.roles import SEQUENCER
from server.jobs import worker
from server.signatures import reading, trust
from server.store import engine_for, open_session
from server.store.database.busy import BUSY
from server.supervisor import refuse_taken_port


def add(commands: Commands) -> None:
    """Add `worker`."""
    command(commands, "worker", "chạy việc nền / run background jobs", handle)


def handle(_: argparse.Namespace, settings: Settings) -> int:
    """Work until TERM; a job under way is finished first.

    Refuses a standby, a database that lacks steps of the schema, and roles that may change history;
    a database that is away is waited for.
    """
    refuse_no_database(settings)
    refuse_roots(settings)
    plain_connections.refuse_mail(settings)
    if settings.metrics.worker.told:
        refuse_taken_port(settings.metrics.worker.host, settings.metrics.worker.port)
    with suppress(*BUSY), open_session(engine_for(settings.database_url)) as session:
        refuse_standby(session)
        refuse_old_schema(session)
        refuse_owner(session)
    if settings.log_database_url:
        with suppress(*BUSY), open_session(engine_for(settings.log_database_url)) as session:
            refuse_owner(session, setting=LOG_DATABASE_URL, wanted=SEQUENCER)
    if settings.json_log:
        logs.write_json()
    plain = plain_connections.allowed(settings, os.environ)
    plain_connections.warn(plain)
    worker.run(settings, plain=plain)
    return 0


def refuse_roots(settings: Settings) -> None:
    """Refuse a folder of root certificates in which a file cannot be read."""
    try:
        reading.check(trust.read(settings.signature_roots))
    except trust.TrustUnread as unread:
        raise SettingsRefused(
            f"BINHXET_SIGNATURE_ROOTS: không đọc được / cannot be read: {unread}"
        ) from unread
