"""What a refused act must leave behind: nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.domain.mistakes import Mistakes
from server.domain.refusals import Refusal

_STATE = text("""
SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM act), (SELECT count(*) FROM score),
  (SELECT count(*) FROM sheet), (SELECT count(*) FROM vote), (SELECT count(*) FROM instance),
  (SELECT count(*) FROM bloc_year_version), (SELECT count(*) FROM case_),
  (SELECT string_agg(head, ',' ORDER BY id) FROM case_),
  (SELECT string_agg(id || state, ',' ORDER BY id) FROM task)
""")


def state(session: Session) -> tuple[object, ...]:
    """Take down what an act would have changed."""
    return tuple(session.execute(_STATE).one())


@contextmanager
def refused(session: Session, why: type[Refusal]) -> Iterator[pytest.ExceptionInfo[Refusal]]:
    """Expect a refusal that changes nothing."""
    before = state(session)
    with pytest.raises(why) as found:
        yield found
    assert state(session) == before


def codes(found: pytest.ExceptionInfo[Refusal]) -> dict[str, str]:
    """Return a form's mistakes by path."""
    assert isinstance(found.value, Mistakes)
    return {mistake.path: mistake.code.value for mistake in found.value.mistakes}
