"""What other provinces did in a stream of all is counted in an export, and never told."""

import json

import pytest

from server.actions.history import proof_export
from server.actions.history.proof_export import ProofScope
from server.actions.transaction import transactions
from server.domain.people.lineage import Reach
from server.store.history import journal
from server.store.history.event_questions import EventFilter
from tests.verifier.changing import lines_of, summed, written
from tests.verifier.running import Answer
from tests.verifier.test_clean_exports import AUDITOR, BEGINS
from tests.worlds.databases import Database

OURS, THEIRS = "bac-giang", "ha-giang"
ORDERS = ([OURS, THEIRS, THEIRS, OURS], [THEIRS, OURS, THEIRS], [THEIRS, THEIRS])


def exported(database: Database, order: list[str], reach: Reach) -> bytes:
    """Note an event of each province in this order in one stream, and export what is reached."""
    begin = transactions(database.url)
    for number, province in enumerate(order):
        with begin() as session:
            journal.note(
                session,
                stream="people",
                kind="person.password_changed",
                object=f"person/{number}",
                actor=None,
                payload={"whose": province},
                now=BEGINS,
                province=province,
            )
    wanted = EventFilter(reach=reach, streams=frozenset({"people"}))
    with begin() as session:
        scope = ProofScope(wanted=wanted)
        with proof_export.export(session, scope, actor=AUDITOR, now=BEGINS) as file:
            return file.read()


@pytest.mark.parametrize("order", ORDERS, ids=["between", "around", "alone"])
def test_numbers_of_others_are_counted_and_nothing_else(
    fresh_database: Database, order: list[str]
) -> None:
    data = exported(fresh_database, order, Reach((OURS,)))
    answer = Answer(data, None)
    assert answer.findings == []
    assert THEIRS.encode() not in data
    lines = [json.loads(line) for line in lines_of(data)]
    told = [line for line in lines if line["type"] != "hidden"]
    if len(told) < len(lines):
        assert answer.notes["hidden"] == order.count(THEIRS)
        del told[0]["counts"]["hidden"]
        assert Answer(summed([written(line) for line in told]), None).codes & {"sequence", "head"}


def of_both(database: Database) -> bytes:
    """Export a stream of two provinces, one of which follows the other."""
    return exported(database, [THEIRS, OURS, "bac-ninh"], Reach((OURS, THEIRS)))


def without_formers(data: bytes) -> bytes:
    """Leave out of the first line that the province follows another."""
    lines = [json.loads(line) for line in lines_of(data)]
    del lines[0]["scope"]["formers"]
    return summed([written(line) for line in lines])


def test_events_of_a_former_are_told_and_its_name_cannot_be_left_out(
    fresh_database: Database,
) -> None:
    data = of_both(fresh_database)
    answer = Answer(data, None)
    assert answer.findings == []
    assert answer.notes["hidden"] == 1
    assert b"bac-ninh" not in data
    assert "act" in Answer(without_formers(data), None).codes
