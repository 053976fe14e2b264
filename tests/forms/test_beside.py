"""What a rule says beside a broken field is told only where that field cannot change it."""

import pytest

from server.forms import Form, read
from server.forms.beside import still_sure
from tests.forms.shipped import FOLDER, written


@pytest.fixture
def form() -> Form:
    return read("council_vote", written(FOLDER / "council_vote.json"))


@pytest.mark.parametrize(
    ("broken", "path", "sure"),
    [
        ("votes.flag/bac-giang/so-khcn.yes", "votes.merit/bac-giang/so-gddt.yes", "sure"),
        ("votes.flag/bac-giang/so-khcn.yes", "votes.flag/bac-giang/so-khcn.reason", "open"),
        ("votes.flag/bac-giang/so-khcn.yes", "minutes_no", "sure"),
        ("present", "votes.flag/bac-giang/so-khcn.yes", "open"),
        ("minutes_no", "present", "sure"),
        ("held_on", "present", "open"),
        ("unknown", "present", "sure"),
    ],
)
def test_a_number_or_a_day_leaves_open_what_stands_in_its_row_and_below(
    form: Form, broken: str, path: str, sure: str
) -> None:
    assert still_sure(form, [broken], path) is (sure == "sure")
