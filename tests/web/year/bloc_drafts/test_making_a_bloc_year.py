"""Home Affairs makes a bloc-year on the pages: from a letter to its force, and for nobody else."""

import re
from collections.abc import Mapping
from typing import Final
from uuid import UUID

import pytest

from server.actions.bloc_drafts import save_part
from server.domain.bloc_draft.document import read, seal
from server.domain.bloc_draft.parts import DraftPart
from server.domain.people.actors import DEMONSTRATION_PASSWORD
from tests.worlds.year import Year
from tests.worlds.year_end import NOW, Person, YearEnd

OFFICER: Final = "bac-giang/so-noi-vu/officer"
SECRETARY: Final = "bac-giang/so-khcn/secretary"
OTHERS: Final = (
    *("bac-giang/so-khcn/head", "bac-giang/so-gddt/officer", "bac-giang/so-noi-vu/head"),
    *("bac-giang/quan-tri/administrator", "bac-giang/thanh-tra/auditor", SECRETARY),
)
PAGE: Final = "/bloc-drafts"
FORM: Final = "/tasks"
"""A page of everybody's that has a form."""
LAST: Final = {
    "letter": "15/QĐ-UBND <b>",
    "letter_on": "05/12/2024",
    "way": "last",
    "base": "bac-giang/khoi-vhxh1/2024",
    "year": "2025",
}
NEW: Final = {**LAST, "way": "new", "name": "Khối thi đua số 9", "short": "Khối 9"}
SEEN: Final = re.compile(r'name="(_seen[^"]*)" value="([^"]*)"')
FIELD: Final = re.compile(r'<input class="form-control[^>]* name="([^"]+)" value="([^"]*)"')


def made(year: YearEnd, typed: Mapping[str, str] = LAST) -> str:
    """Make a draft and return the address of its page."""
    answer = year.as_post(OFFICER).post(PAGE, typed, at=f"{PAGE}/new")
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def seen(page: str) -> dict[str, str]:
    return dict(SEEN.findall(page))


def saved(who: Person, address: str, **typed: str) -> tuple[int, str]:
    """Send the form of a page with some of its fields typed."""
    page = who.get(address).text
    fields = {**seen(page), **dict(FIELD.findall(page)), **typed}
    answer = who.post(address, fields, at=address)
    return answer.status_code, answer.text


def document(year: YearEnd) -> str:
    return str(year.value("SELECT document FROM bloc_draft"))


def test_from_last_year_all_is_taken_and_its_days_wait_to_be_looked_at(year: YearEnd) -> None:
    here = made(year)
    page = year.as_post(OFFICER).get(here).text
    assert "15/QĐ-UBND &lt;b&gt;" in page
    assert "chờ xem lại" in page
    assert "year = 2025" in document(year)
    assert 'id = "bac-giang/so-gddt"' in document(year)
    assert "persons" not in document(year)


def test_a_new_bloc_has_the_bodies_of_the_province_and_says_what_it_lacks(year: YearEnd) -> None:
    here = made(year, NEW)
    page = year.as_post(OFFICER).get(here).text
    assert "Còn thiếu" in page
    assert 'kind = "council"' in document(year)
    assert year.value("SELECT bloc_year_id FROM bloc_draft") == "bac-giang/khoi-9/2025"


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ({"letter": " "}, 422, "số và ngày"),
        ({"letter_on": "99/99/2024"}, 422, "99/99/2024"),
        ({"letter_on": "05/12/2030"}, 422, "không được sau hôm nay"),
        ({"year": "20x5"}, 422, "2000"),
        ({"year": "9" * 5000}, 422, "2000"),
        ({"year": "02025" + "9" * 5}, 422, "2000"),
        ({"year": "02025" + "9" * 5000}, 422, "2000"),
        ({"base": "ha-giang/khoi/2024"}, 422, "Hãy chọn năm thi đua"),
        ({**NEW, "name": " ", "short": ""}, 422, "Hãy ghi tên khối"),
        ({**NEW, "name": "—", "short": "—"}, 422, "Hãy ghi tên khối"),
        ({**NEW, "short": "Khối VHXH1", "year": "2024"}, 409, "đã có"),
    ],
)
def test_what_cannot_begin_is_refused_and_what_was_typed_stays(
    year: YearEnd, typed: dict[str, str], status: int, said: str
) -> None:
    answer = year.as_post(OFFICER).post(PAGE, {**LAST, **typed}, at=f"{PAGE}/new")
    assert answer.status_code == status
    assert said in answer.text
    assert f'value="{typed.get("year", "2025")}"' in answer.text
    assert year.value("SELECT count(*) FROM bloc_draft") == 0


def test_the_same_bloc_year_is_made_once_at_a_time(year: YearEnd) -> None:
    made(year)
    answer = year.as_post(OFFICER).post(PAGE, LAST, at=f"{PAGE}/new")
    assert answer.status_code == 409
    named = "Khối thi đua các cơ quan lĩnh vực Văn hóa - Xã hội 1"
    assert f"Năm thi đua 2025 của “{named}” đang được lập" in answer.text
    history = year.as_post("bac-giang/thanh-tra/auditor").get("/audit").text
    assert f"Lập năm thi đua từ văn bản của tỉnh: {named}, năm 2025" in history


@pytest.mark.parametrize("post", OTHERS)
def test_for_others_there_is_no_such_page(year: YearEnd, post: str) -> None:
    here, who = made(year), year.as_post(post)
    for page in (PAGE, f"{PAGE}/new", here, f"{here}/members", f"{here}/bloc", f"{here}/review"):
        assert who.get(page).status_code == 404, page
    for act in ("hand-over", "give-back", "drop", "in-force", "bloc", "members", "bodies"):
        assert who.post(f"{here}/{act}", {"note": ""}, at=FORM).status_code == 404, act
    assert who.post(PAGE, LAST, at=FORM).status_code == 404
    assert "Lập năm thi đua" not in who.get("/blocs").text


