"""How Alembic reaches the database: as the owner of the schema, in one transaction."""

import os

from alembic import context

from server.config import Settings
from server.store.addresses import owner_engine
from server.store.tables import metadata


def owner_url() -> str:
    given = context.config.attributes.get("url")
    if isinstance(given, str):
        return given
    settings = Settings.from_environment(os.environ)
    return settings.owner_database_url or settings.database_url


engine = owner_engine(owner_url())
with engine.begin() as connection:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        transaction_per_migration=False,
        compare_server_default=True,
    )
    context.run_migrations()
