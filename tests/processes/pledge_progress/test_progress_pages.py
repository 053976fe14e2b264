"""What the pages of a round show to each: the signed targets as they are, results once reported."""

import pytest
from flask import Flask

from tests.processes.board_states import board_states
from tests.processes.case_pages import app, page, task_of
from tests.processes.pledge_progress.conftest import SIGNED, THIRD, progress, published
from tests.worlds.clocks import over
from tests.worlds.databases import Database
from tests.worlds.web.pages import sign_in
from tests.worlds.web.posting import send
from tests.worlds.year import LEADER, PRESS, SCHOOL, UNITS, Year

__all__ = ["app"]
FIRST, SECOND = SIGNED
APPROVE = {"verdict": "approve"}
OFFICER, HEAD = f"{SCHOOL}/officer", f"{SCHOOL}/head"
OTHERS = [f"{PRESS}/officer", f"{LEADER}/secretary", "bac-giang/ban-dan-toc/head"]
AFFAIRS = "bac-giang/so-noi-vu/officer"


@pytest.fixture
def round_of_two(committed: Year) -> Year:
    """Answer a year, each act of it committed, in which two units report on the third quarter."""
    published(committed, *UNITS).open("pledge_progress", opening=THIRD)
    return committed


def test_the_officer_finds_the_signed_targets_and_types_none_of_them(
    app: Flask, round_of_two: Year
) -> None:
    _, shown = page(app, OFFICER, task_of(round_of_two, "progress", SCHOOL))
    for number, row in enumerate(SIGNED):
        for column in ("name", "level"):
            field = f'name="targets.{number}.{column}" value="{row[column]}"'
            assert f'<input type="hidden" {field}>' in shown
        assert f'id="f-targets.{number}.actual"' in shown
    assert 'id="f-targets.2"' not in shown
    assert "Thêm dòng" not in shown
    assert "Xóa dòng" not in shown


def test_who_did_not_sign_reads_that_there_is_nothing_to_report_on(
    app: Flask, committed: Year
) -> None:
    others = [unit for unit in UNITS if unit != PRESS]
    published(committed, *others, registers=PRESS).open(
        "pledge_progress", opening={**THIRD, "last_day": "2024-12-20"}
    )
    _, shown = page(app, f"{PRESS}/officer", task_of(committed, "progress", PRESS))
    assert "Không có dòng nào lấy được từ hồ sơ trước." in shown


def test_a_returned_report_starts_from_what_was_written(app: Flask, round_of_two: Year) -> None:
    round_of_two.do("progress", progress(FIRST, SECOND), key=SCHOOL)
    back = {"verdict": "return", "reason": "Ghi rõ số liệu."}
    round_of_two.do("approve_progress", back, key=SCHOOL)
    _, shown = page(app, OFFICER, task_of(round_of_two, "progress", SCHOOL))
    assert shown.count('value="97 %"') == len(SIGNED)
    assert back["reason"] in shown


def test_a_report_is_the_units_own_until_its_head_has_sent_it(
    app: Flask, round_of_two: Year
) -> None:
    round_of_two.do("progress", progress(FIRST, SECOND), key=SCHOOL)
    report = task_of(round_of_two, "progress", SCHOOL)
    posts = [*OTHERS, AFFAIRS]
    assert page(app, HEAD, report)[0] == 200
    assert [page(app, post, report)[0] for post in posts] == [404, 404, 404, 404]
    round_of_two.do("approve_progress", APPROVE, key=SCHOOL)
    assert [page(app, post, report)[0] for post in posts] == [404, 200, 200, 200]


def test_the_whole_bloc_reads_the_reports_once_the_round_is_summed_up(
    app: Flask, round_of_two: Year
) -> None:
    for unit in (SCHOOL, PRESS):
        round_of_two.do("progress", progress(FIRST, SECOND), key=unit)
        round_of_two.do("approve_progress", APPROVE, key=unit)
    _, shown = page(app, f"{LEADER}/secretary", task_of(round_of_two, "write_summary"))
    assert shown.count(str(FIRST["name"])) == 2
    round_of_two.do("write_summary", {"text": "Hai đơn vị đúng tiến độ.", "urge": ""})
    round_of_two.do("close_round", APPROVE)
    report = task_of(round_of_two, "progress", SCHOOL)
    assert [page(app, post, report)[0] for post in OTHERS] == [200, 200, 200]


def test_the_board_tells_who_has_reported_and_who_is_late(
    app: Flask, round_of_two: Year, database: Database
) -> None:
    round_of_two.do("progress", progress(FIRST, SECOND), key=SCHOOL)
    round_of_two.do("approve_progress", APPROVE, key=SCHOOL)
    round_of_two.fire_due(over("2024-11-29"))
    found = board_states(app, database, f"{LEADER}/head", at=round_of_two.now)
    assert found["Sở GD&ĐT"] == "Xong / Xong", "signed, and reported"
    assert found["Sở TT&TT"] == "Xong / Quá hạn 1 ngày"


def test_what_was_typed_stays_with_its_target_when_the_signed_rows_come_otherwise(
    app: Flask, round_of_two: Year
) -> None:
    client = sign_in(app, "so-gddt.officer")
    address = task_of(round_of_two, "progress", SCHOOL)
    typed = {
        "targets.0.name": str(SECOND["name"]),
        "targets.0.level": str(SECOND["level"]),
        "targets.0.actual": "100 %",
        "targets.1.name": "Chỉ tiêu không còn",
        "targets.1.level": "1",
        "targets.1.actual": "12 trường",
        "_key": "k",
        "_version": "0",
    }
    send(client, f"{address}/draft", typed, at=address)
    shown = client.get(address).text
    assert 'name="targets.1.actual" value="100 %"' in shown
    assert "12 trường" not in shown


def test_a_report_is_sent_as_the_page_has_it_and_refused_where_a_given_field_was_changed(
    app: Flask, round_of_two: Year
) -> None:
    client = sign_in(app, "so-gddt.officer")
    address = task_of(round_of_two, "progress", SCHOOL)
    typed = {"_key": "k", "_version": "0", "text": "Đúng tiến độ."}
    for number, row in enumerate(SIGNED):
        typed |= {f"targets.{number}.{name}": str(said) for name, said in row.items()}
        typed |= {f"targets.{number}.actual": "97 %", f"targets.{number}.state": "behind"}
    answer = send(client, f"{address}/complete", {**typed, "targets.1.level": "1"}, at=address)
    assert answer.status_code == 422
    assert "Các dòng lấy từ hồ sơ trước phải giữ nguyên" in answer.text
    assert 'name="targets.1.level" value="100 %"' in answer.text
    assert 'name="targets.1.level" value="1"' not in answer.text
    answer = send(client, f"{address}/complete", {**typed, "_version": "1"}, at=address)
    assert answer.status_code == 303
