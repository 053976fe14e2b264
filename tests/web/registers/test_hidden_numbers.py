"""What became of a number whose document one does not see is told by no filter and no count."""

from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from tests.web.registers.test_register_pages import REGISTER, entry, hidden, reserve
from tests.worlds.processes.numbered import Numbered
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send


def test_what_became_of_a_number_out_of_sight_is_told_by_no_filter_and_no_count(
    numbered: Numbered, as_post: SignIn, secretary: FlaskClient, engine: Engine
) -> None:
    numbered.process = hidden()
    numbered.deploy().open().first()
    numbered.open().first()
    where = f"/registers/numbers/{entry(engine, 2)}/cancel"
    assert send(secretary, where, {"reason": "Ghi nhầm"}, at=REGISTER).status_code == 303
    stranger = as_post("so-gddt.head")
    assert "02/KH" in secretary.get(f"{REGISTER}?odd=1").text
    assert "02/KH" not in stranger.get(f"{REGISTER}?odd=1").text
    assert "02/KH" in stranger.get(REGISTER).text
    row = stranger.get("/registers").text.partition("<tbody>")[2]
    assert "1 số hủy" in secretary.get("/registers").text
    assert "số hủy" not in row
    assert "/11/2024" not in row


def test_the_odd_numbers_one_sees_fill_their_pages(
    numbered: Numbered, as_post: SignIn, engine: Engine
) -> None:
    numbered.process = hidden()
    numbered.deploy()
    for number in range(52):
        reserve(numbered, f"Công văn {number}")
    numbered.open().first()
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE register_entry SET state = 'cancelled' WHERE sequence = 53")
        )
    stranger = as_post("so-gddt.head")
    page = stranger.get(f"{REGISTER}?odd=1").text
    assert page.count("Công văn ") == 50
    assert "before=3" in page
    assert stranger.get(f"{REGISTER}?odd=1&before=3").text.count("Công văn ") == 2
