"""Another author's process at its pages: what is signed is seen, a return says why, words stay."""

import json
import re
from collections.abc import Iterator
from html import unescape

import pytest
from sqlalchemy import Engine, text

from tests.actions.definitions import own_process as own
from tests.actions.definitions.process_pages import REASON, ProcessPages
from tests.worlds.databases import Database
from tests.worlds.web.over_http import OverHttp
from tests.worlds.year import PRESS, SCHOOL, Year

LEADER = "bac-giang/so-khcn/head"


@pytest.fixture
def played(committed: Year, database: Database) -> Iterator[ProcessPages]:
    """Serve a case of the process in which every unit is asked to write."""
    http = OverHttp.on(database)
    yield ProcessPages(own.deployed(committed), http)
    http.close()


def test_who_signs_sees_what_is_signed_on_the_page_and_where_it_is_confirmed(
    played: ProcessPages,
) -> None:
    writes = played.year.task(own.WRITE, SCHOOL)
    played.attach(writes)
    assert played.post(writes, own.WRITTEN).status_code == 303
    signs = played.year.task(own.SIGN, SCHOOL)
    confirmed = unescape(played.post(signs, {own.RULING: own.GO}, "check").text)
    for page in (played.page(signs), confirmed):
        for said in ("Chỉ tiêu một", "1.234,5", "05/12/2024", "Đột xuất", "Ngày họp"):
            assert said in page
        assert re.search(r'href="/files/[0-9a-f-]{36}"[^>]*>.{0,900}dang-ky\.pdf', page, re.DOTALL)
    assert confirmed.index('id="password"') < confirmed.index("Chỉ tiêu một"), "few stops to it"


def test_a_record_is_read_in_both_languages(played: ProcessPages) -> None:
    played.post(played.year.task(own.WRITE, SCHOOL), own.WRITTEN)
    page = played.page(played.year.task(own.SIGN, SCHOOL), language="en")
    for said in ("What is registered", "Budget", "1,234.5", "Ad hoc", "Chỉ tiêu một"):
        assert said in page


def test_a_return_without_a_reason_is_refused_at_its_field(played: ProcessPages) -> None:
    played.post(played.year.task(own.WRITE, SCHOOL), own.WRITTEN)
    signs = played.year.task(own.SIGN, SCHOOL)
    for why in ("", "  "):
        answer = played.post(signs, {own.RULING: own.BACK, own.WHY: why})
        assert answer.status_code == 422
        assert f'id="e-{own.WHY}"' in answer.text


def test_a_returned_task_has_the_reason_on_top_and_what_was_written_in_its_fields(
    played: ProcessPages,
) -> None:
    page = played.page(played.returned())
    assert page.index(REASON) < page.index(f'name="{own.TEXT}"')
    assert "Chưa được" in page
    assert re.search(rf'name="{own.TEXT}"[^>]*>\s*Chỉ tiêu một</textarea>', page)
    assert re.search(rf'name="{own.SUM}" value="1\.?234,5"', page)
    assert re.search(rf'name="{own.DAY}" value="05/12/2024"', page)
    assert re.search(r'value="b" checked', page)
    assert re.search(rf'name="{own.MONEY}" value="25\.000\.000"', page)
    assert re.search(r'value="bac-giang/so-khcn" (checked|selected)', page)


def test_history_names_a_changed_amount_by_its_field(played: ProcessPages) -> None:
    played.post(played.returned(), {**own.WRITTEN, own.TEXT: "Chỉ tiêu hai", own.MONEY: 30000000})
    client, _ = played.http.signed_in(LEADER)
    page = unescape(client.get(f"/cases/{played.year.case_id}?tab=history").text)
    assert re.search(r"Đề nghị cấp:.*25\.000\.000.*30\.000\.000", page)


def test_a_required_file_and_a_minimum_are_asked_for_whatever_the_form_is_called(
    committed: Year, database: Database
) -> None:
    http = OverHttp.on(database)
    played = ProcessPages(own.deployed(committed, required=True), http)
    writes = played.year.task(own.WRITE, SCHOOL)
    answer = played.post(writes, own.WRITTEN)
    assert answer.status_code == 422
    assert f'id="e-file.{own.PAPER}."' in answer.text
    played.attach(writes)
    low = played.post(writes, {**own.WRITTEN, own.SUM: "0,4"})
    assert low.status_code == 422
    assert f'id="e-{own.SUM}"' in low.text
    assert "0,5" in low.text
    again = played.returned()
    assert played.post(again, own.WRITTEN).status_code == 303, "its file came with the first"
    http.close()


