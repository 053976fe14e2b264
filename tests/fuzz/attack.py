"""A class of hostile expressions, with a witness that such expressions do something elsewhere."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Attack:
    """`{canary}` in a source is the path of a file that must never be made.

    The witness is of the class, and safe: what Python's own evaluation of it gives is `gives`.
    """

    sources: tuple[str, ...]
    witness: str
    gives: object
