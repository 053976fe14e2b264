"""Milestones are rows of the step that reaches them, and go with what takes the step back."""

import json

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.cases import cancel_case, set_back
from server.actions.deployment import deploy
from server.actions.tasks import recall_task
from server.config import ROOT
from server.domain.people.actors import Actor
from tests.worlds.holders import another_holder
from tests.worlds.rows import rows
from tests.worlds.year import BEGINS, PRESS, SCHOOL, Year

MARKS = """[milestones]
scored = { task = "score" }
both = { every = ["score", "approve:approve"] }
again = { task = "approve:approve", repeats = true }
handed_in"""
Marks = list[tuple[str, str, int]]


@pytest.fixture
def marked(year: Year, session: Session) -> Year:
    """Answer an evaluation whose manifest has milestones of every sort, just opened."""
    files = deploy.collect("evaluation", ROOT / "workflows", ROOT / "forms")
    name = "evaluation.toml"
    files[name] = files[name].replace("[milestones]\nhanded_in", MARKS)
    deploy.deploy(session, "evaluation", files, actor=None, now=BEGINS)
    year.answers["approve"] = lambda _: {"verdict": "approve"}
    year.open("evaluation")
    return year


def marks(session: Session, year: Year, key: str = "") -> Marks:
    found = rows(
        session,
        "SELECT milestone, key, number FROM milestone WHERE case_id = :case AND key = :key"
        " ORDER BY at, milestone",
        case=year.case_id,
        key=key,
    )
    return [tuple(row) for row in found]


def set_back_to(year: Year, element: str, target: str, *admins: Actor) -> None:
    task, (first, second) = year.task(element, SCHOOL), admins
    with year.begin() as session:
        move = set_back.propose(
            session, task.id, target=target, reason="Nhầm.", actor=first, now=year.tick()
        )
    with year.begin() as session:
        set_back.confirm(session, move, actor=second, now=year.tick())


def test_a_whole_year_reaches_the_milestones_of_its_manifests(year: Year, session: Session) -> None:
    year.through("submission")
    found = rows(
        session,
        "SELECT DISTINCT c.kind, m.milestone, m.number FROM milestone m"
        " JOIN case_ c ON c.id = m.case_id ORDER BY 1, 2, 3",
    )
    assert {(kind, name) for kind, name, _ in found} == {
        *((k, n) for k in year.cases for n in ("opened", "closed")),
        *(("evaluation", name) for name in ("handed_in", "adopted")),
        *(("award_review", name) for name in ("round_closed", "counts_agreed", "signed")),
        *(("submission", name) for name in ("submitted", "published", "told")),
    }
    polls = rows(session, "SELECT count(*) FROM poll")[0][0]
    assert max(n for _, name, n in found if name == "round_closed") == polls


def test_a_milestone_names_the_event_it_was_reached_with(year: Year, session: Session) -> None:
    year.open("evaluation")
    year.do("score", key=SCHOOL)
    year.do("approve", {"verdict": "approve"}, key=SCHOOL)
    ((kind, element),) = rows(
        session,
        "SELECT e.kind, p.element FROM milestone m JOIN event e ON e.id = m.event"
        " AND e.act_time = m.at JOIN event_payload p ON p.event_id = e.id"
        " WHERE m.milestone = 'handed_in'",
    )
    assert (kind, element) == ("task.completed", "approve")


def test_another_outcome_reaches_nothing(marked: Year, session: Session) -> None:
    marked.do("score", key=SCHOOL)
    task = marked.task("approve", SCHOOL)
    marked.complete(task, {"verdict": "return", "comment": "Sai dòng 3."})
    assert marks(session, marked, SCHOOL) == [("scored", SCHOOL, 1)]


def test_several_together_stand_with_the_last_of_them(marked: Year, session: Session) -> None:
    marked.do("score", key=SCHOOL)
    assert ("both", SCHOOL, 1) not in marks(session, marked, SCHOOL)
    marked.do("approve", key=SCHOOL)
    assert ("both", SCHOOL, 1) in marks(session, marked, SCHOOL)
    assert marks(session, marked, PRESS) == []


@pytest.mark.usefixtures("unsound")
def test_of_several_together_only_the_newest_record_counts(marked: Year, session: Session) -> None:
    """A record that was good once and is asked for again is not good yet."""
    marked.do("score", key=SCHOOL)
    task = marked.task("approve", SCHOOL)
    session.execute(
        text(
            "INSERT INTO task SELECT (jsonb_populate_record(t, jsonb_build_object('id',"
            " gen_random_uuid(), 'state', 'withdrawn', 'opened_at', t.opened_at +"
            " interval '1 minute'))).* FROM task t WHERE element = 'score' AND key = :key"
        ),
        {"key": SCHOOL},
    )
    marked.complete(task)
    assert ("both", SCHOOL, 1) not in marks(session, marked, SCHOOL)


def test_a_submission_taken_back_takes_its_milestone_back(marked: Year, session: Session) -> None:
    task = marked.task("score", SCHOOL)
    marked.complete(task)
    marked.do("score", key=PRESS)
    actor = marked.holder(task.post_id)
    recall_task.take_back(session, task.id, actor=actor, now=marked.tick())
    assert marks(session, marked, SCHOOL) == []
    assert marks(session, marked, PRESS) == [("scored", PRESS, 1)]
    marked.complete(task)
    assert marks(session, marked, SCHOOL) == [("scored", SCHOOL, 1)]


def test_a_step_back_takes_back_what_its_instance_reached_since(
    marked: Year, session: Session, admin: Actor
) -> None:
    for key in (SCHOOL, PRESS):
        marked.do("score", key=key)
        marked.do("approve", key=key)
    set_back_to(marked, "appraise", "approve", admin, another_holder(session, admin, "Người 2"))
    assert marks(session, marked, SCHOOL) == [("scored", SCHOOL, 1)]
    assert ("handed_in", PRESS, 1) in marks(session, marked, PRESS)
    (payload,) = rows(
        session,
        "SELECT payload FROM event_payload JOIN event e ON e.id = event_id"
        " WHERE e.kind = 'case.set_back'",
    )
    lost = json.loads(payload[0])["lost"]
    assert lost == [["again", SCHOOL, 1], ["both", SCHOOL, 1], ["handed_in", SCHOOL, 1]]


def test_what_is_reached_again_stands_once_and_what_repeats_once_more(
    marked: Year, session: Session
) -> None:
    marked.do("score", key=SCHOOL)
    marked.do("approve", key=SCHOOL)
    back = {"scores": {}, "verdict": "incomplete", "comment": "Thiếu minh chứng."}
    marked.do("appraise", back, key=SCHOOL)
    marked.do("score", key=SCHOOL)
    marked.do("approve", key=SCHOOL)
    found = marks(session, marked, SCHOOL)
    assert [row for row in found if row[0] == "handed_in"] == [("handed_in", SCHOOL, 1)]
    assert [number for name, _, number in found if name == "again"] == [1, 2]


def test_a_cancelled_case_has_reached_nothing_any_more(
    marked: Year, session: Session, admin: Actor
) -> None:
    marked.do("score", key=SCHOOL)
    with marked.begin() as each:
        cancel_case.cancel(each, marked.case_id, reason="Mở nhầm.", actor=admin, now=marked.tick())
    assert marks(session, marked, SCHOOL) == []
    assert marks(session, marked) == [("opened", "", 1)]
