"""Acts on several tasks at once: each task has its own result."""

from uuid import UUID

import pytest
from sqlalchemy import text

from server.actions.cases import case_work
from server.actions.inbox import approve_many
from server.domain.people.actors import DEMONSTRATION_PASSWORD as PASSWORD
from server.domain.tasks.bulk import NotConfirmed
from server.store.tasks.acts import Act
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.year_end import NOW, Person, YearEnd

HEAD = "bac-giang/so-gddt/head"


def _one_head(database: Database) -> None:
    with YearEnd.on(database).begin() as session:
        moved = "UPDATE task SET post_id = :p, unit_id = :u WHERE element = 'approve'"
        session.execute(text(moved), {"p": HEAD, "u": HEAD.rpartition("/")[0]})


@pytest.fixture(scope="session")
def starting_state() -> State:
    """One head has the sheets of all units to approve."""
    return State("approving_by_one_head", _one_head, after=states.APPROVING, clock=NOW)


def waiting(year: YearEnd, element: str) -> list[UUID]:
    query = text("SELECT id FROM task WHERE state = 'open' AND element = :e ORDER BY id")
    with year.begin() as session:
        return list(session.execute(query, {"e": element}).scalars())


def approve(person: Person, ids: list[UUID], **more: str) -> object:
    key = more.pop("key", "k1")
    fields = [*(("task", str(each)) for each in ids), ("_key", key), *more.items()]
    return person.post("/tasks/approve/confirm", fields, at="/tasks").text


def test_a_head_approves_several_with_one_password_and_sees_each_result(
    year: YearEnd,
) -> None:
    tasks, head = waiting(year, "approve"), year.as_post(HEAD)
    assert len(tasks) > 1
    check = head.post("/tasks/approve", [("task", str(t)) for t in tasks], at="/tasks").text
    assert check.count('name="task"') == len(tasks)
    assert check.count('name="password"') == 1
    done = approve(head, tasks, password=PASSWORD, comment="Nhất trí")
    assert str(done).count("Đã duyệt") == len(tasks)
    assert waiting(year, "approve") == []
    assert len(waiting(year, "appraise")) == len(tasks)
    events = "SELECT count(*) FROM event WHERE kind = 'task.completed' AND object = :o"
    assert all(year.value(events, o=f"task/{each}") == 1 for each in tasks)


def test_a_wrong_password_approves_nothing(year: YearEnd) -> None:
    tasks, head = waiting(year, "approve"), year.as_post(HEAD)
    assert "Mật khẩu không đúng" in str(approve(head, tasks, password="x"))  # noqa: S106
    assert waiting(year, "approve") == tasks


def test_one_that_is_refused_leaves_the_others_alone(year: YearEnd) -> None:
    tasks, head = waiting(year, "approve"), year.as_post(HEAD)
    other = year.person_with(HEAD)
    with year.begin() as session:
        session.execute(
            text("UPDATE task SET assignee_id = :p WHERE id = :t"), {"p": other, "t": tasks[0]}
        )
    done = str(approve(head, tasks, password=PASSWORD))
    assert done.count("Đã duyệt") == len(tasks) - 1
    assert "Một người khác cùng chức vụ đã nhận việc này" in done
    assert waiting(year, "approve") == tasks[:1]


def test_the_same_press_again_changes_nothing(year: YearEnd) -> None:
    tasks, head = waiting(year, "approve"), year.as_post(HEAD)
    first = str(approve(head, tasks, password=PASSWORD))
    again = str(approve(head, tasks, password=PASSWORD))
    assert first.count("Đã duyệt") == again.count("Đã duyệt") == len(tasks)
    assert len(waiting(year, "appraise")) == len(tasks)


def test_what_asks_for_more_than_a_verdict_is_not_approved_in_bulk(year: YearEnd) -> None:
    head = year.as_post(HEAD)
    approve(head, waiting(year, "approve"), password=PASSWORD)
    appraisals = waiting(year, "appraise")
    appraiser = year.as_post(
        str(year.value("SELECT post_id FROM task WHERE id = :i", i=appraisals[0]))
    )
    page = appraiser.post("/tasks/approve", [("task", str(appraisals[0]))], at="/tasks").text
    assert "Việc này còn nội dung phải điền" in page
    assert "còn nội dung phải điền" in str(approve(appraiser, appraisals[:1], password=PASSWORD))
    assert waiting(year, "appraise") == appraisals


def test_a_strangers_tasks_are_left_out(year: YearEnd) -> None:
    tasks = waiting(year, "approve")
    officer = year.as_post("bac-giang/so-gddt/officer")
    page = officer.post("/tasks/approve", [("task", str(tasks[0]))], at="/tasks").text
    assert "Không có việc nào duyệt chung được" in page
    assert "Đã duyệt" not in str(approve(officer, tasks, password=PASSWORD))
    assert waiting(year, "approve") == tasks


