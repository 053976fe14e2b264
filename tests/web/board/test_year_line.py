"""The year as a line: what is named, and that no label lies over another or over its line."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from flask import Flask

from server.domain.cases.duties import DutyStanding, DutyState
from server.domain.texts.words import Words
from server.web.board.dated_rows import DatedRow
from server.web.board.reading import DutyLine
from server.web.board.year_line import LETTER, WIDTH, DayDue, YearLine, year_line

YEAR, TODAY = 2024, date(2024, 12, 9)
CASE = None
"""What the line does not ask of a case."""


@pytest.fixture(autouse=True)
def _in_a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def duty(name: str, due: date, state: DutyState = DutyState.DONE, unit: str = "u") -> DutyLine:
    return DutyLine(
        case=CASE,  # type: ignore[arg-type]
        milestone=name,
        name=Words(name, f"{name} (en)"),
        key=unit,
        whose=unit,
        own_of="",
        due=due,
        reached=None,
        standing=DutyStanding(state=state, days=0),
    )


def wave(text: str, *days: date) -> DatedRow:
    return DatedRow(case=CASE, field=Words("Đợt", "Wave"), text=text, days=list(days))  # type: ignore[arg-type]


def drawn(lines: Sequence[DutyLine] = (), dated: Sequence[DatedRow] = ()) -> YearLine:
    found = year_line(YEAR, lines, dated, TODAY)
    assert found is not None
    return found


def named(line: YearLine) -> list[DayDue]:
    return [day for day in line.days if day.label]


def test_a_year_without_days_has_no_line() -> None:
    assert year_line(YEAR, [], [], TODAY) is None


def test_of_a_duty_whose_state_is_not_told_nothing_is_drawn() -> None:
    kept_back = replace(duty("Họp kín", date(2024, 11, 7)), standing=None)
    assert year_line(YEAR, [kept_back], [], TODAY) is None
    line = drawn([kept_back, duty("Ký", date(2024, 11, 8))])
    assert [day.text for day in line.days] == ["Ký 08/11"]


def test_waves_stand_beside_or_under_one_another_and_the_running_one_is_marked() -> None:
    first = wave("Đợt 1", date(2024, 1, 1), date(2024, 6, 30))
    second = wave("Đợt 2", date(2024, 7, 1), date(2024, 12, 31))
    short = wave("Đợt ngắn ngày", date(2024, 11, 11), date(2024, 11, 14))
    line = drawn(dated=[first, second, short])
    assert [(bar.lane, bar.running) for bar in line.waves] == [(0, False), (0, True), (1, False)]
    assert line.waves[0].shown == "Đợt 1: 01/01 – 30/06"
    assert line.waves[2].shown == ""
    assert line.bars == 2


def test_months_go_on_as_long_as_something_is_due() -> None:
    line = drawn([duty("Công bố", date(2025, 3, 7))])
    assert [name for name, _x in line.months][-3:] == ["T1/2025", "T2", "T3"]
    assert line.months[0] == ("T1/2024", 8.0)


def test_one_day_is_told_once_with_how_many_are_missing() -> None:
    day = date(2024, 12, 6)
    late = DutyState.OVERDUE
    line = drawn(
        [duty("Tự chấm", day, late, "a"), duty("Tự chấm", day, late, "b"), duty("Ký", day)]
    )
    (found,) = line.days
    assert found.text == "Tự chấm và 1 việc khác 06/12: 2 việc quá hạn"
    assert (found.late, found.open) == (True, True)
    assert found.label is not None


def test_what_is_late_or_next_to_come_is_named_before_what_is_over() -> None:
    over = [
        duty(f"Việc đã xong số {n} của năm", date(2024, 12, 1) + timedelta(days=n))
        for n in range(8)
    ]
    late = duty("Tự chấm điểm thi đua", date(2024, 12, 6), DutyState.OVERDUE)
    coming = [
        duty(f"Việc sắp tới số {n} của năm", date(2024, 12, 12) + timedelta(days=n), DutyState.LEFT)
        for n in range(12)
    ]
    line = drawn([*over, late, *coming])
    names = {day.text for day in named(line)}
    assert any(name.startswith("Việc đã xong số 5 của năm và 1 việc khác 06/12") for name in names)
    assert any(day.late for day in named(line))
    assert "Việc sắp tới số 0 của năm 12/12" in names
    assert len(names) < len(line.days)


@pytest.mark.parametrize("apart", [1, 3, 9, 20])
def test_no_label_lies_over_another_or_over_a_line_that_leads_to_one(apart: int) -> None:
    days = [date(2024, 1, 2) + timedelta(days=apart * n) for n in range(360 // apart)]
    states = (DutyState.DONE, DutyState.LEFT, DutyState.OVERDUE)
    line = drawn([duty(f"Báo cáo số {n}", day, states[n % 3]) for n, day in enumerate(days)])
    labels = [(day.label, day.x, len(day.shown) * LETTER) for day in named(line) if day.label]
    assert labels
    spans = [
        (label.lane, start := label.x - long * label.end, start + long, x)
        for label, x, long in labels
    ]
    assert all(start >= 0 and end <= WIDTH + 4 for _lane, start, end, _x in spans)
    for one, other in combinations(spans, 2):
        if one[0] == other[0]:
            assert one[2] <= other[1] or other[2] <= one[1]
        upper, lower = sorted((one, other))
        if upper[0] < lower[0]:
            assert not upper[1] < lower[3] < upper[2]


def test_a_long_name_is_cut_on_the_picture_and_whole_in_words() -> None:
    name = "Ngày thành lập Quân đội nhân dân Việt Nam, ngày hội Quốc phòng toàn dân"
    line = drawn(dated=[wave(name, date(2024, 12, 22))])
    (found,) = line.days
    assert found.text == f"{name} 22/12"
    assert found.shown == "Ngày thành lập Quân đội nhân dân Việt N… 22/12"
    assert line.said == f"{name} 22/12"
