"""A bloc-year that is handed over and put in force: known posts, all or nothing, no right given."""

import pytest
from sqlalchemy.orm import Session

from server.actions.bloc_drafts import make_bloc_draft, pass_bloc_draft, save_part
from server.domain.bloc_draft import document
from server.domain.bloc_draft.beginning import Beginning
from server.domain.bloc_draft.drafts import (
    DatesUnchecked,
    DraftHeldElsewhere,
    DraftUnready,
    LeaderUnnamed,
    OrganisationMistaken,
)
from server.domain.bloc_draft.parts import DraftPart
from server.domain.refusals import Refusal
from server.store.blocs import bloc_drafts, bloc_years
from tests.actions.bloc_drafts.drafting import (
    DOCUMENT,
    LETTER,
    NEXT,
    OFFICER,
    found,
    in_force,
    made,
    saved,
)
from tests.worlds.rows import rows
from tests.worlds.year import DEPUTY, PLAN, Year


def test_what_is_put_in_force_is_imported_and_opens_cases_by_it(
    year: Year, session: Session
) -> None:
    draft, officer = made(year, session), year.holder(OFFICER)
    imported = in_force(session, draft, officer, year.tick())
    assert imported.bloc_year_id == NEXT
    version = bloc_years.version_on(session, NEXT, imported.effective_from)
    assert version is not None
    assert version.rules_digest == imported.rules_digest
    assert found(session, draft).state == "in_force"
    with pytest.raises(DraftHeldElsewhere):
        pass_bloc_draft.drop(session, draft, note="", actor=officer, now=year.now)


def test_persons_of_a_draft_get_neither_account_nor_post(year: Year, session: Session) -> None:
    person = """
[[persons]]
login = "ke-moi"
name = "Kẻ Mới"
appointments = [{ post = "bac-giang/quan-tri/administrator", from = 2024-01-01 }]
"""
    draft = made(year, session, DOCUMENT + person)
    in_force(session, draft, year.holder(OFFICER), year.tick())
    assert rows(session, "SELECT 1 FROM person WHERE login = 'ke-moi'") == []


def test_nothing_with_mistakes_comes_into_force(year: Year, session: Session) -> None:
    draft, officer = made(year, session), year.holder(OFFICER)
    saved(year, session, draft, officer, DraftPart.AWARDS, [])
    with pytest.raises(DraftUnready) as refused:
        in_force(session, draft, officer, year.tick())
    assert refused.value.count > 0
    assert bloc_years.version_on(session, NEXT, year.now.date()) is None


def test_what_was_only_moved_by_a_year_is_looked_at_first(year: Year, session: Session) -> None:
    officer = year.holder(OFFICER)
    begins = Beginning(
        document=DOCUMENT, base=PLAN, to_check=["bloc.effective_from", "deadlines.self_score"]
    )
    draft = make_bloc_draft.make(session, begins, LETTER, actor=officer, now=year.tick())
    with pytest.raises(DatesUnchecked):
        in_force(session, draft, officer, year.tick())
    values = document.read(DOCUMENT)
    assert saved(year, session, draft, officer, DraftPart.BLOC, values["bloc"])
    assert found(session, draft).to_check == ("deadlines.self_score",)
    deadlines = {DraftPart.DEADLINES: values["deadlines"]}
    seen = {DraftPart.DEADLINES: document.seal(document.read(DOCUMENT), DraftPart.DEADLINES)}
    for checked, left in ((["deadlines.other"], 1), (["deadlines.self_score"], 0)):
        save_part.save(
            session, draft, deadlines, seen=seen, checked=checked, actor=officer, now=year.tick()
        )
        assert len(found(session, draft).to_check) == left
    in_force(session, draft, officer, year.tick())


def test_new_units_and_posts_are_there_once_it_is_handed_over(year: Year, session: Session) -> None:
    new = DOCUMENT.replace("bac-giang/so-khcn", "bac-giang/so-moi").replace(
        "Ban Dân tộc tỉnh", "Ban Dân tộc đổi tên"
    )
    draft, officer = made(year, session, new), year.holder(OFFICER)
    before = rows(session, "SELECT name_vi FROM unit_name WHERE unit_id = :id", id=DEPUTY)
    post = pass_bloc_draft.hand_over(session, draft, note="", actor=officer, now=year.tick())
    assert post == "bac-giang/so-moi/secretary"
    assert bloc_years.known_posts(session, [post]) == {post}
    assert rows(session, "SELECT name_vi FROM unit_name WHERE unit_id = :id", id=DEPUTY) == before
    assert [each.id for each in bloc_drafts.with_secretary(session, post, most=9)] == [draft]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (DOCUMENT.replace('role = "leader"', 'role = "member"', 1), LeaderUnnamed),
        (DOCUMENT.replace('id = "bac-giang/so-gddt"', 'id = "So GD"', 1), OrganisationMistaken),
    ],
)
def test_it_is_handed_over_to_somebody_only(
    year: Year, session: Session, text: str, refusal: type[Refusal]
) -> None:
    draft = made(year, session, text)
    with pytest.raises(refusal):
        pass_bloc_draft.hand_over(session, draft, note="", actor=year.holder(OFFICER), now=year.now)
