"""The year-end's papers of the bloc are numbered by its register; typed only where it has none."""

from sqlalchemy.orm import Session

from server.actions.tasks import read_task
from server.domain.tasks.work import FormRefused
from tests.actions.refused import refused
from tests.domain.bloc_years import WITHOUT_REGISTER
from tests.worlds.processes.numbered import BEFORE_SIGNING
from tests.worlds.rows import rows
from tests.worlds.year import Year

OWN = """SELECT kind, number FROM document
WHERE kind IN ('bien_ban_adoption', 'bien_ban', 'to_trinh') ORDER BY at, kind"""
ENTRIES = "SELECT type, sequence, state FROM register_entry ORDER BY taken_at, id"
MEETING = "SELECT minutes_no, minutes_date FROM meeting WHERE kind = 'adoption'"
ADOPTION = "SELECT number, dated FROM document WHERE kind = 'bien_ban_adoption'"


def asked(year: Year, element: str) -> list[str]:
    """List the fields of the form of a task that is open, as its page asks them."""
    task = year.task(element)
    with year.begin() as session:
        actor = year.holder(task.post_id)
        return list(read_task.read(session, task.id, actor=actor, now=year.now).form.fields)


def test_the_register_numbers_the_papers_and_the_dossier_takes_the_minutes_over(
    year: Year, session: Session
) -> None:
    year.through("submission", "check")
    assert rows(session, OWN) == [
        ("bien_ban_adoption", "01/BB-KTĐVHXH1"),
        ("bien_ban", "02/BB-KTĐVHXH1"),
        ("bien_ban", "02/BB-KTĐVHXH1"),
        ("to_trinh", "01/TTr-KTĐVHXH1"),
    ]
    assert rows(session, MEETING) == rows(session, ADOPTION)


def test_no_form_asks_for_a_number_that_the_register_gives(year: Year) -> None:
    year.through("evaluation", "adopt")
    assert not {"minutes_no", "minutes_date"} & {*asked(year, "adopt")}
    year.through("evaluation").through("award_review", "minutes")
    assert asked(year, "minutes") == ["summary"]
    year.through("award_review").through("submission", "sign")
    assert asked(year, "sign") == []


def test_a_number_typed_all_the_same_is_refused(year: Year, session: Session) -> None:
    year.through("award_review", "minutes")
    task = year.task("minutes")
    with refused(session, FormRefused):
        year.complete(task, year.value(task) | {"minutes_no": "99/BB"})
    assert rows(session, ENTRIES) == [("BB", 1, "used")]


def test_a_submission_that_came_back_is_signed_under_the_next_number(
    year: Year, session: Session
) -> None:
    year.through("submission", "check")
    year.do("check", year.value(year.task("check")) | {"verdict": "return", "reason": "Thiếu"})
    year.play("check")
    numbers = [number for kind, number in rows(session, OWN) if kind == "to_trinh"]
    assert numbers == ["01/TTr-KTĐVHXH1", "02/TTr-KTĐVHXH1"]


def test_a_number_is_reserved_when_the_task_opens_where_the_bloc_numbers_before_signing(
    year: Year, session: Session
) -> None:
    year.imported(BEFORE_SIGNING)
    year.through("evaluation", "adopt")
    assert rows(session, ENTRIES) == [("BB", 1, "reserved")]
    year.play()
    assert rows(session, ENTRIES) == [("BB", 1, "used")]


def test_a_bloc_year_without_a_register_types_its_numbers_as_before(
    year: Year, session: Session
) -> None:
    year.imported(WITHOUT_REGISTER)
    year.through("submission", "check")
    assert rows(session, OWN) == [
        ("bien_ban_adoption", "01/BB-MP"),
        ("bien_ban", "02/BB-MP"),
        ("bien_ban", "02/BB-MP"),
        ("to_trinh", "01/MP-TO_TRINH"),
        ("to_trinh", "01/MP-SIGN"),
    ]
    assert rows(session, MEETING) == rows(session, ADOPTION)
    assert rows(session, ENTRIES) == []
