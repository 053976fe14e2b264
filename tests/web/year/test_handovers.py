"""One task handed to a colleague, on its pages."""

import io
from dataclasses import replace

import pytest
from sqlalchemy import text

from server.store import statements
from server.web.requests.installation import EXTENSION
from tests.web.year.test_task_page import scores
from tests.worlds.web.lending import HEAD, LAST, OFFICER, PRESS, entrust, holder_of, link
from tests.worlds.year_end import YearEnd

_MOVE_ELSEWHERE = (
    "INSERT INTO unit(id, province) VALUES ('bac-giang/so-khac', 'bac-giang')",
    """
    INSERT INTO post(id, unit_id, position, title_vi, title_en, sort_key)
    SELECT :new, 'bac-giang/so-khac', position, title_vi, title_en, sort_key
    FROM post WHERE id = :old
    """,
    "UPDATE appointment SET post_id = :new WHERE post_id = :old",
)


def test_a_colleague_finds_the_task_in_their_own_list_and_does_it_in_the_givers_stead(
    year: YearEnd,
) -> None:
    task, sheet = year.open("score", "so-gddt"), scores(year)
    colleague = entrust(year, task, to=HEAD)
    mine = colleague.get("/tasks").text
    assert link(task.id) in mine
    assert "Được chuyển giao cho bạn" in mine
    assert "Của tôi (1)" in mine
    page = colleague.get(f"/tasks/{task.id}").text
    assert "Bạn làm việc này thay mặt" in page
    assert "Đi công tác" in page
    done = colleague.post(f"/tasks/{task.id}/complete", sheet, at=f"/tasks/{task.id}")
    assert done.status_code == 303, done.text
    assert "thay mặt" in colleague.get(f"/tasks/{task.id}/done").text
    who = "SELECT done_name || ' / ' || done_on_behalf FROM task WHERE id = :id"
    said = str(year.value(who, id=task.id))
    assert said.count("Giám đốc") == 1
    assert "Cán bộ" in said.partition("/")[2]


def test_the_giver_no_longer_has_the_task_and_recalls_it(year: YearEnd) -> None:
    task = year.open("score", "so-gddt")
    giver, colleague = year.as_post(OFFICER), entrust(year, task, to=HEAD)
    assert link(task.id) not in giver.get("/tasks").text
    assert "đã chuyển giao việc này cho" in giver.get(f"/tasks/{task.id}").text
    assert "đang làm thay" in giver.get("/delegations").text
    recalled = giver.post(f"/tasks/{task.id}/recall", {}, at=f"/tasks/{task.id}")
    assert recalled.status_code == 303
    assert link(task.id) in giver.get("/tasks").text
    assert "Được chuyển giao cho bạn" not in colleague.get("/tasks").text
    refused = colleague.post(f"/tasks/{task.id}/complete", {"_key": "k"}, at="/tasks")
    assert refused.status_code == 403


def test_the_colleague_hands_the_task_back_with_a_word_of_why(year: YearEnd) -> None:
    task = year.open("score", "so-gddt")
    colleague = entrust(year, task, to=HEAD)
    at, back = f"/tasks/{task.id}", f"/tasks/{task.id}/hand-back"
    assert colleague.post(back, {"note": " "}, at=at).status_code == 422
    assert colleague.post(back, {"note": "Thiếu số liệu"}, at=at).status_code == 303
    giver = year.as_post(OFFICER)
    page = giver.get(at).text
    assert "đã trả lại việc này" in page
    assert "Thiếu số liệu" in page
    assert "Thiếu số liệu" not in colleague.get(at).text
    case_id = year.value("SELECT case_id FROM task WHERE id = :t", t=task.id)
    history = giver.get(f"/cases/{case_id}?tab=history").text
    assert "Chuyển giao nhiệm vụ" in history
    assert "Trả lại nhiệm vụ được chuyển giao" in history


def test_a_colleague_of_another_unit_sees_the_tasks_files_and_nothing_else_of_the_unit(
    year: YearEnd,
) -> None:
    task, to = year.open("score", "so-gddt"), "bac-giang/dai-ptth/officer"
    file = {"file.evidence.c1-1": (io.BytesIO(b"%PDF-1.4 minimal"), "a.pdf")}
    giver, other = year.as_post(OFFICER), year.open("score", "so-tttt")
    sent = giver.post(f"/tasks/{task.id}/files", file, at=f"/tasks/{task.id}")
    assert sent.status_code == 303, sent.text
    attachment = year.value("SELECT id FROM attachment")
    assert year.as_post(to).get(f"/files/{attachment}").status_code == 404
    colleague = entrust(year, task, to=to, document="GUQ 4")
    assert colleague.get(f"/files/{attachment}").status_code == 200
    assert year.as_post(f"{PRESS}/officer").get(f"/files/{attachment}").status_code == 404
    for address in (f"/tasks/{other.id}", f"/tasks/{other.id}/entrust"):
        assert colleague.get(address).status_code == 404, address
    assert colleague.get(f"/tasks/{task.id}/entrust").status_code == 404


