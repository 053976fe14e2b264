"""The databases of the actions' tests serve the simulation, too."""

from tests.actions.conftest import (
    committed,
    committed_database,
    loaded,
    loaded_engine,
    second,
    session,
    year,
)

__all__ = [
    "committed",
    "committed_database",
    "loaded",
    "loaded_engine",
    "second",
    "session",
    "year",
]
