"""The seal of a ballot or a count: history binds what was handed in before it may tell it."""

import hashlib
from collections.abc import Iterable

SALT_BYTES = 16


def ballot_line(*, award: str, unit: str, choice: str) -> str:
    """Write one choice of a ballot as its seal covers it."""
    return f"{award} {unit} {choice}"


def seal(lines: Iterable[str], *, salt: str) -> str:
    """Return the SHA-256, in hex, of a random salt and the lines of a ballot or count, in order.

    The act's event keeps the seal, the rows the salt. The event alone tells nothing: ballots are
    few, but each would have to be tried with 2^128 salts. Who reads the table reads the choices
    themselves. Who changes the rows, and the salt with them, finds no other choices with this
    seal: the event would have to change with every hash after it. `store.invariants.case_state`
    works out the same from the rows.
    """
    return hashlib.sha256("\n".join((salt, *sorted(lines))).encode()).hexdigest()
