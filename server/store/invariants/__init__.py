"""What a sound database holds, as questions to it; every row of an answer is a breach."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.store import Session
from server.store.invariants import (
    acts,
    cases,
    chains,
    claims,
    files,
    frozen,
    letters,
    listing,
    people,
    proposals,
    registers,
    timers,
    working_days,
)
from server.store.invariants.asking import (
    Found,
    Unanswered,
    ask_all,
    asking,
    naming,
)
from server.store.invariants.chains import (
    BrokenEvent,
    broken_chains,
    ruined,
)
from server.store.invariants.duties import CaseWithDuties, versions_in_use, with_duties
from server.store.invariants.facts import (
    ReplayedCase,
    facts,
    history,
    put_back,
    replayed_cases,
)
from server.store.invariants.frozen import (
    Frozen,
    definitions,
    rulesets,
)
from server.store.invariants.instances import (
    Going,
    Lane,
    RestingState,
    RunningInstance,
    going,
    lanes,
    resting_states,
    running,
)
from server.store.invariants.letters import Reminded, reminded

__all__ = [
    "INVARIANTS",
    "QUESTIONS",
    "BrokenEvent",
    "CaseWithDuties",
    "Frozen",
    "Going",
    "Lane",
    "Reminded",
    "ReplayedCase",
    "RestingState",
    "RunningInstance",
    "Unanswered",
    "asking",
    "breaches",
    "broken_chains",
    "definitions",
    "facts",
    "going",
    "history",
    "lanes",
    "naming",
    "put_back",
    "reminded",
    "replayed_cases",
    "resting_states",
    "ruined",
    "rulesets",
    "running",
    "versions_in_use",
    "with_duties",
]

QUESTIONS: Mapping[str, str] = {
    **acts.BREACHES,
    **cases.BREACHES,
    **chains.BREACHES,
    **claims.BREACHES,
    **files.BREACHES,
    **frozen.BREACHES,
    **letters.BREACHES,
    **listing.BREACHES,
    **people.BREACHES,
    **proposals.BREACHES,
    **registers.BREACHES,
    **timers.BREACHES,
    **working_days.BREACHES,
}
"""What is asked of all tables at once, by the invariant it is asked for."""
INVARIANTS = frozenset(QUESTIONS)
"""What a question each asks for."""


def breaches(
    session: Session, *, now: datetime, unread: Collection[UUID] = ()
) -> Iterator[tuple[str, str]]:
    """Name every breach of what the tables are to hold: (invariant, row).

    The payload of the `unread` events is left out: see `ruined`. A question that the rows keep
    from being answered is a breach itself.
    """
    values = {"now": now, "ruined": list(unread)}
    yield from ask_all(
        session,
        QUESTIONS,
        lambda invariant: _broken(session, invariant, values),
        unanswered=lambda invariant, met: (f"{invariant}? {met}", "cannot be told"),
    )


def _broken(session: Session, invariant: str, values: Mapping[str, object]) -> list[Found]:
    question = QUESTIONS[invariant]
    wanted = {name: value for name, value in values.items() if f":{name}" in question}
    return [(invariant, str(row[0])) for row in session.execute(text(question), wanted)]
