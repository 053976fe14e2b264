"""A number may be of a year that has no rules: its register is never out of everybody's sight."""

from datetime import UTC, date, datetime

from flask.testing import FlaskClient

from server.actions.documents import register_acts
from server.actions.documents.register_acts import Reservation
from tests.worlds.processes.numbered import SECRETARY, Numbered
from tests.worlds.web.pages import SignIn


def reserved_in_2027(numbered: Numbered) -> str:
    """Reserve a number three years after the newest rules; return the page of its register."""
    wanted = Reservation(
        bloc_id=numbered.bloc_id, day=date(2027, 1, 29), reason="Công văn giấy", type="KH"
    )
    actor, at = numbered.year.holder(SECRETARY), datetime(2027, 2, 1, 2, 0, tzinfo=UTC)
    with numbered.year.begin() as session:
        register_acts.reserve(session, wanted, actor=actor, now=at)
    return f"/registers/{numbered.bloc_id}/2027/KH"


def test_who_looks_into_the_nearest_year_looks_into_it(
    numbered: Numbered, leader: FlaskClient
) -> None:
    page = reserved_in_2027(numbered)
    assert "01/KH-KTĐVHXH1" in leader.get(page).text
    assert f'href="{page}"' in leader.get("/registers").text


def test_a_stranger_finds_it_no_more_than_any_other(numbered: Numbered, as_post: SignIn) -> None:
    assert as_post("quan-tri.administrator").get(reserved_in_2027(numbered)).status_code == 404
