"""Criteria whose number, result and target are counted in the records of the year's cases."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from server.domain.mistakes import Mistakes
from tests.actions.refused import codes, refused
from tests.domain.bloc_years import PLAN
from tests.processes.case_pages import app, page, task_of
from tests.processes.conference.test_conference import MINUTES, SIGN, replied
from tests.processes.pledge_progress.conftest import SIGNED, WHOLE, published, result
from tests.worlds.rows import rows
from tests.worlds.web.attaching import attach
from tests.worlds.year import PRESS, SCHOOL, UNITS, Year

__all__ = ["app"]
MEETINGS, TARGETS = "c1-1", "c1-2"
COUNTED = PLAN.replace(
    "max_points = 15,", 'max_points = 15, count = { per = 5, of = "conference.attended" },', 1
).replace(
    "max_points = 7,",
    'max_points = 7, target = { formula = "ratio", of = "pledge_progress.reached_targets", '
    'out_of = "pledge_progress.signed_targets" },',
    1,
)
MISSED = {**result(*SIGNED), "targets": [
    {**SIGNED[0], "actual": "99 %", "standing": "reached"},
    {**SIGNED[1], "actual": "80 %", "standing": "missed"},
]}  # fmt: skip
APPROVE = {"verdict": "approve"}


def scoring(year: Year) -> Year:
    """Have a conference attended and a year's results reported, then units score themselves."""
    year.imported(COUNTED)
    replied(year).do("write_minutes", MINUTES)
    year.do("deputy_sign", SIGN)
    published(year, *UNITS).open("pledge_progress", opening={**WHOLE, "units": [SCHOOL]})
    attach(year, year.task("year_result", SCHOOL), "result_evidence")
    year.do("year_result", MISSED, key=SCHOOL)
    year.do("approve_result", APPROVE, key=SCHOOL)
    year.open("evaluation")
    return year


@pytest.fixture
def counted(year: Year) -> Year:
    return scoring(year)


def test_what_is_counted_stands_in_the_sheet_with_where_it_comes_from(
    app: Flask, committed: Year
) -> None:
    score = task_of(scoring(committed), "score", SCHOOL)
    _, shown = page(app, f"{SCHOOL}/officer", score)
    typed = {f"{MEETINGS}.actual": "1", f"{TARGETS}.actual": "1", f"{TARGETS}.target": "2"}
    for name, value in typed.items():
        assert f'name="scores.{name}" value="{value}"' in shown
    assert "Số cuộc họp, hội nghị dự đúng thành phần, theo hồ sơ trong hệ thống: 1." in shown
    assert "Hội nghị sơ kết 6 tháng đầu năm 2024: 1" in shown


def test_rows_that_say_otherwise_and_other_units_rows_are_not_counted(
    app: Flask, committed: Year
) -> None:
    score = task_of(scoring(committed), "score", PRESS)
    _, shown = page(app, f"{PRESS}/officer", score)
    assert f'name="scores.{MEETINGS}.actual" value="0"' in shown
    assert f'name="scores.{TARGETS}.actual" value=""' in shown


def test_minutes_that_nobody_has_signed_count_nothing(app: Flask, committed: Year) -> None:
    committed.imported(COUNTED)
    replied(committed).do("write_minutes", MINUTES)
    committed.open("evaluation")
    _, shown = page(app, f"{SCHOOL}/officer", task_of(committed, "score", SCHOOL))
    assert f'name="scores.{MEETINGS}.actual" value=""' in shown


@pytest.mark.parametrize(
    ("criterion", "figures"),
    [(MEETINGS, {"actual": "2"}), (TARGETS, {"actual": "1", "target": "3"})],
)
def test_another_number_than_the_records_say_needs_a_reason(
    counted: Year, session: Session, criterion: str, figures: dict[str, str]
) -> None:
    task = counted.task("score", SCHOOL)
    value = counted.value(task)
    value["scores"][MEETINGS] = {"not_applicable": False, "actual": "1"}
    value["scores"][TARGETS] = {"not_applicable": False, "actual": "1", "target": "2"}
    value["scores"][criterion] = {"not_applicable": False, **figures, "note": ""}
    with refused(session, Mistakes) as found:
        counted.complete(task, value)
    assert codes(found) == {f"scores.{criterion}.note": "proposed_figure_changed"}
    value["scores"][criterion]["note"] = "Dự thêm một cuộc họp chưa ghi biên bản."
    counted.complete(task, value)
    told = "SELECT note FROM score WHERE unit_id = :unit AND criterion_id = :criterion"
    assert rows(session, told, unit=SCHOOL, criterion=criterion) == [
        ("Dự thêm một cuộc họp chưa ghi biên bản.",)
    ]
