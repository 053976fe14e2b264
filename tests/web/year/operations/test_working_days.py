"""The working calendar's page: read by all of a province, changed by its administrators alone."""

from typing import Final

import pytest

from server.domain.people.actors import DEMONSTRATION_PASSWORD
from tests.worlds.province import World
from tests.worlds.year_end import Person, YearEnd

OURS, THEIRS = "bac-giang/quan-tri/administrator", "ha-giang/quan-tri/administrator"
HEAD = "bac-giang/so-khcn/head"
TYPED: Final = {
    "off": "23/12/2024",
    "worked": "28/12/2024",
    "paper": "12/CĐ-UBND <b>",
    "paper_on": "05/12/2024",
}
SURE: Final = {"_confirm": "1", "password": DEMONSTRATION_PASSWORD}
PAGE = "/calendar"


def send(person: Person, to: str = f"{PAGE}/days", **more: str) -> tuple[int, str]:
    answer = person.post(to, {**TYPED, **more}, at=PAGE)
    return answer.status_code, answer.text


def said(year: YearEnd) -> object:
    return year.value("SELECT count(*) FROM province_day WHERE taken_back_at IS NULL")


def test_what_is_entered_is_shown_before_it_is_confirmed_with_the_password(year: YearEnd) -> None:
    who = year.as_post(OURS)
    status, shown = send(who)
    assert status == 200
    for part in ("23/12/2024, thứ Hai", "28/12/2024, thứ Bảy", "12/CĐ-UBND &lt;b&gt;"):
        assert part in shown
    assert "1 hồ sơ đang chạy" in shown
    assert said(year) == 0
    status, shown = send(who, _confirm="1", password="wrong")  # noqa: S106 - what is refused
    assert status == 422
    assert "23/12/2024, thứ Hai" in shown
    assert said(year) == 0
    assert send(who, **SURE)[0] == 303
    assert said(year) == 2
    assert "12/CĐ-UBND &lt;b&gt;" in who.get(f"{PAGE}?year=2024").text


def test_history_tells_which_days_by_which_paper(year: YearEnd) -> None:
    send(year.as_post(OURS), **SURE)
    told = year.as_post("bac-giang/thanh-tra/auditor").get("/audit?case=calendar").text
    assert "nghỉ 23/12/2024; làm việc 28/12/2024; văn bản 12/CĐ-UBND &lt;b&gt;" in told


def test_the_days_left_are_counted_by_it_on_every_page_of_the_province(year: YearEnd) -> None:
    head, task = year.as_post(HEAD), year.open("score", "so-gddt")
    reader = year.as_post(task.post_id)
    assert "Còn 4 ngày làm việc" in reader.get("/tasks").text
    send(year.as_post(OURS), off="11/12/2024", worked="", **SURE)
    assert "Còn 3 ngày làm việc" in reader.get("/tasks").text
    assert "11/12/2024, thứ Tư" in head.get(f"{PAGE}?year=2024").text


def test_a_day_is_taken_back_with_a_reason_and_stays_to_be_read(year: YearEnd) -> None:
    who = year.as_post(OURS)
    send(who, worked="", **SURE)
    day = year.value("SELECT id FROM province_day")
    away = f"{PAGE}/days/{day}/take-back"
    assert send(who, away, reason=" ", password=DEMONSTRATION_PASSWORD)[0] == 422
    assert send(who, away, reason="Nhầm", password="wrong")[0] == 422  # noqa: S106
    assert said(year) == 1
    assert send(who, away, reason="Nhầm", password=DEMONSTRATION_PASSWORD)[0] == 303
    assert said(year) == 0
    assert "Nhầm" in who.get(f"{PAGE}?year=2024").text
    assert send(who, away, reason="Nhầm", password=DEMONSTRATION_PASSWORD)[0] == 409


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"off": "", "worked": ""}, 422),
        ({"off": "x"}, 422),
        ({"off_to": "01/02/2025"}, 422),
        ({"off_to": "22/12/2024"}, 422),
        ({"worked": "23/12/2024"}, 422),
        ({"off": "28/12/2024", "worked": ""}, 409),
        ({"worked": "27/12/2024"}, 409),
        ({"paper": " "}, 422),
        ({"paper": "a" * 101}, 422),
        ({"paper_on": ""}, 422),
        ({"paper_on": "01/01/2030"}, 422),
        ({"off": "23/12/2019"}, 422),
        ({"off": "22/12/2026"}, 422),
    ],
)
def test_what_cannot_be_so_is_refused_and_nothing_typed_is_lost(
    year: YearEnd, typed: dict[str, str], status: int
) -> None:
    found, shown = send(year.as_post(OURS), **typed)
    assert found == status
    for value in ({**TYPED, **typed}).values():
        if value.strip() and "<" not in value:
            assert f'value="{value}"' in shown
    assert said(year) == 0


def test_a_page_that_was_opened_in_another_post_changes_nothing_in_this_one(year: YearEnd) -> None:
    who = year.as_post(OURS)
    status, shown = send(who, **SURE, _acts_in=f"{THEIRS}|")
    assert status == 409
    assert "Chức vụ bạn đang dùng đã đổi từ khi mở trang này" in shown
    assert 'value="23/12/2024"' in shown
    assert said(year) == 0
    opened = shown.partition('name="_acts_in" value="')[2].partition('"')[0]
    assert opened == f"{OURS}|"
    assert send(who, **SURE, _acts_in=opened)[0] == 303


def test_the_same_day_is_said_once(year: YearEnd) -> None:
    who = year.as_post(OURS)
    assert send(who, **SURE)[0] == 303
    assert send(who, **SURE)[0] == 409
    assert said(year) == 2


def test_who_administers_nothing_reads_and_changes_nothing(year: YearEnd) -> None:
    head = year.as_post(HEAD)
    assert "Ghi ngày nghỉ" not in head.get(PAGE).text
    assert send(head, **SURE)[0] == 404
    send(year.as_post(OURS), **SURE)
    day = year.value("SELECT min(CAST(id AS text)) FROM province_day")
    assert send(head, f"{PAGE}/days/{day}/take-back", reason="x", **SURE)[0] == 404
    assert said(year) == 2


def test_another_provinces_days_are_not_there(year: YearEnd) -> None:
    world = World(year.engine)
    world.post(world.unit("quan-tri", "Quản trị", province="ha-giang"), "administrator")
    theirs = year.as_post(THEIRS)
    send(year.as_post(OURS), **SURE)
    day = year.value("SELECT min(CAST(id AS text)) FROM province_day")
    assert "12/CĐ-UBND" not in theirs.get(f"{PAGE}?year=2024").text
    assert send(theirs, f"{PAGE}/days/{day}/take-back", reason="x", **SURE)[0] == 404
    assert said(year) == 2


def test_no_year_is_this_one_and_one_that_is_none_is_said(year: YearEnd) -> None:
    head = year.as_post(HEAD)
    for asked in ("", "?year="):
        assert "Năm 2024" in head.get(f"{PAGE}{asked}").text
    for asked in ("x", "0", "99999", "2024'"):
        page = head.get(f"{PAGE}?year={asked}")
        assert page.status_code == 400
        assert "year" in page.text
