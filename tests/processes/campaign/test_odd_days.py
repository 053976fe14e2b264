"""The check before a case opens names odd days, and lets one go on."""

import pytest
from flask import Flask

from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.web.pages import pages, sign_in
from tests.worlds.web.posting import send
from tests.worlds.year import PLAN

LOOK = "Ngày nên xem lại"


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.YEAR_END


@pytest.fixture
def app(database: Database) -> Flask:
    return pages(database)


def test_the_check_names_odd_days_and_lets_one_go_on(app: Flask) -> None:
    officer = sign_in(app, "so-gddt.officer")
    address = f"/cases/open?bloc_year={PLAN}&kind=campaign"
    fields = {"field": "short", "title": "Đợt thi đua mẫu"}
    plain = send(officer, address, fields | {"starts": "02/09/2024", "ends": "20/12/2024"})
    assert 'name="_confirm"' in plain.text, plain.text
    assert LOOK not in plain.text
    odd = send(officer, address, fields | {"starts": "05/09/2023", "ends": "01/09/2024"})
    told = odd.text.partition(LOOK)[2].partition("</div>")[0]
    assert "05/09/2023" in told
    assert "không thuộc năm 2024" in told
    assert "01/09/2024" in told
    assert "đã qua" in told
    assert "ngày nghỉ" in told
    assert 'name="_confirm"' in odd.text, "one may go on"
