"""A unit that was merged into another in mid-year: who does its work of the old year, and how."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from server.actions.cases.case_faults import faults
from server.actions.cases.nobodys_tasks import nobodys_tasks
from server.actions.people import appoint, end_appointment
from server.actions.tasks import complete_task
from server.domain.bloc_draft import document
from server.domain.bloc_sheet.toml_text import TomlTable
from server.domain.deadlines import local_day
from server.domain.people.appointments import Held, Period
from server.domain.refusals import OwnUnit
from server.processes.award_review.rules.voting import BallotOfAnother
from tests.actions.refused import refused
from tests.actions.reorganised import next_year
from tests.worlds.rows import rows
from tests.worlds.year import LEADER, PRESS, Year, in_post

TAKEN_UP = {"officer": "secretary", "head": "officer"}
"""Its posts, and whose holders have them now: not who votes, appraises or approves already."""

TOLD = """
SELECT CAST(p.payload AS jsonb) -> 'changes' FROM event e JOIN event_payload p ON p.event_id = e.id
WHERE e.kind = 'bloc_year.imported' ORDER BY e.act_time DESC LIMIT 1"""


def left(year: Year, session: Session, post: str) -> None:
    """Let who holds a post leave it at once."""
    ((found,),) = rows(session, "SELECT id FROM appointment WHERE post_id = :p", p=post)
    assert isinstance(found, UUID)
    end_appointment.end(session, found, last=None, actor=None, now=year.tick())


def taken_up(year: Year, session: Session, post: str, by: str) -> None:
    """Appoint who holds a post of the successor to one of the unit that is gone."""
    first = local_day(year.now)
    person = year.holder(by).person_id
    new = Held(person_id=person, post_id=post, period=Period(first=first, last=None))
    appoint.appoint_confirmed(
        session, new, decision="QĐ sáp nhập", proposed="", actor=None, now=year.tick()
    )


def waiting(year: Year, session: Session) -> set[tuple[str, str]]:
    return {(task.why, task.post_id) for task in nobodys_tasks(session, now=year.now)}


def told_of(year: Year) -> None:
    """Import a file that says from today on which member took the unit up."""
    today = local_day(year.now)
    gone: TomlTable = {"unit": PRESS, "into": LEADER, "day": today, "decision": "01/NQ-HĐND"}
    values = document.read(next_year(effective_from=today))
    year.imported(document.write({**values, "reorganised": [gone]}))


@pytest.fixture
def merged(scoring: Year, session: Session) -> Year:
    """Answer a year in which the people of a member have left their posts."""
    for position in TAKEN_UP:
        left(scoring, session, f"{PRESS}/{position}")
    scoring.now += timedelta(days=1)
    return scoring


def test_the_work_of_a_unit_that_is_gone_is_named(merged: Year, session: Session) -> None:
    assert waiting(merged, session) == {("PostVacant", f"{PRESS}/officer")}


def test_who_took_up_the_unit_is_named_beside_its_work(merged: Year, session: Session) -> None:
    told_of(merged)
    (fault,) = faults(session, now=merged.now)
    assert fault.error == "PostVacant"
    assert fault.detail.endswith("(đơn vị tiếp nhận: Sở KH&CN)")


def test_the_successors_people_end_the_old_years_work(merged: Year, session: Session) -> None:
    for position, by in TAKEN_UP.items():
        taken_up(merged, session, f"{PRESS}/{position}", f"{LEADER}/{by}")
    assert waiting(merged, session) == set()
    assert merged.holder(f"{PRESS}/officer").unit_ids == {PRESS, LEADER}
    merged.through("submission")
    assert set(rows(session, "SELECT state FROM case_")) == {("closed",)}


def test_who_took_up_its_post_may_not_appraise_it(merged: Year, session: Session) -> None:
    taken_up(merged, session, f"{PRESS}/officer", f"{LEADER}/appraiser")
    taken_up(merged, session, f"{PRESS}/head", f"{LEADER}/head")
    merged.play("appraise")
    with refused(session, OwnUnit):
        merged.do("appraise", key=PRESS)
    assert waiting(merged, session) == {("HoldersBarred", f"{LEADER}/appraiser")}


def test_one_head_casts_no_ballot_for_the_unit_that_is_gone(merged: Year, session: Session) -> None:
    taken_up(merged, session, f"{PRESS}/officer", f"{LEADER}/secretary")
    taken_up(merged, session, f"{PRESS}/head", f"{LEADER}/head")
    merged.through("award_review", "vote")
    merged.do("vote", key=LEADER)
    with refused(session, BallotOfAnother):
        merged.do("vote", key=PRESS)


def test_who_was_of_the_unit_that_is_gone_may_not_appraise_its_successor(
    scoring: Year, session: Session
) -> None:
    scoring.play("appraise")
    task = scoring.task("appraise", LEADER)
    value, person = scoring.value(task), scoring.holder(f"{PRESS}/officer")
    taken_up(scoring, session, task.post_id, f"{PRESS}/officer")
    told_of(scoring)
    with refused(session, OwnUnit):
        complete_task.complete(
            session,
            task.id,
            actor=in_post(person, task.post_id),
            value=value,
            now=scoring.tick(),
        )


def test_an_import_tells_which_units_are_gone_since_when(merged: Year, session: Session) -> None:
    told_of(merged)
    told = rows(session, TOLD)
    said = f"{local_day(merged.now).isoformat()} · {LEADER} · 01/NQ-HĐND"
    assert told == [([{"path": f"{PRESS}.gone", "old": "", "new": said}],)]