def test_history_tells_the_difference_of_two_records_in_the_words_of_the_form(
    played: ProcessPages, engine: Engine
) -> None:
    played.post(played.returned(), {**own.WRITTEN, own.TEXT: "Chỉ tiêu hai", own.SUM: "12"})
    with engine.connect() as connection:
        told = connection.execute(
            text("""
            SELECT p.payload FROM event e JOIN event_payload p ON p.event_id = e.id
            WHERE e.kind = 'task.completed' AND p.element = :e ORDER BY e.seq DESC LIMIT 1
            """),
            {"e": own.WRITE},
        ).scalar_one()
    assert json.loads(told)["changes"] == [
        {"path": own.TEXT, "old": "Chỉ tiêu một", "new": "Chỉ tiêu hai"},
        {"path": own.SUM, "old": "1234.5", "new": "12"},
    ]


def test_history_says_outcomes_and_changes_in_the_words_of_the_form(played: ProcessPages) -> None:
    played.post(played.returned(), {**own.WRITTEN, own.TEXT: "Chỉ tiêu hai", own.KIND: "a"})
    client, _ = played.http.signed_in(f"{SCHOOL}/officer")
    for language, said in (
        ("vi", ("Chưa được", "Nội dung đăng ký", "Đột xuất", "Thường xuyên")),
        ("en", ("Not yet", "What is registered", "Ad hoc")),
    ):
        client.set_cookie("lang", language)
        page = unescape(client.get(f"/cases/{played.year.case_id}?tab=history").text)
        client.set_cookie("lang", "vi")
        assert all(each in page for each in said), language
        assert own.BACK not in page


def test_a_table_shows_the_newest_record_of_every_unit(played: ProcessPages) -> None:
    for task in played.year.tasks(own.WRITE):
        played.post(task, {**own.WRITTEN, own.TEXT: f"Chỉ tiêu của {task.key}"})
    keys = [task.key for task in played.year.tasks(own.SIGN)]
    for task in played.year.tasks(own.SIGN):
        played.post(task, {own.RULING: own.GO})
    page = played.page(played.year.task(own.PUBLISH))
    assert len(keys) > 2
    assert all(f"Chỉ tiêu của {key}" in page for key in keys)


def test_what_is_done_stays_readable_as_it_was_done(played: ProcessPages) -> None:
    first = played.year.task(own.WRITE, SCHOOL)
    again = played.returned()
    played.post(again, {**own.WRITTEN, own.TEXT: "Chỉ tiêu hai"})
    assert "Chỉ tiêu một" in played.page(first)
    assert "Chỉ tiêu hai" not in played.page(first)


def test_others_see_a_shown_record_by_its_own_circle_not_by_that_of_the_page(
    played: ProcessPages,
) -> None:
    done = played.year.task(own.WRITE, SCHOOL)
    played.post(done, own.WRITTEN)
    signs = played.year.task(own.SIGN, SCHOOL)
    assert "Chỉ tiêu một" in played.page(signs, post=LEADER)
    assert "Chỉ tiêu một" in played.page(done, post=LEADER)
    member = f"{PRESS}/head"
    assert "Chỉ tiêu một" not in played.page(signs, post=member)
    assert played.http.signed_in(member)[0].get(f"/tasks/{done.id}").status_code == 404


def test_a_record_keeps_the_words_of_the_version_it_was_made_by(
    played: ProcessPages, engine: Engine
) -> None:
    played.post(played.year.task(own.WRITE, SCHOOL), own.WRITTEN)
    with played.year.begin() as session:
        other = {**own.FIELDS, own.TEXT: {"type": "string", "title": "Tên khác", "maxLength": 9}}
        version = own.publish(session, own.files(other))
    with engine.begin() as connection:
        connection.execute(text("UPDATE instance SET definition_hash = :h"), {"h": version})
    page = played.page(played.year.task(own.SIGN, SCHOOL))
    assert "Nội dung đăng ký" in page
    assert "Tên khác" not in page


def test_pages_and_acts_keep_to_their_statements(played: ProcessPages) -> None:
    costs(played, PRESS)  # what is kept in memory is read with the first
    pages, completed, signed = costs(played, SCHOOL)
    assert pages == (8, 8)
    assert completed == (5, 1)
    assert signed == ((7, 3), (8, 3)), "a password that is asked for commits by itself"


def costs(
    played: ProcessPages, key: str
) -> tuple[tuple[int, int], tuple[int, int], tuple[tuple[int, int], tuple[int, int]]]:
    """Answer what a unit's round costs: two pages, a completion, a return, a signature."""
    completed = played.counted_post(played.year.task(own.WRITE, key), own.WRITTEN)
    signs = played.year.task(own.SIGN, key)
    shown = played.counted_page(signs)
    returned = played.counted_post(signs, {own.RULING: own.BACK, own.WHY: REASON})
    again = played.year.task(own.WRITE, key)
    reopened = played.counted_page(again)
    played.post(again, own.WRITTEN)
    signed = played.counted_post(played.year.task(own.SIGN, key), {own.RULING: own.GO})
    return (shown, reopened), completed, (returned, signed)
