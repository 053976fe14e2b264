"""A bloc's own words come into force with its year: told old and new, taken over by the next."""

from typing import Final

from sqlalchemy.orm import Session

from server.domain.bloc_draft import beginning, document
from server.domain.bloc_draft.parts import DraftPart
from server.domain.deadlines import local_day
from server.store.blocs import bloc_years
from tests.actions.bloc_drafts.drafting import OFFICER, in_force, made, saved
from tests.domain import bloc_years as documents
from tests.worlds.rows import rows
from tests.worlds.year import PLAN, Year

ROW: Final = {"process": "plan", "printout": "plan", "own": "Lời quy trình"}
TOLD: Final = """
SELECT CAST(p.payload AS jsonb) -> 'changes' FROM event e JOIN event_payload p ON p.event_id = e.id
WHERE e.kind = 'bloc_year.imported' ORDER BY e.act_time DESC LIMIT 1"""


def worded(year: Year, session: Session, text: str) -> None:
    """Put a text in force, by the officer of Home Affairs."""
    officer = year.holder(OFFICER)
    draft = made(year, session, documents.PLAN)
    saved(year, session, draft, officer, DraftPart.WORDINGS, [{**ROW, "text": text}])
    in_force(session, draft, officer, year.tick())


def test_old_and_new_are_told_and_both_versions_kept(year: Year, session: Session) -> None:
    worded(year, session, "Lời thứ nhất")
    worded(year, session, "Lời thứ hai")
    path = "plan.plan.wording"
    assert rows(session, TOLD) == [([{"path": path, "old": "Lời thứ nhất", "new": "Lời thứ hai"}],)]
    texts = rows(session, "SELECT count(*) FROM bloc_year_version WHERE source LIKE '%Lời thứ%'")
    assert texts == [(2,)]
    draft = made(year, session, documents.PLAN)
    in_force(session, draft, year.holder(OFFICER), year.tick())
    assert rows(session, TOLD) == [
        ([{"path": path, "old": "Lời thứ hai", "new": "Lời quy trình"}],)
    ]


def test_the_next_year_and_a_draft_of_this_one_begin_with_them(
    year: Year, session: Session
) -> None:
    worded(year, session, "Lời của Khối")
    version = bloc_years.version_on(session, PLAN, local_day(year.now))
    assert version is not None
    for of, waits in ((2025, True), (2024, False)):
        begun = beginning.moved(version.source, base=PLAN, year=of)
        values = document.read(begun.document)
        assert values["wordings"] == [{**ROW, "text": "Lời của Khối"}]
        assert ("deadlines.self_score" in begun.to_check) is waits


def test_a_file_says_what_the_page_saved(year: Year, session: Session) -> None:
    worded(year, session, "Hai dòng\nvà “ngoặc” {year}")
    version = bloc_years.version_on(session, PLAN, local_day(year.now))
    assert version is not None
    year.imported(version.source.replace("Hai dòng", "Đúng hai dòng"))
    [([told],)] = rows(session, TOLD)
    assert told["new"] == "Đúng hai dòng\nvà “ngoặc” {year}"
