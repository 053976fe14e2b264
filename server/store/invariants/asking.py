"""Ask a damaged database: a question it cannot answer is known by name, and the next is asked."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy.exc import OperationalError

from server.store import Session

Question = TypeVar("Question")
Found = tuple[str, str]
"""An invariant that does not hold, and where."""


class Unanswered(Exception):
    """What the rows hold keeps a question from being answered; `named` is what was met."""

    def __init__(self, named: str) -> None:
        """Take the name."""
        super().__init__(named)
        self.named = named


@contextmanager
def naming() -> Iterator[None]:
    """Raise Unanswered for whatever stops what is done inside; no row is read there.

    A server that is away or busy is no fault of the rows and stays what it is.
    """
    try:
        yield
    except OperationalError:
        raise
    except Exception as error:
        raise Unanswered(getattr(error, "error", None) or type(error).__name__) from error


@contextmanager
def asking(session: Session) -> Iterator[None]:
    """Raise Unanswered as `naming` does, also for what the server says of the rows.

    The transaction goes on: what is done inside is undone.
    """
    with naming(), session.begin_nested():
        yield


def ask_all(
    session: Session,
    questions: Collection[Question],
    ask: Callable[[Question], list[Found]],
    *,
    unanswered: Callable[[Question, str], Found],
) -> list[Found]:
    """Ask everything in one savepoint; where something cannot be answered, each in its own.

    A savepoint for each would double the round trips. `unanswered` says of a question what was met.
    """
    try:
        with asking(session):
            return [found for each in questions for found in ask(each)]
    except Unanswered:
        return [found for each in questions for found in _alone(session, each, ask, unanswered)]


def _alone(
    session: Session,
    question: Question,
    ask: Callable[[Question], list[Found]],
    unanswered: Callable[[Question, str], Found],
) -> list[Found]:
    try:
        with asking(session):
            return ask(question)
    except Unanswered as met:
        return [unanswered(question, met.named)]
