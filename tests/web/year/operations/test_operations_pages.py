"""The operations pages and `binhxet ops`: an administrator finds what is stuck and repairs it."""

import json
from random import Random
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from server.actions.cases import case_work
from server.actions.deployment.deploy import collect, deploy
from server.actions.tasks import complete_task
from server.cli import main
from server.config import ROOT
from server.demo.roles import PLAYS
from server.demo.scene import Scene, TaskTurn
from server.domain.people.actors import DEMONSTRATION_PASSWORD as PASSWORD
from tests.worlds.year_end import NOW, Person, YearEnd

ADMIN = "bac-giang/quan-tri/administrator"
WHY = "Nhập nhầm chỉ tiêu của năm trước."
PAGES = ("/operations", "/operations/faults", "/operations/jobs", "/operations/versions")


@pytest.fixture
def admin(year: YearEnd) -> Person:
    return year.as_post(ADMIN)


def case_of(year: YearEnd) -> UUID:
    found = year.value("SELECT id FROM case_")
    assert isinstance(found, UUID)
    return found


def address(year: YearEnd) -> str:
    return f"/operations/cases/{case_of(year)}"


def complete_scores(year: YearEnd) -> None:
    """Hand in every self-score of the prepared case, as the sample does."""
    with year.begin() as session:
        case_id = case_of(year)
        scene = Scene(begin=year.begin, case_id=case_id, rng=Random(1))  # noqa: S311
        scene.rules = case_work.rules_of_case(session, case_id)
        for task in case_work.open_tasks(session, case_id):
            actor = case_work.holder_of(session, task.post_id, now=NOW)
            value = PLAYS[task.form](TaskTurn(scene, session, task, actor, NOW))
            complete_task.complete(session, task.id, actor=actor, value=value, now=NOW)


def second_admin(year: YearEnd) -> Person:
    """Sign in as another person in the same post."""
    person = uuid4()
    other = year.value("SELECT id FROM person WHERE login = 'quan-tri.administrator'")
    with year.begin() as session:
        session.execute(
            text("INSERT INTO person(id, login, name, password_hash, demonstration, created_at)"
                 " SELECT :id, 'quan-tri-2', 'Quản trị 2', password_hash, true, created_at"
                 " FROM person WHERE id = :other"),
            {"id": person, "other": other},
        )  # fmt: skip
        session.execute(
            text("INSERT INTO appointment(id, person_id, post_id, valid_from)"
                 " VALUES (:a, :id, :post, '2024-01-01')"),
            {"a": uuid4(), "id": person, "post": ADMIN},
        )  # fmt: skip
    assert year.app is not None
    second = Person(year.app.test_client())
    fields = {"username": "quan-tri-2", "password": PASSWORD}
    assert second.post("/sign-in", fields, at="/sign-in").status_code == 303
    return second


def test_the_pages_are_the_administrators_alone(year: YearEnd, admin: Person) -> None:
    head = year.as_post("bac-giang/so-gddt/head")
    for page in (*PAGES, address(year)):
        assert admin.get(page).status_code == 200
        assert head.get(page).status_code == 404
    assert admin.get(f"/operations/cases/{uuid4()}").status_code == 404


def test_cases_are_found_by_state_id_and_unit(year: YearEnd, admin: Person) -> None:
    case_id = case_of(year)
    for found in ("q=", f"q={case_id}", "q=so-gddt", "state=open", "q=2024"):
        assert address(year) in admin.get(f"/operations?{found}").text, found
    for nothing in ("q=khong-co", "state=suspended"):
        assert address(year) not in admin.get(f"/operations?{nothing}").text


