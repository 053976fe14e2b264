"""A register searched by words: what the reader sees of each number, and nothing beside."""

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.web.registers.test_register_pages import REGISTER, hidden, reserve
from tests.worlds.processes.numbered import Numbered
from tests.worlds.web.pages import SignIn


def found(client: FlaskClient, typed: str) -> str:
    return client.get(f"{REGISTER}?q={quote(typed)}").text.partition("<main")[2]


@pytest.mark.parametrize("typed", ["cong van", "01/KH", "CÔNG VĂN giấy"])
def test_a_number_is_found_by_its_own_words(
    numbered: Numbered, leader: FlaskClient, typed: str
) -> None:
    reserve(numbered, "Công văn giấy")
    reserve(numbered, "Thông báo")
    page = found(leader, typed)
    assert "01/KH-KTĐVHXH1" in page
    assert "02/KH-KTĐVHXH1" not in page


def test_a_search_without_a_result_says_so_and_keeps_what_was_typed(
    numbered: Numbered, leader: FlaskClient
) -> None:
    reserve(numbered, "Công văn giấy")
    page = found(leader, "quyết định")
    assert "Không tìm thấy số nào" in page
    assert 'value="quyết định"' in page


def test_what_is_out_of_sight_is_found_by_its_number_alone(
    numbered: Numbered, as_post: SignIn
) -> None:
    numbered.process = hidden()
    numbered.deploy().open().first()
    stranger = as_post("so-gddt.head")
    assert "01/KH-KTĐVHXH1" in found(stranger, "01/KH")
    for typed in ("Kế hoạch", numbered.process.short, "Giám đốc"):
        assert "01/KH-KTĐVHXH1" not in found(stranger, typed)
