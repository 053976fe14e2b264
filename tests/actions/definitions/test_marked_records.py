"""Another author's process: what was sent back and changed is marked where it is approved."""

import re
from collections.abc import Iterator
from html import unescape

import pytest

from tests.actions.definitions import own_process as own
from tests.actions.definitions.process_pages import REASON, ProcessPages
from tests.worlds.databases import Database
from tests.worlds.web.over_http import OverHttp
from tests.worlds.year import PRESS, SCHOOL, Year


@pytest.fixture
def played(committed: Year, database: Database) -> Iterator[ProcessPages]:
    """Serve a case of the process in which every unit is asked to write."""
    http = OverHttp.on(database)
    yield ProcessPages(own.deployed(committed), http)
    http.close()


def test_a_return_that_was_answered_stands_on_the_page_of_who_returned_it_alone(
    played: ProcessPages,
) -> None:
    played.post(played.returned(), {**own.WRITTEN, own.TEXT: "Chỉ tiêu hai"})
    signs = played.year.task(own.SIGN, SCHOOL)
    page = played.page(signs)
    assert page.index(REASON) < page.index("Đọc bản bị trả lại")
    assert _marks(page, "del") == ["một"]
    assert _marks(page, "ins") == ["hai"]
    assert not re.search(rf'name="{own.WHY}"[^>]*>\s*{REASON}', page)
    assert REASON not in played.page(played.year.task(own.WRITE, PRESS))


def test_a_first_version_and_what_comes_back_unchanged_mark_nothing(played: ProcessPages) -> None:
    again = played.returned()
    assert "Thay đổi so với bản bị trả lại" not in played.page(again)
    played.post(again, own.WRITTEN)
    page = played.page(played.year.task(own.SIGN, SCHOOL))
    assert "Không chữ nào trong các ô thay đổi." in page
    assert _marks(page, "ins") == _marks(page, "del") == []
    played.post(played.year.task(own.WRITE, PRESS), own.WRITTEN)
    assert "bản bị trả lại" not in played.page(played.year.task(own.SIGN, PRESS))


def test_who_signs_what_was_changed_says_that_they_read_it_and_a_wrong_password_keeps_that(
    played: ProcessPages,
) -> None:
    played.post(played.returned(), {**own.WRITTEN, own.KIND: "a", own.TEXT: "Chỉ tiêu quý hai"})
    signs = played.year.task(own.SIGN, SCHOOL)
    sent = {own.RULING: own.GO}
    confirmed = unescape(played.post(signs, sent, "check").text)
    assert 'name="_read" value="1" required' in confirmed
    assert confirmed.index(REASON) < confirmed.index('id="sign-title"'), "why it was returned first"
    told = re.findall(r"<li><a [^>]*>([^<]*)</a>:(.*?)</li>", confirmed, re.DOTALL)
    unasked = {label for label, said in told if "không nhắc đến" in said}
    assert ({label for label, _ in told}, unasked) == ({"Nội dung đăng ký", "Loại"}, {"Loại"})
    unread = played.post(signs, {**sent, "_marked": "1"})
    assert unread.status_code == 422
    assert 'id="read-error"' in unread.text
    wrong = played.post(signs, {**sent, "_marked": "1", "_read": "1", "password": "khong-phai"})
    assert wrong.status_code in {403, 422}
    assert re.search(r'name="_read"[^>]* checked', wrong.text)
    back = unescape(played.post(signs, {own.RULING: own.BACK, own.WHY: REASON}, "check").text)
    assert 'name="_read"' not in back, "a return is sent without having read what it returns"
    assert played.post(signs, {**sent, "_marked": "1", "_read": "1"}).status_code == 303


def test_an_earlier_version_is_shown_to_nobody_who_may_not_open_it(played: ProcessPages) -> None:
    played.post(played.returned(), {**own.WRITTEN, own.TEXT: "Chỉ tiêu hai"})
    signs = played.year.task(own.SIGN, SCHOOL)
    assert "Chỉ tiêu một" not in played.page(signs, post=f"{PRESS}/head")


def test_a_row_of_a_table_that_changed_since_the_return_is_marked_and_no_other(
    committed: Year, database: Database
) -> None:
    made = own.files()
    as_before = f'{own.SIGN} = {{ see = "all", act = "sign"'
    made[f"{own.KEY}.toml"] = made[f"{own.KEY}.toml"].replace(
        as_before, f'{as_before}, shows = ["table:{own.WRITE}"]'
    )
    with committed.begin() as session:
        own.publish(session, made)
    committed.open(own.KEY)
    http = OverHttp.on(database)
    played = ProcessPages(committed, http)
    played.post(committed.task(own.WRITE, PRESS), own.WRITTEN)
    played.post(played.returned(), {**own.WRITTEN, own.TEXT: "Chỉ tiêu hai"})
    page = played.page(committed.task(own.SIGN, SCHOOL))
    assert (_marks(page, "del"), _marks(page, "ins")) == (["một"], ["hai"])
    assert page.count('<tr class="changed">') == page.count("Đã sửa sau khi trả lại") == 1
    assert "Chỉ tiêu một" in page, "the other unit's row is as it was"
    http.close()


def _marks(page: str, kind: str) -> list[str]:
    """Read what is marked in a text: without the words that readers hear beside it."""
    found = re.findall(rf"<{kind}>(.*?)</{kind}>", page)
    return [re.sub(r"<span[^>]*>[^<]*</span>", "", each) for each in found]
