"""Whether the database is one this release can work on."""

from collections.abc import Collection

from sqlalchemy import text

from server.store import Session
from server.store.database.deployment import is_migrated
from server.store.schema.schema import waiting


def missing(session: Session, keys: Collection[str]) -> list[str]:
    """Name what a database still needs: steps of its schema, and definitions by their keys."""
    if not is_migrated(session):
        return ["schema"]
    if steps := waiting(session):
        return [f"schema {step}" for step in steps]
    there = set(session.execute(text("SELECT DISTINCT key FROM definition")).scalars())
    return [f"definition {key}" for key in sorted(set(keys) - there)]
