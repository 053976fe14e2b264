"""What a post is told: work that came back, a delivery that was opened, an act that is proven."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text

from tests.worlds import states
from tests.worlds.clocks import set_clock
from tests.worlds.databases import Database, State
from tests.worlds.web.evaluated import app, as_post
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send
from tests.worlds.year import SCHOOL, Year

__all__ = ["app", "as_post"]
OFFICER, HEAD = "so-gddt.officer", "so-gddt.head"
WHY = "Thiếu minh chứng tiêu chí 1.2"
OPENED = """
INSERT INTO receipt(task_id, at, person_id, person_name, post_title, on_behalf)
SELECT t.id, :at, t.done_by, t.done_name, t.done_post, '' FROM task t
WHERE t.element = 'score' AND t.key = :unit AND t.state = 'done' LIMIT 1
"""
PROVEN = """
INSERT INTO leaf(idx, entry, event_id) SELECT 0, sha256('x'), p.event_id FROM event_payload p
WHERE p.act_class = 'return' RETURNING event_id
"""


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def year(committed: Year, database: Database) -> Year:
    """Answer an evaluation in which a head has sent the sheet of their unit back."""
    committed.open("evaluation")
    committed.do("score", key=SCHOOL)
    committed.do("approve", {"verdict": "return", "comment": WHY}, key=SCHOOL)
    set_clock(database, committed.now)
    return committed


def told(client: FlaskClient) -> str:
    return client.get("/notices").text


def test_work_that_came_back_is_told_with_its_reason_to_who_does_it(as_post: SignIn) -> None:
    client = as_post(OFFICER)
    page = told(client)
    assert "Bị trả lại" in page
    assert WHY in page
    assert "Thông báo: 1 mới" in page
    assert "Bị trả lại" not in told(as_post(HEAD))
    assert "Bị trả lại" not in told(as_post("so-tttt.officer"))


def test_a_notice_ends_with_what_it_is_about(as_post: SignIn, year: Year) -> None:
    year.do("score", key=SCHOOL)
    assert "Bị trả lại" not in told(as_post(OFFICER))


def test_who_opened_a_case_is_told_that_a_delivery_of_it_was_opened(
    as_post: SignIn, year: Year
) -> None:
    with year.begin() as session:
        session.execute(text(OPENED), {"at": year.now, "unit": SCHOOL})
        opener = session.execute(text("SELECT opened_post FROM case_")).scalar_one()
    client = as_post(str(opener).partition("/")[2].replace("/", "."))
    assert "Nơi nhận đã mở văn bản" in told(client)
    assert "Nơi nhận đã mở văn bản" not in told(as_post("so-tttt.officer"))


def test_an_act_that_the_log_proves_is_told_to_who_did_it(
    as_post: SignIn, database: Database
) -> None:
    client = as_post(HEAD)
    assert "Biên nhận có bằng chứng" not in told(client)
    engine = create_engine(database.owner_url)
    with engine.begin() as connection:
        event = connection.execute(text(PROVEN)).scalar_one()
    engine.dispose()
    assert "Biên nhận có bằng chứng" in told(client)
    assert "Biên nhận có bằng chứng" not in told(as_post(OFFICER))
    answer = send(client, "/notices/read", {"key": f"proven/{event}"}, at="/notices")
    assert answer.location == "/receipts"
