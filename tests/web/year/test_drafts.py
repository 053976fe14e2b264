"""What is typed into a task's form: never lost by a way out, never overwritten without a word."""

import io
import json

import pytest
from sqlalchemy import text

from server.domain.people.actors import DEMONSTRATION_PASSWORD as PASSWORD
from tests.worlds.year_end import Open, Person, YearEnd

PDF = b"%PDF-1.4 minimal"
NOTE = "scores.c1-1.note"


@pytest.fixture
def task(year: YearEnd) -> Open:
    return year.open("score", "so-gddt")


@pytest.fixture
def person(year: YearEnd, task: Open) -> Person:
    return year.as_post(task.post_id)


def page(task: Open) -> str:
    return f"/tasks/{task.id}"


def save(person: Person, task: Open, note: str, **more: str) -> int:
    """Save a note as a script does; return the status."""
    answer = person.post(
        f"{page(task)}/draft",
        {NOTE: note} | {f"_{name}": value for name, value in more.items()},
        at=page(task),
        headers={"Accept": "application/json"},
    )
    return answer.status_code


def kept(year: YearEnd, task: Open) -> str:
    return str(year.value("SELECT content FROM draft WHERE task_id = :id", id=task.id))


def colleague_saves(year: YearEnd, task: Open, note: str) -> None:
    """Let another holder of the post save over the draft."""
    by = year.person_with(task.post_id)
    statement = text("""
        INSERT INTO draft(task_id, version, content, saved_by, saved_name, saved_at)
        SELECT :task, 1, :content, :by, 'Người cùng chức vụ', now()
        ON CONFLICT (task_id) DO UPDATE SET version = draft.version + 1, tab = '', turn = 0,
          content = excluded.content, saved_by = excluded.saved_by,
          saved_name = excluded.saved_name
    """)
    with year.begin() as session:
        values = {
            "task": task.id,
            "content": json.dumps({NOTE: note}, ensure_ascii=False),
            "by": by,
        }
        session.execute(statement, values)


def test_a_tab_saves_over_its_own_earlier_save_whatever_version_its_page_was_drawn_with(
    year: YearEnd, task: Open, person: Person
) -> None:
    assert save(person, task, "trước khi tải lại", version="0", tab="A", turn="1") == 200
    assert save(person, task, "sau khi tải lại", version="0", tab="A", turn="2") == 200
    assert "sau khi tải lại" in kept(year, task)


def test_a_save_of_a_closing_page_that_arrives_late_changes_nothing(
    year: YearEnd, task: Open, person: Person
) -> None:
    save(person, task, "mới hơn", version="0", tab="A", turn="5")
    assert save(person, task, "cũ hơn", version="0", tab="A", turn="4") == 200
    assert "mới hơn" in kept(year, task)


def test_another_tab_of_the_same_person_is_asked_to_choose(
    year: YearEnd, task: Open, person: Person
) -> None:
    save(person, task, "ở thẻ A", version="0", tab="A", turn="1")
    assert save(person, task, "ở thẻ B", version="0", tab="B", turn="1") == 409
    assert "ở thẻ A" in kept(year, task)


def test_two_tabs_that_say_the_same_are_no_choice(task: Open, person: Person) -> None:
    save(person, task, "một ý", version="0", tab="A", turn="1")
    assert save(person, task, " một  ý ", version="0", tab="B", turn="1") == 200
    handed = fields(person, task) | {NOTE: "một ý", "_version": "0", "_key": "k"}
    assert person.post(f"{page(task)}/complete", handed, at=page(task)).status_code != 409


def test_a_tab_named_by_another_person_is_no_tab_of_theirs(
    year: YearEnd, task: Open, person: Person
) -> None:
    colleague_saves(year, task, "của đồng nghiệp")
    with year.begin() as session:
        session.execute(text("UPDATE draft SET tab = 'A', turn = 1"))
    assert save(person, task, "của tôi", version="0", tab="A", turn="9") == 409


@pytest.mark.parametrize(
    ("name", "value"), [("turn", "-1"), ("turn", "٣"), ("version", "9" * 40), ("tab", "x" * 5000)]
)
def test_what_no_page_of_ours_sends_beside_a_draft_breaks_nothing(
    task: Open, person: Person, name: str, value: str
) -> None:
    assert save(person, task, "giữ", **{name: value}) == 200


def test_an_old_page_does_not_hand_in_over_a_colleagues_newer_draft(
    year: YearEnd, task: Open, person: Person
) -> None:
    year_fields = fields(person, task) | {NOTE: "bản cũ của tôi", "_version": "0", "_key": "k"}
    colleague_saves(year, task, "bản mới của đồng nghiệp")
    refused = person.post(f"{page(task)}/complete", year_fields, at=page(task))
    assert refused.status_code == 409
    assert "bản cũ của tôi" in refused.text
    assert "bản mới của đồng nghiệp" in refused.text
    assert "bản mới của đồng nghiệp" in kept(year, task)
    assert year.value("SELECT state FROM task WHERE id = :id", id=task.id) == "open"
    chosen = year_fields | {"_version": "1"}
    assert person.post(f"{page(task)}/complete", chosen, at=page(task)).status_code == 303


