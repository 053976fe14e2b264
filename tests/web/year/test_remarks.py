"""Remarks that name somebody: told once, seen when opened, and only to who sees the remark."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from tests.worlds.year_end import Open, Person, YearEnd

UNIT = "bac-giang/so-gddt"
HEAD, OFFICER = f"{UNIT}/head", f"{UNIT}/officer"
NOTICE = "Xem trao đổi"
MAILS = "SELECT count(*) FROM mail WHERE kind = 'mention'"


@pytest.fixture
def year(engine: Engine, app: Flask) -> YearEnd:
    made = YearEnd(engine, app)
    with made.begin() as session:
        session.execute(text("UPDATE person SET email = replace(login, '/', '.') || '@x.vn'"))
        session.execute(text("UPDATE case_ SET simulated = false"))
    return made


@pytest.fixture
def task(year: YearEnd) -> Open:
    return year.open("score", "so-gddt")


def title(year: YearEnd, post_id: str) -> str:
    return str(year.value("SELECT title_vi FROM post WHERE id = :id", id=post_id))


def say(person: Person, task: Open, words: str, *named: str) -> int:
    fields = [("text", words), *(("named", post) for post in named)]
    page = f"/tasks/{task.id}?tab=comments"
    return person.post(f"/tasks/{task.id}/comments", fields, at=page).status_code


def test_who_is_named_finds_it_in_the_list_and_it_is_gone_once_opened(
    year: YearEnd, task: Open
) -> None:
    officer, head = year.as_post(OFFICER), year.as_post(HEAD)
    assert say(officer, task, f"Nhờ @{title(year, HEAD)} xem tiêu chí 3.") == 303
    listed = head.get("/tasks").text
    assert 'id="named"' in listed
    assert "xem tiêu chí 3" in listed
    assert "Có người nhắc đến bạn" in head.get(f"/tasks/{task.id}").text
    there = f"/tasks/{task.id}?tab=comments"
    shown = head.get(there).text
    assert f'<b class="named">@{title(year, HEAD)}</b>' in shown.replace("&amp;", "&")
    assert 'tag-now">Nhắc đến bạn' in shown
    comment = str(year.value("SELECT max(CAST(id AS text)) FROM comment"))
    answer = head.post(f"/tasks/{task.id}/named", {"comment": comment}, at="/tasks")
    assert answer.location == f"{there}#said-{comment}"
    assert 'id="named"' not in head.get("/tasks").text
    assert 'tag-now">Nhắc đến bạn' not in head.get(there).text


def test_the_cases_discussion_shows_whom_a_remark_names(year: YearEnd, task: Open) -> None:
    officer = year.as_post(OFFICER)
    say(officer, task, f"Nhờ @{title(year, HEAD)} <i>", "bac-giang/thanh-tra/auditor")
    case = year.value("SELECT case_id FROM task WHERE id = :id", id=task.id)
    page = officer.get(f"/cases/{case}?tab=discussion").text.replace("&amp;", "&")
    assert f'<b class="named">@{title(year, HEAD)}</b> &lt;i&gt;' in page
    assert f'<b class="named">{title(year, "bac-giang/thanh-tra/auditor")}</b>' in page


def test_reading_the_pages_alone_changes_nothing(year: YearEnd, task: Open) -> None:
    say(year.as_post(OFFICER), task, "xem", HEAD)
    head = year.as_post(HEAD)
    for address in (f"/tasks/{task.id}", f"/tasks/{task.id}?tab=comments", "/tasks", "/tasks"):
        head.get(address)
    assert 'id="named"' in head.get("/tasks").text


def test_named_twice_and_chosen_is_one_notice_and_one_mail(year: YearEnd, task: Open) -> None:
    name = title(year, HEAD)
    assert say(year.as_post(OFFICER), task, f"@{name} và @{name.upper()}", HEAD) == 303
    assert year.value("SELECT count(*) FROM mention") == 1
    assert year.value(MAILS) == 1
    told = "SELECT subject_vi || body_vi FROM mail WHERE kind = 'mention'"
    assert "Nhắc đến bạn: Tự chấm điểm" in str(year.value(told))


def test_one_person_in_two_named_posts_gets_one_mail(year: YearEnd, task: Open) -> None:
    with year.begin() as session:
        session.execute(
            text("""
            INSERT INTO appointment(id, person_id, post_id, valid_from)
            SELECT gen_random_uuid(), person_id, :auditor, valid_from FROM appointment
            WHERE post_id = :head
            """),
            {"auditor": "bac-giang/thanh-tra/auditor", "head": HEAD},
        )
        session.execute(
            text("UPDATE appointment SET valid_to = valid_from WHERE post_id = :a"
                 " AND person_id NOT IN"
                 " (SELECT person_id FROM appointment WHERE post_id = :h)"),
            {"a": "bac-giang/thanh-tra/auditor", "h": HEAD},
        )  # fmt: skip
    say(year.as_post(OFFICER), task, "xem", HEAD, "bac-giang/thanh-tra/auditor")
    assert year.value("SELECT count(*) FROM mention") == 2
    assert year.value(MAILS) == 1


@pytest.mark.parametrize(
    "post",
    [
        "bac-giang/so-tttt/head",
        "bac-giang/so-khcn/appraiser",
        "bac-giang/quan-tri/administrator",
        OFFICER,
        "x",
        "",
    ],
)
def test_who_does_not_see_the_remark_is_not_offered_and_cannot_be_named(
    year: YearEnd, task: Open, post: str
) -> None:
    officer = year.as_post(OFFICER)
    page = officer.get(f"/tasks/{task.id}?tab=comments").text
    assert f'name="named" value="{post}"' not in page
    assert f'name="named" value="{HEAD}"' in page
    assert say(officer, task, "xem", post) == 422
    assert year.value("SELECT count(*) FROM comment") == 0
    if name := title(year, post).replace("None", ""):
        assert say(officer, task, f"@{name} xem") == 303
    assert year.value("SELECT count(*) FROM mention") == 0


def test_the_appraiser_may_be_named_once_the_sheet_is_handed_in(year: YearEnd, task: Open) -> None:
    appraiser = "bac-giang/so-khcn/appraiser"
    with year.begin() as session:
        reached = """INSERT INTO milestone SELECT case_id, 'handed_in', key, 1, opened_at, NULL
          FROM task WHERE id = :id"""
        session.execute(text(reached), {"id": task.id})
    assert say(year.as_post(OFFICER), task, "xem", appraiser) == 303
    assert 'id="named"' in year.as_post(appraiser).get("/tasks").text


def test_a_vacant_post_or_a_locked_account_stays_text(year: YearEnd, task: Open) -> None:
    with year.begin() as session:
        session.execute(
            text("UPDATE person SET deactivated_at = created_at WHERE id IN"
                 " (SELECT person_id FROM appointment WHERE post_id = :head)"), {"head": HEAD}
        )  # fmt: skip
    officer = year.as_post(OFFICER)
    assert say(officer, task, f"@{title(year, HEAD)} xem") == 303
    assert say(officer, task, "xem", HEAD) == 422
    assert year.value("SELECT count(*) FROM mention") == 0


def test_the_notice_stays_with_the_post_when_its_holder_leaves(year: YearEnd, task: Open) -> None:
    say(year.as_post(OFFICER), task, "xem", HEAD)
    successor = year.person_with(HEAD)
    with year.begin() as session:
        left = (
            "UPDATE appointment SET valid_to = valid_from"
            " WHERE post_id = :post AND person_id <> :other"
        )
        session.execute(text(left), {"post": HEAD, "other": successor})
    holds = "SELECT person_id FROM appointment WHERE post_id = :post AND valid_to IS NULL"
    found = year.value(holds, post=HEAD)
    assert found == successor
    assert 'id="named"' in year.as_post(HEAD).get("/tasks").text


def test_answering_is_seeing(year: YearEnd, task: Open) -> None:
    say(year.as_post(OFFICER), task, "xem", HEAD)
    head = year.as_post(HEAD)
    assert say(head, task, "Đã xem.") == 303
    assert 'id="named"' not in head.get("/tasks").text


def test_a_stranger_cannot_mark_it_seen_nor_tell_the_task_from_none(
    year: YearEnd, task: Open
) -> None:
    say(year.as_post(OFFICER), task, "xem", HEAD)
    stranger = year.as_post("bac-giang/so-tttt/head")
    for task_id in (task.id, UUID(int=7)):
        assert stranger.post(f"/tasks/{task_id}/named", {}, at="/tasks").status_code == 404
    assert year.value("SELECT count(*) FROM mention WHERE seen_at IS NULL") == 1


def test_a_simulated_case_writes_to_nobody(year: YearEnd, task: Open) -> None:
    with year.begin() as session:
        session.execute(text("UPDATE case_ SET simulated = true"))
    say(year.as_post(OFFICER), task, "xem", HEAD)
    assert year.value(MAILS) == 0
    assert 'id="named"' in year.as_post(HEAD).get("/tasks").text


def test_what_is_typed_is_shown_as_it_is_and_only_our_pages_are_links(
    year: YearEnd, task: Open
) -> None:
    officer = year.as_post(OFFICER)
    ours = f"/tasks/{task.id}"
    here = f"http://localhost:8024{ours}"
    words = f"<b>x</b> {ours}, {here} https://x.vn{ours} javascript:{ours} <i>@x</i>"
    assert say(officer, task, words) == 303
    shown = officer.get(f"{ours}?tab=comments").text
    assert "&lt;b&gt;x&lt;/b&gt;" in shown
    assert "&lt;i&gt;@x&lt;/i&gt;" in shown
    assert f'<a href="{ours}">{ours}</a>, <a href="{ours}">http://localhost:8024{ours}</a>' in shown
    assert 'href="https://x.vn' not in shown
    assert f"</a> https://x.vn{ours} javascript:{ours} " in shown