def test_a_draft_that_is_none_is_not_there(year: YearEnd) -> None:
    assert year.as_post(OFFICER).get(f"{PAGE}/{UUID(int=7)}").status_code == 404


def test_what_another_window_saved_is_not_written_over_and_what_was_typed_stays(
    year: YearEnd,
) -> None:
    here, who = made(year), year.as_post(OFFICER)
    at = f"{here}/bloc"
    old = seen(who.get(at).text)
    assert saved(who, at, **{"bloc-kind": "bloc", "bloc-name": "Tên thứ nhất"})[0] == 303
    typed = {"bloc-kind": "bloc", "bloc-name": "Tên <thứ hai>", "bloc-short": "K"}
    answer = who.post(at, {**old, **typed}, at=at)
    assert answer.status_code == 409
    assert "Tên &lt;thứ hai&gt;" in answer.text
    assert "Tên thứ nhất" in document(year)
    again = who.post(at, {**seen(answer.text), **typed}, at=at)
    assert again.status_code == 303
    assert "Tên <thứ hai>" in document(year)


def test_what_is_wrong_stands_at_its_field(year: YearEnd) -> None:
    here, who = made(year), year.as_post(OFFICER)
    typed = {"bloc-kind": "x", "bloc-name": "", "bloc-short": "y" * 100, "bloc-effective_from": ""}
    assert saved(who, f"{here}/bloc", **typed)[0] == 303
    page = who.get(f"{here}/bloc").text
    for field in ("bloc-name", "bloc-short", "bloc-kind", "bloc-effective_from"):
        assert f'id="{field}-error"' in page
    assert "y" * 100 in page
    status, page = saved(who, f"{here}/bloc", **{"bloc-effective_from": "31/02/2025"})
    assert status == 422
    assert "31/02/2025" in page


def test_the_secretary_reads_it_once_it_is_handed_over_and_gives_it_back(year: YearEnd) -> None:
    here, officer, secretary = made(year), year.as_post(OFFICER), year.as_post(SECRETARY)
    assert officer.post(f"{here}/hand-over", {"note": "Nhờ ghi điểm"}, at=here).status_code == 303
    listed = secretary.get(PAGE).text
    assert re.search(r">[^<>]*Xã hội 1, năm 2025</a>", listed)
    assert ">bac-giang/" not in listed
    assert "Gửi lại Sở Nội vụ" in secretary.get(here).text
    assert "Lập năm thi đua" in secretary.get("/blocs").text
    assert saved(secretary, f"{here}/bloc", **{"bloc-name": "Khác"})[0] == 403
    assert saved(officer, f"{here}/bloc", **{"bloc-name": "Khác"})[0] == 409
    assert secretary.post(f"{here}/give-back", {"note": ""}, at=here).status_code == 303
    assert secretary.get(here).status_code == 200
    assert "đang giữ bản này" in secretary.get(here).text


def _look_at_all(year: YearEnd) -> None:
    """Save each part as it is."""
    officer = Year(begin=year.begin).holder(OFFICER)
    draft, values = year.value("SELECT id FROM bloc_draft"), read(document(year))
    assert isinstance(draft, UUID)
    with year.begin() as session:
        for part in (DraftPart.BLOC, DraftPart.DEADLINES, DraftPart.WAVES):
            seals = {part: seal(read(document(year)), part)}
            save_part.save(session, draft, {part: values[part]}, seen=seals, actor=officer, now=NOW)


def test_what_is_reviewed_comes_into_force_with_the_password(year: YearEnd) -> None:
    here, who = made(year), year.as_post(OFFICER)
    review = f"{here}/review"
    waiting = who.get(review).text
    assert "chờ xem lại" in waiting
    assert "Thời hạn: Đơn vị tự chấm điểm" in waiting
    assert "self_score" not in waiting
    _look_at_all(year)
    page = who.get(review).text
    assert "Sẽ có hiệu lực" in page
    sure = {"_seen": seen(page)["_seen"], "password": DEMONSTRATION_PASSWORD}
    wrong = {**sure, "password": "wrong"}
    assert who.post(f"{here}/in-force", wrong, at=review).status_code == 422
    other = {**sure, "_seen": "x"}
    assert who.post(f"{here}/in-force", other, at=review).status_code == 409
    assert who.post(f"{here}/in-force", sure, at=review).status_code == 303
    assert "đã có hiệu lực" in who.get(here).text
    assert who.get("/blocs/bac-giang/khoi-vhxh1/2025").status_code in {200, 404}
    assert year.value("SELECT count(*) FROM bloc_year WHERE year = 2025") == 1
    assert who.post(f"{here}/in-force", sure, at=review).status_code == 409


def test_a_letter_is_handed_to_who_works_on_it(year: YearEnd) -> None:
    here, who = made(year), year.as_post(OFFICER)
    assert who.get(f"{here}/letter").status_code == 404
    assert "/letter" not in who.get(here).text


def test_a_draft_is_dropped_for_good(year: YearEnd) -> None:
    here, who = made(year), year.as_post(OFFICER)
    assert who.post(f"{here}/drop", {"note": "Nhầm"}, at=here).status_code == 303
    assert "Bản này đã bỏ" in who.get(here).text
    assert who.post(f"{here}/hand-over", {"note": ""}, at=PAGE + "/new").status_code == 409
    made(year)
