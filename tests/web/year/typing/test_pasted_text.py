"""What a word processor pastes is kept readable; what nobody can see is named, nothing is lost."""

import pytest

from tests.web.year.test_bulk import waiting
from tests.worlds.year_end import Open, YearEnd

OFFICER, HEAD = "bac-giang/so-gddt/officer", "bac-giang/so-gddt/head"
ADMIN = "bac-giang/quan-tri/administrator"
PASTED, KEPT = "\uf0b7\tĐạt cờ\x0b\uf0a7\xa0Không vi phạm\u200b", "•\tĐạt cờ\n• Không vi phạm"
UNSEEN = "Nhờ xem\x08 lại"
NAMED = "Dòng 1, chữ thứ 8 có ký tự không hiển thị được (U+0008)"


@pytest.fixture
def task(year: YearEnd) -> Open:
    return year.open("score", "so-gddt")


def test_a_note_pasted_into_a_sheet_is_kept_with_bullets_one_can_see(
    year: YearEnd, task: Open
) -> None:
    officer, page = year.as_post(OFFICER), f"/tasks/{task.id}"
    saved = officer.post(f"{page}/draft", {"scores.c1-1.note": PASTED}, at=page)
    assert saved.status_code == 303
    answer = officer.get(page)
    assert "•\tĐạt cờ\n• Không vi phạm" in answer.text
    assert "không hiển thị được" not in answer.text


def test_an_unseen_character_in_a_sheet_is_named_and_everything_else_stays(
    year: YearEnd, task: Open
) -> None:
    officer, page = year.as_post(OFFICER), f"/tasks/{task.id}"
    fields = {"scores.c1-1.note": UNSEEN, "scores.c1-1.points": "7,25"}
    answer = officer.post(f"{page}/check", fields, at=page)
    assert answer.status_code == 422
    assert NAMED in answer.text
    assert 'value="7,25"' in answer.text


def test_a_remark_is_mended_or_named_and_stays_typed(year: YearEnd, task: Open) -> None:
    officer, talk = year.as_post(OFFICER), f"/tasks/{task.id}?tab=comments"
    said = officer.post(f"/tasks/{task.id}/comments", {"text": PASTED}, at=talk)
    assert said.status_code == 303
    assert year.value("SELECT text FROM comment") == KEPT
    refused = officer.post(f"/tasks/{task.id}/comments", {"text": UNSEEN}, at=talk)
    assert refused.status_code == 422
    assert NAMED in refused.text
    assert "Nhờ xem" in refused.text


def test_a_note_of_a_handover_is_mended_or_named_and_stays_typed(year: YearEnd, task: Open) -> None:
    officer, page = year.as_post(OFFICER), f"/tasks/{task.id}/entrust"
    fields = {
        "person": str(year.person_with(OFFICER)),
        "last": "2024-12-20",
        "note": UNSEEN,
        "document": PASTED,
    }
    refused = officer.post(page, fields, at=page)
    assert refused.status_code in {409, 422}, refused.text
    assert "Nhờ xem" in refused.text


def test_a_repairs_reason_is_mended_or_named(year: YearEnd) -> None:
    admin = year.as_post(ADMIN)
    case_id = year.value("SELECT id FROM case_")
    page = f"/operations/cases/{case_id}"
    refused = admin.post(f"{page}/suspend", {"reason": UNSEEN}, at=page)
    assert refused.status_code == 422
    assert NAMED in refused.text
    assert "Nhờ xem" in refused.text
    assert admin.post(f"{page}/suspend", {"reason": PASTED}, at=page).status_code == 303
    assert year.value("SELECT state_reason FROM case_") == KEPT


def test_a_persons_name_with_an_unseen_character_is_named(year: YearEnd) -> None:
    admin = year.as_post(ADMIN)
    refused = admin.post("/people", {"login": "nva", "name": UNSEEN, "email": ""}, at="/people")
    assert refused.status_code == 422
    assert NAMED in refused.text
    kept = admin.post(
        "/people", {"login": "nva", "name": "\ufeffTrần\xa0Thị B\u200b", "email": ""}, at="/people"
    )
    assert kept.status_code == 303
    assert year.value("SELECT name FROM person WHERE login = 'nva'") == "Trần Thị B"


def test_a_common_comment_with_an_unseen_character_is_named_before_anything_is_approved(
    year: YearEnd,
) -> None:
    task = str(year.open("score", "so-gddt").id)
    fields = [("task", task), ("_key", "k1"), ("comment", UNSEEN)]
    refused = year.as_post(OFFICER).post("/tasks/approve/confirm", fields, at="/tasks")
    assert refused.status_code == 422
    assert NAMED in refused.text
    assert waiting(year, "score")
