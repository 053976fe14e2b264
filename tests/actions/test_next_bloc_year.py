"""The bloc of the year after is imported while the last one is not over: what is called what."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from server.domain.bloc_draft import beginning
from tests.actions.reorganised import NEXT, RENAMED, next_year
from tests.domain import bloc_years
from tests.worlds.rows import rows
from tests.worlds.year import DEPUTY, PLAN, PRESS, Year

BOARD, DEPARTMENT = "Ban Dân tộc tỉnh", RENAMED["vi"]
NEW_YEAR = date(2025, 1, 1)


def names(session: Session) -> list[tuple[object, ...]]:
    query = "SELECT valid_from, name_vi FROM unit_name WHERE unit_id = :id ORDER BY 1"
    return rows(session, query, id=DEPUTY)


def title(session: Session, post: str) -> str:
    return str(rows(session, "SELECT title_vi FROM post WHERE id = :id", id=post)[0][0])


@pytest.mark.parametrize(
    ("begins", "renamed"),
    [(NEW_YEAR, NEW_YEAR), (date(2024, 12, 15), NEW_YEAR), (date(2025, 3, 1), date(2025, 3, 1))],
)
def test_a_unit_has_its_new_name_from_the_day_of_the_new_file(
    year: Year, session: Session, begins: date, renamed: date
) -> None:
    year.imported(next_year(effective_from=begins))
    assert names(session) == [(date(2024, 1, 1), BOARD), (renamed, DEPARTMENT)]


def test_a_draft_from_last_year_keeps_the_name_of_last_year(year: Year, session: Session) -> None:
    unit = f'id = "{DEPUTY}"'
    source = bloc_years.PLAN.replace(unit, f"{unit}\nname_from = 2024-02-01")
    year.imported(source)
    begun = beginning.moved(source, base=PLAN, year=2025)
    year.imported(begun.document.replace(BOARD, DEPARTMENT))
    assert names(session) == [
        (date(2024, 1, 1), BOARD), (date(2024, 2, 1), BOARD), (date(2025, 5, 1), DEPARTMENT)
    ]  # fmt: skip


def test_a_name_that_stays_begins_no_second_time(year: Year, session: Session) -> None:
    before = rows(session, "SELECT count(*) FROM unit_name WHERE unit_id <> :id", id=DEPUTY)
    year.imported(next_year(effective_from=NEW_YEAR))
    after = rows(session, "SELECT count(*) FROM unit_name WHERE unit_id <> :id", id=DEPUTY)
    assert after == before


def test_last_years_file_takes_no_title_back(year: Year, session: Session) -> None:
    year.imported(next_year(effective_from=NEW_YEAR))
    year.now = year.now.replace(year=2025, month=2)
    year.imported(bloc_years.PLAN.replace("Giám đốc Sở TT&TT", "Nguyên Giám đốc Sở TT&TT"))
    assert title(session, f"{DEPUTY}/head") == f"head – {DEPARTMENT}"
    assert title(session, f"{PRESS}/head") == "Nguyên Giám đốc Sở TT&TT"
    assert names(session)[-1] == (NEW_YEAR, DEPARTMENT)


def test_the_old_leader_ends_the_old_year_beside_the_new_one(year: Year, session: Session) -> None:
    year.open("evaluation")
    year.play("appraise")
    year.imported(next_year(effective_from=NEW_YEAR))
    old = [task for task in year.tasks() if task.key == PRESS]
    assert old
    assert {task.post_id for task in old} == {"bac-giang/so-khcn/appraiser"}
    year.through("submission")
    assert set(rows(session, "SELECT state FROM case_")) == {("closed",)}
    assert NEXT in {row[0] for row in rows(session, "SELECT id FROM bloc_year")}
