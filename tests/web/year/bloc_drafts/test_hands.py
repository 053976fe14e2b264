"""What the page of a bloc-year in the making says to each hand: what was said, and by names."""

from tests.web.year.bloc_drafts.test_making_a_bloc_year import OFFICER, SECRETARY, made
from tests.worlds.year_end import YearEnd

SAID = "Đơn vị mới chờ quyết định <b>"


def test_what_is_said_with_a_draft_is_read_by_who_gets_it(year: YearEnd) -> None:
    here = made(year)
    officer, secretary = year.as_post(OFFICER), year.as_post(SECRETARY)
    assert officer.post(f"{here}/hand-over", {"note": SAID}, at=here).status_code == 303
    page = secretary.get(here).text
    assert "Đơn vị mới chờ quyết định &lt;b&gt;" in page
    assert "Lời nhắn của Chuyên viên TĐKT" in page
    assert secretary.post(f"{here}/give-back", {"note": ""}, at=here).status_code == 303
    for who in (officer, secretary):
        assert "Lời nhắn của" not in who.get(here).text


def test_the_year_a_draft_was_taken_from_is_named_and_not_by_its_id(year: YearEnd) -> None:
    page = year.as_post(OFFICER).get(made(year)).text
    assert "Lấy theo năm thi đua Khối thi đua các cơ quan lĩnh vực" in page
    assert "khoi-vhxh1/2024" not in page


def test_deadlines_without_a_day_are_named_before_it_is_put_in_force(year: YearEnd) -> None:
    page = year.as_post(OFFICER).get(f"{made(year)}/review").text
    assert "Chưa có ngày: " in page
