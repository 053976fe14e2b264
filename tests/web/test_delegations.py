"""A post lent for some kinds of case, and one task handed to a colleague, on their pages."""

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine

from server.domain.people import DEMONSTRATION_PASSWORD as PASSWORD
from server.store import statements
from server.store.cluster import Cluster
from tests.conftest import Database
from tests.web.test_task_page import scores
from tests.web.year_end import NOW, Open, Person, YearEnd, cloned, prepared

SCHOOL, PRESS = "bac-giang/so-gddt", "bac-giang/so-tttt"
HEAD, OFFICER = f"{SCHOOL}/head", f"{SCHOOL}/officer"
WITHIN = 12
LAST = (NOW + timedelta(days=5)).date().isoformat()


@pytest.fixture(scope="module")
def ready(cluster: Cluster) -> Iterator[str]:
    with prepared(cluster) as name:
        yield name


@pytest.fixture
def fresh_database(cluster: Cluster, ready: str) -> Iterator[Database]:
    with cloned(cluster, ready) as made:
        yield made


@pytest.fixture
def year(fresh_engine: Engine, app: Flask) -> YearEnd:
    return YearEnd(fresh_engine, app)


def login_of(year: YearEnd, post_id: str) -> str:
    query = """SELECT p.login FROM person p JOIN appointment a ON a.person_id = p.id
      WHERE a.post_id = :post"""
    return str(year.value(query, post=post_id))


def lend(year: YearEnd, *kinds: str, to: str = f"{PRESS}/officer") -> Person:
    """Let the head of the school be acted for; answer who does, acting so."""
    head, person = year.as_post(HEAD), year.as_post(to)
    fields = [
        ("login", login_of(year, to)),
        ("first", NOW.date().isoformat()),
        ("last", LAST),
        ("document", "GUQ 3"),
        ("post", HEAD),
        ("scope", "kinds" if kinds else "all"),
        *(("kinds", kind) for kind in kinds),
    ]
    answer = head.post("/delegations", fields, at="/delegations")
    assert answer.status_code == 303, answer.text
    choice = re.search(rf'value="({re.escape(HEAD)}\|[0-9a-f-]+)"', person.get("/tasks").text)
    assert choice is not None
    assert person.post("/act-as", {"post": choice[1]}, at="/tasks").status_code == 303
    return person


def entrust(year: YearEnd, task: Open, *, to: str, **more: str) -> Person:
    """Hand a task over from its page; answer the colleague, in a post of their own."""
    fields = {"login": login_of(year, to), "last": LAST, "note": "Đi công tác", "document": ""}
    at = f"/tasks/{task.id}/entrust"
    answer = year.as_post(task.post_id).post(at, fields | more, at=at)
    assert answer.status_code == 303, answer.text
    return year.as_post(to)


def link(task_id: UUID) -> str:
    return f'href="/tasks/{task_id}"'


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
        ({"login": "khong.co.ai"}, "Không có người dùng đang hoạt động"),
        ({"login": ""}, "Không có người dùng đang hoạt động"),
        ({"last": ""}, "ngày cuối"),
        ({"last": "2024-01-01"}, "đã qua"),
        ({"note": " "}, "vài lời"),
    ],
)
def test_a_handover_that_is_not_complete_says_what_is_missing(
    year: YearEnd, fields: dict[str, str], says: str
) -> None:
    task = year.open("score", "so-gddt")
    good = {"login": login_of(year, HEAD), "last": LAST, "note": "x"}
    at = f"/tasks/{task.id}/entrust"
    answer = year.as_post(OFFICER).post(at, good | fields, at=at)
    assert answer.status_code == 422
    assert says in answer.text
    assert year.value("SELECT count(*) FROM delegation") == 0