def test_a_suspended_case_says_why_to_everybody_and_refuses_to_be_worked_on(
    year: YearEnd, admin: Person
) -> None:
    page, task = address(year), year.open("score", "so-gddt")
    answer = admin.post(f"{page}/suspend", {"reason": WHY}, at=page)
    assert answer.status_code == 303, answer.text
    officer = year.as_post(task.post_id)
    assert WHY in officer.get(f"/tasks/{task.id}").text
    assert WHY in officer.get(f"/cases/{case_of(year)}").text
    form = officer.get(f"/tasks/{task.id}").text
    names = [part.split('"')[0] for part in form.split('name="scores.')[1:]]
    fields = {f"scores.{name}": "0" for name in names if name.endswith(".points")}
    refused = officer.post(f"/tasks/{task.id}/complete", fields, at=f"/tasks/{task.id}")
    assert refused.status_code in {409, 422}
    assert year.value("SELECT state FROM task WHERE id = :id", id=task.id) == "open"
    assert admin.post(f"{page}/resume", {"reason": WHY}, at=page).status_code == 303
    assert WHY not in officer.get(f"/tasks/{task.id}").text


def test_cancelling_asks_for_the_password(year: YearEnd, admin: Person) -> None:
    page = address(year)
    fields = {"reason": WHY, "password": "something else"}
    refused = admin.post(f"{page}/cancel", fields, at=page)
    assert refused.status_code == 422
    assert '<a href="#password">Mật khẩu không đúng. Hãy nhập lại.</a>' in refused.text
    assert "Tên đăng nhập hoặc" not in refused.text
    assert refused.text.count(f"required>{WHY}</textarea>") == 1  # of this form alone
    assert year.value("SELECT state FROM case_") == "open"
    answer = admin.post(f"{page}/cancel", fields | {"password": PASSWORD}, at=page)
    assert answer.status_code == 303, answer.text
    assert year.value("SELECT state FROM case_") == "cancelled"


def test_a_setback_is_proposed_by_one_and_confirmed_by_another(
    year: YearEnd, admin: Person
) -> None:
    page, element = address(year), "approve"
    complete_scores(year)
    task = year.open(element, "so-gddt")
    assert f'href="{page}?back={task.id}#back"' in admin.get(page).text
    assert '<option value="score"' in admin.get(f"{page}?back={task.id}").text
    fields = {"task": task.id, "target": "score", "reason": WHY}
    answer = admin.post(f"{page}/propose", fields, at=page)
    assert answer.status_code == 303, answer.text
    move = {"move": year.value("SELECT id FROM token_move")}
    assert admin.post(f"{page}/confirm", move, at=page).status_code == 403
    answer = second_admin(year).post(f"{page}/confirm", move, at=page)
    assert answer.status_code == 303, answer.text
    assert year.open("score", "so-gddt").key == task.key


def test_a_setback_that_is_refused_stays_typed(year: YearEnd, admin: Person) -> None:
    page = address(year)
    complete_scores(year)
    fields = {"task": year.open("approve", "so-gddt").id, "target": "score", "reason": WHY * 40}
    refused = admin.post(f"{page}/propose", fields, at=page)
    assert refused.status_code == 422
    assert WHY in refused.text
    assert '<option value="score" selected' in refused.text


def test_a_broken_case_is_named_on_its_pages_and_all_others_work(
    year: YearEnd, admin: Person
) -> None:
    task = year.open("score", "so-gddt")
    other = year.open("score", "so-tttt")
    with year.begin() as session:
        session.execute(text("UPDATE instance SET doc = left(doc, 90) WHERE key LIKE '%so-gddt'"))
    officer = year.as_post(task.post_id)
    for page in (f"/tasks/{task.id}", f"/cases/{case_of(year)}"):
        answer = officer.get(page)
        assert answer.status_code == 200
        assert "StateUnreadable" in answer.text
    assert "StateUnreadable" in admin.get("/operations/faults").text
    assert "StateUnreadable" in admin.get(address(year)).text
    assert "StateUnreadable" not in year.as_post(other.post_id).get(f"/tasks/{other.id}").text


def test_an_alarm_names_the_job_and_its_wait_in_words(year: YearEnd, admin: Person) -> None:
    with year.begin() as session:
        session.execute(
            text("INSERT INTO jobs.procrastinate_jobs(queue_name, task_name, status, scheduled_at)"
                 " VALUES ('default', 'fire_timer', 'todo', now() - interval '31 days 5 hours')")
        )  # fmt: skip
    page = admin.get("/operations").text
    assert "Việc nền “chạy hẹn giờ của hồ sơ” đang chờ quá lâu: 31 ngày." in page


