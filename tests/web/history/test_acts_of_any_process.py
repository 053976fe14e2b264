"""Acts of a process of pure data are filtered, counted and read like those of any other."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text

from server.actions.transaction import transactions
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.processes.borrowed_names import BorrowedNames
from tests.worlds.web.pages import SignIn, pages
from tests.worlds.year import Year

AUDITOR = "thanh-tra.auditor"
ASKED, VOTED, DECIDED = "Nêu việc", "Cấp trên có ý kiến", "Kết luận"


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def app(database: Database) -> Flask:
    return pages(database)


@pytest.fixture
def asked(database: Database) -> Year:
    """Answer a year with a matter that was asked, voted on, sent back, asked again."""
    year = Year(begin=transactions(database.url))
    BorrowedNames().open(year)
    round_of(year, {"said": "back", "why": "Chưa rõ"})
    return year


def round_of(year: Year, decided: dict[str, str]) -> None:
    year.do("score", {"note": "Xin ý kiến"})
    year.do("vote", {"choice": "yes"})
    year.do("decide", decided)


def found(auditor: FlaskClient, act: str) -> str:
    page = auditor.get(f"/audit?act={act}")
    assert page.status_code == 200
    return page.text.partition("<tbody")[2]


@pytest.mark.parametrize(
    ("act", "title"), [("other", ASKED), ("vote", VOTED), ("return", DECIDED), ("approve", DECIDED)]
)
def test_an_act_is_found_by_the_class_its_manifest_or_its_outcome_gives(
    asked: Year, as_post: SignIn, act: str, title: str
) -> None:
    round_of(asked, {"said": "take"})
    lines = found(as_post(AUDITOR), act)
    assert title in lines
    assert not [each for each in {ASKED, VOTED, DECIDED} - {title} if each in lines]


def test_what_was_refused_is_found_among_what_was_not_agreed(asked: Year, as_post: SignIn) -> None:
    auditor = as_post(AUDITOR)
    round_of(asked, {"said": "no", "why": "Không đúng thẩm quyền"})
    assert found(auditor, "return").count(DECIDED) == 2
    assert DECIDED not in found(auditor, "approve")


@pytest.mark.usefixtures("asked")
def test_a_form_called_score_scores_nothing_where_its_manifest_does_not_say_so(
    as_post: SignIn,
) -> None:
    assert ASKED not in as_post(AUDITOR).get("/audit?act=score").text


def test_its_returns_are_counted(asked: Year, as_post: SignIn) -> None:
    round_of(asked, {"said": "back", "why": "Vẫn chưa rõ"})
    round_of(asked, {"said": "take"})
    page = as_post("so-khcn.head").get(f"/cases/{asked.case_id}").text
    assert "2 lần trả lại" in page


def test_its_lines_read_in_both_languages(asked: Year, as_post: SignIn) -> None:
    round_of(asked, {"said": "no", "why": "Không đúng thẩm quyền"})
    head = as_post("so-khcn.head")
    assert "Không nhận" in head.get(f"/cases/{asked.case_id}?tab=history").text
    head.set_cookie("lang", "en")
    page = head.get(f"/cases/{asked.case_id}?tab=history").text
    assert "Not taken" in page
    assert "Không nhận" not in page


def test_an_event_older_than_classes_is_found_by_the_words_of_its_time(
    asked: Year, as_post: SignIn, database: Database
) -> None:
    asked.open("evaluation")
    asked.do("score", key="bac-giang/so-gddt")
    older(database)
    lines = found(as_post(AUDITOR), "score")
    assert "Tự chấm điểm" in lines


def older(database: Database) -> None:
    """Take the class out of all events, as those of versions before have none."""
    owner = create_engine(database.owner_url)
    with owner.begin() as connection:
        connection.execute(
            text("UPDATE event_payload SET act_class = '', act = '' WHERE act_class <> ''")
        )
    owner.dispose()