@pytest.mark.parametrize("kinds", [("evaluation",), ("award_review", "submission"), ()])
def test_who_acts_for_a_head_sees_tasks_and_cases_of_the_scope_alone(
    year: YearEnd, kinds: tuple[str, ...]
) -> None:
    year.play("approve")
    task = year.open("approve", "so-gddt")
    case_id = year.value("SELECT case_id FROM task WHERE id = :t", t=task.id)
    person = lend(year, *kinds)
    covered = not kinds or "evaluation" in kinds
    mine = person.get("/tasks").text
    assert (link(task.id) in mine) is covered
    assert ("Của tôi (1)" in mine) is covered
    assert (link(task.id) in person.get("/tasks?scope=unit").text) is covered
    assert ("Của đơn vị tôi (0)" in mine) is not covered
    for address in (f"/tasks/{task.id}", f"/cases/{case_id}"):
        assert (person.get(address).status_code == 200) is covered, address
    assert (str(case_id) in person.get("/cases").text) is covered
    claim = person.post(f"/tasks/{task.id}/claim", {}, at="/tasks")
    assert (claim.status_code == 303) is covered


def test_the_bar_says_until_when_in_what_and_by_which_document(year: YearEnd) -> None:
    page = lend(year, "evaluation", "submission").get("/tasks").text
    last = "/".join(reversed(LAST.split("-")))
    assert f"đến hết {last}: Đánh giá cuối năm; Trình khen thưởng (GUQ 3)" in page
    shown = year.as_post(HEAD).get("/delegations").text
    assert "Đánh giá cuối năm; Trình khen thưởng" in shown


def test_other_posts_tasks_are_counted_within_the_scope(year: YearEnd) -> None:
    year.play("approve")
    for kinds, count in ((("evaluation",), 1), (("submission",), 0)):
        person = lend(year, *kinds)
        own = re.search(rf'value="({PRESS}/officer\|)"', person.get("/tasks").text)
        assert own is not None
        person.post("/act-as", {"post": own[1]}, at="/tasks")
        assert ("Việc đang chờ bạn ở tư cách khác" in person.get("/tasks").text) is (count == 1)
        head = year.as_post(HEAD)
        row = year.value("SELECT id FROM delegation WHERE revoked_at IS NULL")
        head.post(f"/delegations/{row}/revoke", {}, at="/delegations")


def test_a_scope_without_a_kind_is_refused(year: YearEnd) -> None:
    fields = {
        "login": login_of(year, f"{PRESS}/officer"),
        "first": NOW.date().isoformat(),
        "last": LAST,
        "document": "GUQ 3",
        "post": HEAD,
        "scope": "kinds",
    }
    answer = year.as_post(HEAD).post("/delegations", fields, at="/delegations")
    assert answer.status_code == 422
    assert "ít nhất một loại hồ sơ" in answer.text


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


def test_an_act_in_anothers_stead_costs_one_statement_more_than_ones_own(year: YearEnd) -> None:
    year.play("approve")
    own, lent = year.open("approve", "so-tttt"), year.open("approve", "so-gddt")
    costs = []
    for task, person in ((own, year.as_post(own.post_id)), (lent, lend(year, "evaluation"))):
        at = f"/tasks/{task.id}"
        fields = {"verdict": "approve", "comment": "", "password": PASSWORD}
        person.get(at)
        costs.append(posting(person, f"{at}/complete", fields, at=at))
    assert costs[1] == costs[0] + 1
    assert costs[1] <= WITHIN


def posting(person: Person, address: str, fields: dict[str, str], *, at: str) -> int:
    """Send a form; answer what the very request cost."""
    page = person.get(at).text
    key = re.search(r'name="_key" value="([^"]+)"', page)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert key is not None
    assert token is not None
    statements.reset()
    hidden = {"csrf_token": token[1], "_key": key[1]}
    assert person.client.post(address, data=fields | hidden).status_code == 303
    return statements.count


def test_the_auditor_reads_by_which_delegation_somebody_acted(year: YearEnd) -> None:
    year.play("approve")
    task = year.open("approve", "so-gddt")
    person = lend(year, "evaluation")
    assert person.post(f"/tasks/{task.id}/claim", {}, at="/tasks").status_code == 303
    event = year.value("SELECT id FROM event WHERE kind = 'task.claimed'")
    auditor = year.as_post("bac-giang/thanh-tra/auditor")
    page = auditor.get(f"/audit?open={event}").text
    assert "Đánh giá cuối năm (GUQ 3)" in page
