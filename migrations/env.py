"""How Alembic reaches the database: as the owner of the schema, in one transaction."""

import os

from alembic import context
from sqlalchemy import text

from server.config import Settings
from server.processes.schema import metadata
from server.store.database.addresses import owner_engine
from server.store.schema.schema_patience import LOCK_SECONDS


def owner_url() -> str:
    given = context.config.attributes.get("url")
    if isinstance(given, str):
        return given
    settings = Settings.from_environment(os.environ)
    return settings.owner_database_url or settings.database_url


engine = owner_engine(owner_url())
with engine.begin() as connection:
    connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'"))
    context.configure(
        connection=connection,
        target_metadata=metadata,
        transaction_per_migration=False,
        compare_server_default=True,
    )
    context.run_migrations()
