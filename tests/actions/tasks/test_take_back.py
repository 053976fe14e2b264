"""Taking back what one has handed in, until the next person has acted."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.cases.case_work import OpenTask
from server.actions.installation import check_invariants, housekeeping
from server.actions.tasks import (
    add_comment,
    claim_task,
    recall_task,
    save_draft,
)
from server.domain.tasks.drafts import Seen
from server.domain.tasks.recall import (
    NextHasActed,
    NotTakenBack,
    NotYourSubmission,
)
from server.domain.tasks.work import NotThere, Withdrawn
from server.store.tasks import drafts
from tests.actions.refused import refused
from tests.worlds.year import PRESS, SCHOOL, Year


def back(year: Year, session: Session, task: OpenTask, post: str = "") -> None:
    actor = year.holder(post or task.post_id)
    recall_task.take_back(session, task.id, actor=actor, now=year.tick())


def table(session: Session, name: str, year: Year) -> list[object]:
    """Return all rows of a case in a table."""
    rows = session.execute(
        text(f"SELECT * FROM {name} WHERE case_id = :case ORDER BY 2, 3"),  # noqa: S608
        {"case": year.case_id},
    )
    return [tuple(row) for row in rows]


def doc(session: Session, task: OpenTask) -> object:
    query = "SELECT doc, armed, status FROM instance i JOIN task t ON t.instance_id = i.id"
    return session.execute(text(f"{query} WHERE t.id = :id"), {"id": task.id}).one()


def test_a_submission_taken_back_leaves_instance_and_sheet_as_they_were(
    scoring: Year, session: Session
) -> None:
    task = scoring.task("score", SCHOOL)
    before = doc(session, task), table(session, "sheet", scoring), table(session, "score", scoring)
    scoring.complete(task)
    back(scoring, session, task)
    after = doc(session, task), table(session, "sheet", scoring), table(session, "score", scoring)
    assert after == before
    assert scoring.task("score", SCHOOL).id == task.id
    assert [t for t in scoring.tasks("approve") if t.key == SCHOOL] == []


def test_a_second_appraisers_return_restores_the_sheet_that_was_there(
    scoring: Year, session: Session
) -> None:
    scoring.play("appraise", "rank")
    task = scoring.task("appraise", SCHOOL)
    before = table(session, "sheet", scoring), table(session, "score", scoring)
    value = {**scoring.value(task), "verdict": "incomplete", "comment": "Thiếu minh chứng."}
    scoring.complete(task, value)
    back(scoring, session, task)
    assert (table(session, "sheet", scoring), table(session, "score", scoring)) == before


def test_what_was_handed_in_is_the_draft_again(scoring: Year, session: Session) -> None:
    task = scoring.task("score", SCHOOL)
    value = scoring.value(task)
    scoring.complete(task, value)
    back(scoring, session, task)
    draft = drafts.of_task(session, task.id)
    assert draft is not None
    lines = value["scores"]
    assert isinstance(lines, dict)
    for name, line in lines.items():
        if isinstance(line, dict) and line.get("points"):
            shown = str(line["points"]).replace(".", ",")
            assert draft.content[f"scores.{name}.points"] == shown


def test_it_can_be_handed_in_again_and_everything_is_sound(scoring: Year, session: Session) -> None:
    task = scoring.task("score", SCHOOL)
    scoring.complete(task)
    back(scoring, session, task)
    scoring.complete(scoring.task("score", SCHOOL))
    scoring.complete(scoring.task("approve", SCHOOL))
    assert list(check_invariants.check(session, now=scoring.now)) == []
    kinds = session.execute(
        text("SELECT kind FROM event WHERE object = :o ORDER BY seq"), {"o": f"task/{task.id}"}
    ).scalars()
    assert list(kinds) == ["task.completed", "task.taken_back", "task.completed"]


def test_files_handed_in_can_be_changed_again(scoring: Year, session: Session) -> None:
    task = scoring.task("score", SCHOOL)
    scoring.complete(task)
    back(scoring, session, task)
    states = session.execute(
        text("SELECT DISTINCT state FROM attachment WHERE task_id = :id"), {"id": task.id}
    ).scalars()
    assert set(states) <= {"draft", "removed"}


def test_once_the_next_person_has_begun_it_is_refused(scoring: Year, session: Session) -> None:
    for n, unit in enumerate((SCHOOL, PRESS, "bac-giang/dai-ptth")):
        task = scoring.task("score", unit)
        scoring.complete(task)
        following = scoring.task("approve", unit)
        head = scoring.holder(following.post_id)
        if n == 0:
            claim_task.claim(session, following.id, actor=head, now=scoring.tick())
        elif n == 1:
            typed = {"comment": "Đang xem"}
            save_draft.save(
                session, following.id, actor=head, content=typed, seen=Seen(), now=scoring.tick()
            )
        else:
            add_comment.add(session, following.id, actor=head, text="Đợi đã", now=scoring.tick())
        with refused(session, NextHasActed):
            back(scoring, session, task)


def test_what_the_next_person_has_completed_stays(scoring: Year, session: Session) -> None:
    task = scoring.task("score", SCHOOL)
    scoring.complete(task)
    scoring.complete(scoring.task("approve", SCHOOL))
    with refused(session, NotTakenBack):
        back(scoring, session, task)


def test_a_signed_approval_is_not_taken_back(scoring: Year, session: Session) -> None:
    scoring.complete(scoring.task("score", SCHOOL))
    approval = scoring.task("approve", SCHOOL)
    scoring.complete(approval)
    with refused(session, NotTakenBack):
        back(scoring, session, approval)


def test_what_closed_the_sheet_is_not_taken_back(scoring: Year, session: Session) -> None:
    scoring.play("explain", "appraise_2", "rank", "appraise")
    task = scoring.task("appraise", SCHOOL)
    scoring.complete(task)
    scoring.play("explain", "rank")
    if done := [t for t in (task,) if not scoring.tasks("explain")]:
        with refused(session, NotTakenBack):
            back(scoring, session, done[0])
    undo = housekeeping.parts()["undo"]
    said = undo.due(session, scoring.now)
    assert said is not None
    assert said.rows == undo(session, scoring.now)
    kept = session.execute(
        text(
            "SELECT count(*) FROM undo u JOIN instance i ON i.id = u.instance_id"
            " WHERE i.status <> 'running'"
        )
    ).scalar_one()
    assert kept == 0


def test_only_who_handed_it_in_may_take_it_back(scoring: Year, session: Session) -> None:
    task = scoring.task("score", SCHOOL)
    scoring.complete(task)
    with refused(session, NotYourSubmission):
        back(scoring, session, task, post=f"{SCHOOL}/head")
    with refused(session, NotThere):
        back(scoring, session, task, post="bac-giang/vp-ubnd/officer")


def test_a_withdrawn_task_is_not_taken_back(scoring: Year, session: Session) -> None:
    task = scoring.task("score", SCHOOL)
    scoring.complete(task)
    following = scoring.task("approve", SCHOOL)
    back(scoring, session, task)
    with refused(session, Withdrawn):
        back(scoring, session, following)
    back(scoring, session, task)  # taking back an open task changes nothing
    assert scoring.task("score", SCHOOL).id == task.id