def test_a_page_that_is_checked_does_not_hand_in_over_a_newer_draft_either(year: YearEnd) -> None:
    year.play("approve")
    task = year.open("approve", "so-gddt")
    head = year.as_post(task.post_id)
    fields = {"verdict": "approve", "comment": "ý kiến cũ", "_version": "0", "_key": "k"}
    with year.begin() as session:
        session.execute(
            text("""
            INSERT INTO draft(task_id, version, content, saved_by, saved_name, saved_at)
            VALUES (:task, 1, '{"comment": "ý kiến mới"}', :by, 'Người kia', now())
            """),
            {"task": task.id, "by": year.person_with(task.post_id)},
        )
    for act in ("check", "complete"):
        refused = head.post(f"{page(task)}/{act}", fields | {"password": PASSWORD}, at=page(task))
        assert refused.status_code == 409
        assert "ý kiến cũ" in refused.text
        assert "ý kiến mới" in refused.text


def test_who_signs_is_asked_nothing_where_another_tab_says_the_same(year: YearEnd) -> None:
    year.play("approve")
    task = year.open("approve", "so-gddt")
    head = year.as_post(task.post_id)
    fields = {"verdict": "approve", "comment": "một ý", "_version": "0", "_key": "k"}
    for turn in ("1", "2"):
        checked = head.post(f"{page(task)}/check", fields | {"_turn": turn}, at=page(task))
        assert checked.status_code == 200
    signed = head.post(f"{page(task)}/complete", fields | {"password": PASSWORD}, at=page(task))
    assert signed.status_code == 303


def test_an_upload_without_a_script_overwrites_nobodys_newer_draft(
    year: YearEnd, task: Open, person: Person
) -> None:
    colleague_saves(year, task, "của đồng nghiệp")
    sent = {NOTE: "của tôi", "_version": "0", "file.evidence.c1-1": (io.BytesIO(PDF), "a.pdf")}
    answer = person.post(f"{page(task)}/files", sent, at=page(task))
    assert answer.status_code == 409
    assert "của tôi" in answer.text
    assert "của đồng nghiệp" in kept(year, task)
    assert year.value("SELECT count(*) FROM attachment WHERE state = 'draft'") == 1


def test_a_refused_file_leaves_what_was_typed_beside_it(
    year: YearEnd, task: Open, person: Person
) -> None:
    sent = {NOTE: "gõ cạnh tệp", "file.evidence.c1-1": (io.BytesIO(b"MZ"), "virus.exe")}
    sent["_place"] = "scores.c1-1.files"
    answer = person.post(f"{page(task)}/files", sent, at=page(task))
    assert answer.status_code == 422
    assert 'href="#f-scores.c1-1.files"' in answer.text
    assert "gõ cạnh tệp" in answer.text
    assert "gõ cạnh tệp" in person.get(page(task)).text
    assert year.value("SELECT count(*) FROM attachment") == 0


def test_what_a_refused_form_said_is_there_after_every_way_out(task: Open, person: Person) -> None:
    sent = {"scores.c1-1.points": "99", NOTE: "đang giải thích"}
    assert person.post(f"{page(task)}/complete", sent, at=page(task)).status_code == 422
    again = person.get(page(task)).text
    assert "đang giải thích" in again
    assert 'value="99"' in again


def test_what_is_checked_is_there_after_every_way_out(year: YearEnd) -> None:
    year.play("approve")
    task = year.open("approve", "so-gddt")
    head = year.as_post(task.post_id)
    sent = {"verdict": "approve", "comment": "Đã đối chiếu từng dòng."}
    assert head.post(f"{page(task)}/check", sent, at=page(task)).status_code == 200
    assert "Đã đối chiếu từng dòng." in head.get(page(task)).text
    wrong = head.post(
        f"{page(task)}/complete", sent | {"comment": "Sửa lại.", "password": "sai"}, at=page(task)
    )
    assert wrong.status_code == 422
    assert "Sửa lại." in head.get(page(task)).text
    assert year.value("SELECT state FROM task WHERE id = :id", id=task.id) == "open"


def test_a_checked_page_completes_with_the_draft_it_made(year: YearEnd) -> None:
    year.play("approve")
    task = year.open("approve", "so-gddt")
    head = year.as_post(task.post_id)
    sent = {"verdict": "approve", "comment": "Đồng ý.", "_key": "k"}
    checked = head.post(f"{page(task)}/check", sent, at=page(task)).text
    version = checked.split('name="_version" value="')[1].split('"')[0]
    done = head.post(
        f"{page(task)}/complete",
        sent | {"_version": version, "password": PASSWORD},
        at=page(task),
    )
    assert done.status_code == 303


def fields(person: Person, task: Open) -> dict[str, str]:
    """Give every criterion no points."""
    names = [part.split('"')[0] for part in person.get(page(task)).text.split('name="scores.')[1:]]
    return {f"scores.{name}": "0" for name in names if name.endswith(".points")}