def test_jobs_that_failed_are_shown_and_tried_again(year: YearEnd, admin: Person) -> None:
    with year.begin() as session:
        job = session.execute(
            text("INSERT INTO jobs.procrastinate_jobs(queue_name, task_name, status)"
                 " VALUES ('default', 'keep_house', 'failed') RETURNING id")
        ).scalar_one()  # fmt: skip
    page = admin.get("/operations/jobs").text
    assert "keep_house" in page
    assert "dọn dẹp ban đêm" in page
    assert f"/operations/jobs/{job}/retry" in page
    answer = admin.post(f"/operations/jobs/{job}/retry", {}, at="/operations/jobs")
    assert answer.status_code == 303
    assert admin.post(f"/operations/jobs/{job}/retry", {}, at="/operations/jobs").status_code == 409


def reworded(year: YearEnd) -> str:
    """Deploy the evaluation with another name for a step; return the version's hash."""
    files = collect("evaluation", ROOT / "workflows", ROOT / "forms")
    old = "Thẩm định lần 1"
    files["evaluation.bpmn"] = files["evaluation.bpmn"].replace(f'name="{old}"', f'name="{old}."')
    english = files["evaluation.en.json"]
    files["evaluation.en.json"] = english.replace(f'"{old}":', f'"{old}.": "Appraisal", "{old}":')
    with year.begin() as session:
        version, added = deploy(session, "evaluation", files, actor=None, now=NOW)
    assert added
    return version.hash


def on(year: YearEnd, version: str) -> object:
    query = "SELECT count(*) FROM instance WHERE definition_hash = :h"
    return year.value(query, h=version)


def test_running_cases_stay_on_their_version_until_they_are_moved_and_it_can_be_undone(
    year: YearEnd, admin: Person
) -> None:
    to, page = reworded(year), "/operations/versions"
    assert on(year, to) == 0
    assert "appraise" in admin.get(page).text
    answer = admin.post(f"{page}/evaluation/move", {"to": to}, at=page)
    assert answer.status_code == 303, answer.text
    assert on(year, to) == 6
    undo = f"{address(year)}/undo-migration"
    assert undo in admin.get(page).text
    assert admin.post(undo, {}, at=page).status_code == 303
    assert on(year, to) == 0
    assert admin.post(undo, {}, at=page).status_code == 409


@pytest.mark.usefixtures("at_a_terminal")
def test_cases_are_moved_at_a_terminal(year: YearEnd, capsys: pytest.CaptureFixture[str]) -> None:
    to = reworded(year)
    words = ["migrate-instances", "evaluation", "--json", "--by", "quan-tri.administrator"]
    assert main(words) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["moves"], shown["done"]) == ([str(case_of(year))], {})
    assert main([*words, "--move"]) == 0
    assert on(year, to) == 6
    assert main([*words, "--undo", "--case", str(case_of(year))]) == 0
    assert on(year, to) == 0


@pytest.mark.usefixtures("at_a_terminal")
def test_the_same_at_a_terminal(year: YearEnd, capsys: pytest.CaptureFixture[str]) -> None:
    case_id = str(case_of(year))

    def said(*words: str, code: int = 0) -> object:
        assert main(["ops", *words, "--json"]) == code
        return json.loads(capsys.readouterr().out)

    listed = said("cases", "--state", "open")
    assert isinstance(listed, list)
    assert [row["id"] for row in listed] == [case_id]
    assert said("faults") == []
    assert isinstance(said("jobs"), list)
    reason = ("--reason", WHY)
    said("suspend", case_id, *reason, "--by", "quan-tri.administrator")
    assert year.value("SELECT state_reason FROM case_") == WHY
    assert main(["ops", "resume", case_id, *reason, "--by", "so-gddt.head"]) == 1
    assert year.value("SELECT state FROM case_") == "suspended"
    found = said("case", case_id)
    assert isinstance(found, dict)
    assert found["state"] == "suspended"
    assert found["instances"]
