"""What is done with a password that others had in hand says so: event, task page, audit list."""

import csv
import io
import json

import pytest
from sqlalchemy import text

from tests.web.year.test_task_page import scores
from tests.worlds.year_end import Open, YearEnd

OFFICER, HEAD = "bac-giang/so-gddt/officer", "bac-giang/so-gddt/head"
AUDITOR, ADMINISTRATOR = "bac-giang/thanh-tra/auditor", "bac-giang/quan-tri/administrator"
MADE = text("""
INSERT INTO invite(token_hash, person_id, expires_at, made_by, mailed)
SELECT :post, of.person_id, now(), by.person_id, :mailed FROM appointment of, appointment by
WHERE of.post_id = :post AND by.post_id = :by LIMIT 1
""")
IN_FORCE = text("""
UPDATE person SET password_link = i.token_hash FROM invite i
WHERE i.token_hash = :post AND NOT i.mailed AND person.id = i.person_id
""")
SAYS = "ật khẩu đặt qua đường dẫn của: "


def set_by_link(year: YearEnd, post: str, *, mailed: bool = False) -> None:
    """Have the password in force of a post's holder come by a link its administrator made."""
    values = {"post": post, "by": ADMINISTRATOR, "mailed": mailed}
    with year.begin() as session:
        session.execute(MADE, values)
        session.execute(IN_FORCE, values)


def completed(year: YearEnd) -> Open:
    task = year.open("score", "so-gddt")
    person = year.as_post(OFFICER)
    done = person.post(f"/tasks/{task.id}/complete", scores(year), at=f"/tasks/{task.id}")
    assert done.status_code == 303, done.text
    return task


@pytest.mark.slow
def test_an_act_with_a_password_others_had_in_hand_says_so(year: YearEnd) -> None:
    set_by_link(year, OFFICER)
    task = completed(year)
    payload = year.value(
        "SELECT p.payload FROM event e JOIN event_payload p ON p.event_id = e.id"
        " WHERE e.object = :object AND e.kind = 'task.completed'",
        object=f"task/{task.id}",
    )
    hands = json.loads(str(payload))["actor"]["link_by"]
    made_by = str(year.value("SELECT made_by FROM invite WHERE token_hash = :p", p=OFFICER))
    assert [hand["person"] for hand in hands] == [made_by, None]
    next_task = year.open("approve", "so-gddt")
    head = year.as_post(HEAD)
    for page in (f"/tasks/{next_task.id}?tab=history", f"/cases/{case_of(year)}?tab=history"):
        assert SAYS in head.get(page).text, page
    assert SAYS in year.as_post(AUDITOR).get("/audit").text
    answer = year.as_post(AUDITOR).post("/audit/export", {"form": "csv"}, at="/audit")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    names = ", ".join(hand["name"] for hand in hands)
    of_task = [row for row in rows if row["Đối tượng"] == f"task/{task.id}"]
    assert of_task[-1]["Mật khẩu qua tay"] == names
    assert {row["Khớp mã băm"] for row in rows} == {"Khớp"}


def test_an_act_with_ones_own_password_says_nothing(year: YearEnd) -> None:
    set_by_link(year, OFFICER, mailed=True)
    completed(year)
    next_task = year.open("approve", "so-gddt")
    assert SAYS not in year.as_post(HEAD).get(f"/tasks/{next_task.id}?tab=history").text
    assert SAYS not in year.as_post(AUDITOR).get("/audit").text


def case_of(year: YearEnd) -> object:
    return year.value("SELECT case_id FROM task WHERE state = 'open' AND element = 'approve'")
