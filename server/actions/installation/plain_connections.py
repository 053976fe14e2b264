"""Which settings let a connection go without TLS, as each part of the installation says it."""

from collections.abc import Sequence

from server.store import Session
from server.store.jobs import chores

PLAIN = "plain connections of "
"""Before a part's name: the row of the chores in which it says so at its start."""


def tell(session: Session, part: str, names: Sequence[str]) -> None:
    """Write down what a part has started with; none is well again."""
    chores.tell(session, PLAIN + part, error=", ".join(names))