def lent(year: YearEnd) -> tuple[UUID, UUID]:
    """Open a task of the officer's post again, with a colleague who holds that post too."""
    task = year.value(
        "UPDATE task SET state = 'open', closed_at = NULL, assignee_id = NULL WHERE id = ("
        "SELECT id FROM task WHERE post_id = 'bac-giang/so-gddt/officer' LIMIT 1) RETURNING id"
    )
    return UUID(str(task)), year.person_with("bac-giang/so-gddt/officer")


def test_the_head_assigns_chosen_tasks_to_another_holder_and_history_names_both(
    year: YearEnd,
) -> None:
    task, colleague = lent(year)
    head = year.as_post(HEAD)
    assert 'name="task"' in head.get("/tasks?scope=unit").text
    page = head.post("/tasks/assign", [("task", str(task))], at="/tasks").text
    assert str(colleague) in page
    fields = [("task", str(task)), ("to", str(colleague))]
    assert "Đã giao" in head.post("/tasks/assign/confirm", fields, at="/tasks").text
    assert year.value("SELECT assignee_id FROM task WHERE id = :t", t=task) == colleague
    payload = year.value(
        "SELECT payload FROM event_payload p JOIN event e ON e.id = p.event_id"
        " WHERE e.kind = 'task.assigned'"
    )
    assert "Người cùng chức vụ" in str(payload)
    assert "Giám đốc" in str(payload)


def test_only_the_head_of_the_unit_assigns_and_only_to_a_holder(year: YearEnd) -> None:
    task, colleague = lent(year)
    stranger = year.value("SELECT person_id FROM appointment WHERE post_id LIKE '%chairman'")
    for post, to, answer in (
        ("bac-giang/so-gddt/officer", colleague, "Chỉ người đứng đầu đơn vị"),
        (HEAD, stranger, "không giữ chức vụ của việc này"),
        ("bac-giang/so-tttt/head", colleague, "Chưa chọn việc nào"),
    ):
        fields = [("task", str(task)), ("to", str(to))]
        page = year.as_post(post).post("/tasks/assign/confirm", fields, at="/tasks").text
        assert answer in page, post
    assert year.value("SELECT assignee_id FROM task WHERE id = :t", t=task) is None


def test_the_page_of_a_task_offers_the_head_alone_to_give_it_to_another_holder(
    year: YearEnd,
) -> None:
    task, colleague = lent(year)
    offer = "Giao cho người cùng chức vụ"
    assert offer not in year.as_post("bac-giang/so-gddt/officer").get(f"/tasks/{task}").text
    head = year.as_post(HEAD)
    assert offer in head.get(f"/tasks/{task}").text
    page = head.post("/tasks/assign", {"task": str(task)}, at=f"/tasks/{task}").text
    assert str(colleague) in page


def test_an_assigned_task_is_on_the_list_of_the_assigned_person_alone(year: YearEnd) -> None:
    task, colleague = lent(year)
    fields = [("task", str(task)), ("to", str(colleague))]
    year.as_post(HEAD).post("/tasks/assign/confirm", fields, at="/tasks")
    officer = year.as_post("bac-giang/so-gddt/officer")
    assert f'href="/tasks/{task}"' not in officer.get("/tasks").text
    assert "Người cùng chức vụ đã nhận" in officer.get("/tasks?scope=unit").text


def test_history_says_who_assigned_the_task_and_to_whom(year: YearEnd) -> None:
    task, colleague = lent(year)
    fields = [("task", str(task)), ("to", str(colleague))]
    head = year.as_post(HEAD)
    head.post("/tasks/assign/confirm", fields, at="/tasks")
    case_id = year.value("SELECT case_id FROM task WHERE id = :t", t=task)
    page = head.get(f"/cases/{case_id}?tab=history").text
    assert "Giao việc" in page
    assert "Người cùng chức vụ" in page


def test_what_is_signed_is_not_approved_without_the_password_just_given(year: YearEnd) -> None:
    """A task that could not be approved at the check may be approvable a moment later."""
    tasks = waiting(year, "approve")
    with year.begin() as session:
        results = approve_many.approve(
            session,
            tasks,
            actor=case_work.holder_of(session, HEAD, now=NOW),
            comment="",
            act=Act(key="k", endpoint="e", body_hash="h"),
            confirmed=False,
            now=NOW,
        )
    assert [type(refusal) for _, refusal in results] == [NotConfirmed] * len(tasks)
    assert waiting(year, "approve") == tasks
