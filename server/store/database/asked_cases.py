"""Which cases a query is asked about: some, or all there are."""

from collections.abc import Collection
from uuid import UUID


def among(column: str) -> str:
    """Return the SQL that a case's id is among `:cases`, see `these`."""
    return f"(CAST(:cases AS uuid[]) IS NULL OR {column} = ANY(CAST(:cases AS uuid[])))"


def these(cases: Collection[UUID] | None) -> list[UUID] | None:
    """Return the value of `:cases`; None stands for all there are."""
    return None if cases is None else [*cases]