def test_the_page_of_a_task_handed_over_leads_a_stranger_not_into_its_case(year: YearEnd) -> None:
    task = year.open("score", "so-gddt")
    way, elsewhere = 'href="/cases/', "bac-giang/so-khac/officer"
    assert way in year.as_post(OFFICER).get(f"/tasks/{task.id}").text
    entrust(year, task, to=f"{PRESS}/officer", document="GUQ 5")
    with year.begin() as session:
        for statement in _MOVE_ELSEWHERE:
            session.execute(text(statement), {"old": f"{PRESS}/officer", "new": elsewhere})
    stranger = year.as_post(elsewhere)
    for tab in ("", "?tab=case", "?tab=history"):
        page = stranger.get(f"/tasks/{task.id}{tab}")
        assert page.status_code == 200
        assert way not in page.text


def test_a_colleague_does_not_act_in_the_post_beside_the_task(year: YearEnd) -> None:
    task = year.open("score", "so-gddt")
    colleague = entrust(year, task, to=HEAD)
    delegation = year.value("SELECT id FROM delegation WHERE task_id = :t", t=task.id)
    assert OFFICER not in colleague.get("/tasks").text
    switched = colleague.post("/act-as", {"post": f"{OFFICER}|{delegation}"}, at="/tasks")
    assert switched.status_code == 403


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"person": "00000000-0000-7000-8000-000000000000"}, "Hãy chọn người nhận"),
        ({"person": ""}, "Hãy chọn người nhận"),
        ({"last": ""}, "ngày cuối"),
        ({"last": "2024-01-01"}, "đã qua"),
        ({"note": " "}, "vài lời"),
    ],
)
def test_a_handover_that_is_not_complete_says_what_is_missing(
    year: YearEnd, fields: dict[str, str], says: str
) -> None:
    task = year.open("score", "so-gddt")
    good = {"person": holder_of(year, HEAD), "last": LAST, "note": "x"}
    at = f"/tasks/{task.id}/entrust"
    answer = year.as_post(OFFICER).post(at, good | fields, at=at)
    assert answer.status_code == 422
    assert says in answer.text
    assert year.value("SELECT count(*) FROM delegation") == 0


def test_the_list_with_handed_over_tasks_costs_one_statement_more(year: YearEnd) -> None:
    task = year.open("score", "so-gddt")
    colleague = year.as_post(HEAD)
    costs = []
    for _ in range(2):
        colleague.get("/tasks")
        statements.reset()
        assert colleague.get("/tasks").status_code == 200
        costs.append(statements.count)
        if not costs[1:]:
            entrust(year, task, to=HEAD)
    assert costs[1] == costs[0] + 1


def wants(year: YearEnd, *positions: str) -> None:
    """Want it of these, whose accounts are no demonstration's: those are never asked."""
    with year.begin() as session:
        session.execute(text("UPDATE person SET demonstration = false"))
    assert year.app is not None
    held = year.app.extensions[EXTENSION]
    held.settings = replace(held.settings, factor_posts=frozenset(positions))


def test_the_task_is_not_done_by_who_lacks_the_factor_its_post_wants(year: YearEnd) -> None:
    task = year.open("score", "so-gddt")
    colleague = entrust(year, task, to=HEAD)
    assert colleague.get(f"/tasks/{task.id}").status_code == 200
    wants(year, "officer")
    page = colleague.get(f"/tasks/{task.id}")
    assert page.status_code == 403
    assert "Chức vụ này cần xác nhận lần hai khi đăng nhập, và bạn chưa bật." in page.text
    sent = colleague.post(f"/tasks/{task.id}/complete", {"_key": "k"}, at="/account")
    assert sent.status_code == 403
    assert colleague.get("/board").status_code == 200


def test_it_stands_not_in_their_list_and_opens_no_file(year: YearEnd) -> None:
    task, elsewhere = year.open("score", "so-gddt"), "bac-giang/dai-ptth/head"
    file = {"file.evidence.c1-1": (io.BytesIO(b"%PDF-1.4 minimal"), "a.pdf")}
    at = f"/tasks/{task.id}"
    sent = year.as_post(OFFICER).post(f"{at}/files", file, at=at)
    assert sent.status_code == 303, sent.text
    attachment = year.value("SELECT id FROM attachment")
    colleague = entrust(year, task, to=elsewhere, document="GUQ 4")
    assert link(task.id) in colleague.get("/tasks").text
    assert colleague.get(f"/files/{attachment}").status_code == 200
    wants(year, "auditor")
    assert colleague.get(f"/files/{attachment}").status_code == 200
    wants(year, "officer")
    assert colleague.get(f"/files/{attachment}").status_code != 200
    assert link(task.id) not in colleague.get("/tasks").text
