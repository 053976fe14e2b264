"""What the log has taken up and not signed is proved to nobody, and no export says it is."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from server.actions.history import proof_export
from server.actions.history.proof_export import ProofScope
from server.actions.log.proving import prove
from server.actions.log.sequence import sequence
from server.actions.log.sign import sign
from server.actions.transaction import Begin
from server.domain.people.lineage import Reach
from server.store.history import history_pages, journal
from server.store.history.event_questions import EventFilter
from server.store.history.history_events import HistoryEvent
from server.store.log.key_folder import KeyFolder
from tests.actions.log.pairs import pins
from tests.verifier.running import Answer
from tests.verifier.test_clean_exports import AUDITOR
from tests.worlds.databases import as_log

NOW = datetime(2024, 12, 2, 1, 0, tzinfo=UTC)
STREAM = "tests"


def told(begin: Begin, number: int) -> HistoryEvent:
    """Write events into a stream of the province; answer the last."""
    with begin() as session:
        for _ in range(number):
            journal.note(
                session, stream=STREAM, kind="test", object="", actor=None, payload={}, now=NOW,
                province="bac-giang",
            )  # fmt: skip
        return history_pages.last_of(session, STREAM)


@pytest.fixture
def signed(begin: Begin, folder: KeyFolder) -> HistoryEvent:
    """Sign a log with three events; answer the last of them."""
    last = told(begin, 3)
    sequence(as_log(begin))
    with as_log(begin)() as session:
        assert sign(session, folder)
    return last


@pytest.fixture
def unsigned(begin: Begin, signed: HistoryEvent) -> HistoryEvent:  # noqa: ARG001 - first
    """Let the log take up two more and not sign them; answer the last."""
    last = told(begin, 2)
    sequence(as_log(begin))
    return last


def test_an_event_beyond_the_checkpoint_has_a_place_and_no_proof_yet(
    begin: Begin, signed: HistoryEvent, unsigned: HistoryEvent
) -> None:
    with begin() as session:
        held = session.execute(
            text("SELECT 1 FROM leaf WHERE event_id = :id"), {"id": unsigned.id}
        ).scalar()
        assert held == 1
        assert prove(session, unsigned) is None
        assert prove(session, signed) is not None


@pytest.mark.usefixtures("unsigned")
def test_an_export_gives_events_beyond_the_checkpoint_no_leaf(
    begin: Begin, folder: KeyFolder
) -> None:
    wanted = EventFilter(reach=Reach(("bac-giang",)), streams=frozenset({STREAM}))
    with begin() as session:
        scope = ProofScope(wanted=wanted)
        with proof_export.export(session, scope, actor=AUDITOR, now=NOW) as file:
            answer = Answer(file.read(), pins(folder))
    assert answer.findings == []
    assert answer.notes["tail"] == 2
