"""What was erased on legal ground is proved all the same, and only with its ground."""

import json
from uuid import UUID

from sqlalchemy.orm import Session

from server.actions.history import proof_export
from server.actions.history.erasures import ErasureAsked
from server.actions.history.proof_export import ProofScope
from server.domain.people.actors import Actor
from server.domain.people.lineage import Reach
from server.store.history.event_questions import EventFilter
from tests.actions.history.test_erasures import closed, erase, raised
from tests.verifier.changing import lines_of, summed, written
from tests.verifier.running import Answer
from tests.worlds.year import Year

__all__ = ["closed", "raised"]


def exported(year: Year, actor: Actor) -> bytes:
    """Export the case alone, so that the erasure stands beside it."""
    wanted = EventFilter(reach=Reach(("bac-giang",)), streams=frozenset({f"case/{year.case_id}"}))
    with year.begin() as session:
        scope = ProofScope(wanted=wanted)
        with proof_export.export(session, scope, actor=actor, now=year.tick()) as file:
            return file.read()


def test_an_erased_event_is_sound_with_the_event_of_its_erasure(
    closed: Year, admins: tuple[Actor, Actor], raised: UUID, session: Session
) -> None:
    del session
    erase(closed, admins, ErasureAsked(events=frozenset({raised})))
    data = exported(closed, admins[0])
    answer = Answer(data, None)
    assert (answer.findings, answer.notes["erased"]) == ([], 1)
    lines = [
        line for line in map(json.loads, lines_of(data)) if "data.erased" not in json.dumps(line)
    ]
    lines[0]["counts"]["beside"] -= 1
    without = summed([written(line) for line in lines])
    assert Answer(without, None).codes == {"erasure"}
