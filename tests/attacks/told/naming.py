"""Whether the check names a change: the parts of it that know the table are asked first.

The whole check takes most of a second, and there are hundreds of changes. What a part names the
whole names, too; only where every part is mute is the whole asked.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from server.actions.installation.check_invariants import check_rows, unsound
from server.store.binding.rows import changed_unseen
from server.store.history import journal
from server.store.invariants import QUESTIONS
from server.store.invariants.listing import unlike_names
from tests.attacks.attacking import BOUND
from tests.check.planting import CheckedYear

Ask = Callable[[], object]
"""Answers something where it names a breach."""


class Naming:
    """Asks the check about one change after another of a year."""

    def __init__(self, session: Session, world: CheckedYear) -> None:
        """Take the session that changes the year."""
        self._session, self._changed_at = session, world.now
        self._now = world.now + timedelta(hours=1)
        self._named_last: dict[str, str] = {}

    def names(self, table: str, case_id: str | None) -> bool:
        """Tell whether the check names what was changed in a table, beside an innocent event."""
        journal.note(
            self._session,
            stream="security",
            kind="history.exported",
            object="",
            actor=None,
            payload={},
            now=self._changed_at,
        )
        parts = dict(self._parts(table, case_id))
        last = self._named_last.get(table, "")
        for part in sorted(parts, key=lambda name: name != last):
            if self._answers(parts[part]):
                self._named_last[table] = part
                return True
        return bool(check_rows(self._session, now=self._now))

    def _parts(self, table: str, case_id: str | None) -> Iterator[tuple[str, Ask]]:
        """Give the parts that know the table or the case, the cheaper first."""
        word = re.compile(rf"\b{table}\b")
        for name, question in QUESTIONS.items():
            if word.search(question):
                yield name, partial(self._broken, question)
        yield "names", lambda: list(unlike_names(self._session))
        yield "changes", lambda: list(changed_unseen(self._session, [BOUND[table]]))
        if case_id:
            yield "replay", lambda: list(unsound(self._session, [UUID(case_id)]))

    def _broken(self, question: str) -> object:
        values = {"now": self._now, "ruined": []}
        wanted = {name: value for name, value in values.items() if f":{name}" in question}
        return self._session.execute(text(question), wanted).first()

    def _answers(self, ask: Ask) -> bool:
        """Ask; what keeps it from being answered is a breach."""
        try:
            with self._session.begin_nested():
                return bool(ask())
        except DBAPIError:
            return True
