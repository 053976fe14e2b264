"""The pages of a case whose process is data alone: nothing of scores, votes and awards."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text

from server.actions.transaction import transactions
from server.demo.sample_cases import Playing, SampleCase, sample_cases
from tests.demo.resting import play_rested_on
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.web.pages import pages, sign_in
from tests.worlds.year import PLAN

CASES = sample_cases()
READERS = ("so-khcn.head", "so-khcn.secretary", "thanh-tra.auditor")
TABS, NONE = ("overview", "documents", "history", "discussion"), ("scores", "awards")
WORDS = re.compile(r"tab=(scores|awards)|Bảng điểm|[Tt]hứ hạng|[Xx]ếp hạng|kiểm phiếu|bỏ phiếu")


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


def addresses(database: Database, case_id: object) -> list[str]:
    """List the pages of a case: its parts, and every task of it with its parts."""
    engine = create_engine(database.url)
    query = text("SELECT id FROM task WHERE case_id = :case")
    with engine.connect() as connection:
        tasks = connection.execute(query, {"case": case_id}).scalars().all()
    engine.dispose()
    of_case = [f"/cases/{case_id}?tab={tab}" for tab in TABS]
    return [*of_case, *(f"/tasks/{task}?tab={tab}" for task in tasks for tab in ("form", "case"))]


def mentions(client: FlaskClient, way: str) -> list[str]:
    answer = client.get(way)
    assert answer.status_code == 200, way
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    return [found.group() for found in WORDS.finditer(main)]


@pytest.mark.parametrize("case", CASES, ids=[case.kind for case in CASES])
def test_no_page_of_it_mentions_scores_votes_or_ranks(database: Database, case: SampleCase) -> None:
    play_rested_on(transactions(database.url), PLAN, case)
    case_id = Playing(begin=transactions(database.url), bloc_year_id=PLAN).play(case)
    app, ways = pages(database), addresses(database, case_id)
    for login in READERS:
        client = sign_in(app, login)
        for tab in NONE:
            assert client.get(f"/cases/{case_id}?tab={tab}").status_code == 404, tab
        found = {way: words for way in ways if (words := mentions(client, way))}
        assert found == {}, login
