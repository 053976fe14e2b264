"""A bloc-year made in the browser: whose it is, who saves what, and that nothing seen is lost."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from server.actions.bloc_drafts import make_bloc_draft, pass_bloc_draft, save_part
from server.actions.bloc_drafts.draft_access import seen_by
from server.actions.bloc_drafts.make_bloc_draft import FoundingFile
from server.config.keeping import KEEPING
from server.domain.bloc_draft import document
from server.domain.bloc_draft.beginning import Beginning
from server.domain.bloc_draft.drafts import (
    BlocYearFixed,
    BlocYearUnnamed,
    DraftHeldElsewhere,
    DraftThere,
    NotHomeAffairs,
    OtherProvinceDraft,
    PartChanged,
    PartNotYours,
)
from server.domain.bloc_draft.parts import SECRETARY_PARTS, DraftPart
from server.domain.bloc_draft.passed_on import DraftOver, DraftPassedOn
from server.domain.files.files import FileKindRefused
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.domain.texts.typed_text import CharacterRefused
from server.store.history import journal
from server.store.tasks import blobs
from tests.actions.bloc_drafts.drafting import (
    DOCUMENT,
    LETTER,
    NEXT,
    OFFICER,
    SECRETARY,
    found,
    in_force,
    made,
    saved,
)
from tests.worlds.rows import rows
from tests.worlds.year import ADMINISTRATOR, DEPUTY, LEADER, SCHOOL, Year

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
STRANGERS = [
    *(f"{LEADER}/head", f"{LEADER}/officer", f"{DEPUTY}/appraiser", f"{SCHOOL}/officer"),
    *("bac-giang/so-noi-vu/head", "bac-giang/thanh-tra/auditor", ADMINISTRATOR),
    *("bac-giang/hd-tdkt/secretary", "bac-giang/ubnd-tinh/chairman"),
]


def handed_over(year: Year, session: Session, text: str = DOCUMENT) -> UUID:
    draft = made(year, session, text)
    officer = year.holder(OFFICER)
    pass_bloc_draft.hand_over(session, draft, note="", actor=officer, now=year.tick())
    return draft


def told(session: Session) -> list[object]:
    found = rows(session, "SELECT kind FROM event WHERE stream = 'blocs' ORDER BY seq")
    return [kind for (kind,) in found]


def test_an_officer_of_home_affairs_makes_a_draft(year: Year, session: Session) -> None:
    draft = found(session, made(year, session))
    assert (draft.bloc_year_id, draft.state, draft.letter) == (NEXT, "making", LETTER.number)
    assert document.mistakes(draft.document) == ()
    assert told(session) == ["bloc_draft.made"]


@pytest.mark.parametrize("post", [SECRETARY, *STRANGERS])
def test_nobody_else_makes_one(year: Year, session: Session, post: str) -> None:
    with pytest.raises(NotHomeAffairs):
        make_bloc_draft.make(
            session, Beginning(document=DOCUMENT), LETTER, actor=year.holder(post), now=year.now
        )


def test_a_bloc_year_is_made_once_at_a_time(year: Year, session: Session) -> None:
    draft = made(year, session)
    with pytest.raises(DraftThere):
        made(year, session)
    pass_bloc_draft.drop(session, draft, note="", actor=year.holder(OFFICER), now=year.tick())
    made(year, session)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (DOCUMENT.replace("bac-giang/khoi-vhxh1", "ha-giang/khoi-vhxh1", 1), OtherProvinceDraft),
        (
            DOCUMENT.replace('province = "bac-giang"', 'province = "ha-giang"', 1),
            OtherProvinceDraft,
        ),
        (DOCUMENT.replace("bac-giang/khoi-vhxh1", "Khối 1", 1), BlocYearUnnamed),
        (DOCUMENT.replace("year = 2025", "year = 20255", 1), BlocYearUnnamed),
        ("", BlocYearUnnamed),
    ],
)
def test_a_draft_says_which_bloc_of_which_year_it_is_of(
    year: Year, session: Session, text: str, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        made(year, session, text)


def test_the_letter_is_kept_as_long_as_its_draft(year: Year, session: Session) -> None:
    officer = year.holder(OFFICER)
    draft = found(
        session,
        make_bloc_draft.make(
            session,
            Beginning(document=DOCUMENT),
            LETTER,
            file=FoundingFile(name="so\\15.pdf", data=PDF),
            actor=officer,
            now=year.now,
        ),
    )
    assert draft.letter_name == "15.pdf"
    blobs.sweep(session, year.now + 2 * KEEPING.files)
    assert blobs.read(session, draft.letter_sha256 or "") == PDF


def test_a_letter_is_a_file_that_may_be_handed_in(year: Year, session: Session) -> None:
    with pytest.raises(FileKindRefused):
        make_bloc_draft.make(
            session,
            Beginning(document=DOCUMENT),
            LETTER,
            file=FoundingFile(name="15.exe", data=PDF),
            actor=year.holder(OFFICER),
            now=year.now,
        )


@pytest.mark.parametrize("post", [SECRETARY, *STRANGERS])
def test_a_draft_is_not_there_for_others(year: Year, session: Session, post: str) -> None:
    draft, other = made(year, session), year.holder(post)
    with pytest.raises(NotThere):
        seen_by(session, draft, actor=other)
    with pytest.raises(NotThere):
        saved(year, session, draft, other, DraftPart.WAVES, [])
    with pytest.raises(NotThere):
        in_force(session, draft, other, year.now)


@pytest.mark.parametrize("post", STRANGERS)
def test_nor_after_it_was_handed_over(year: Year, session: Session, post: str) -> None:
    with pytest.raises(NotThere):
        seen_by(session, handed_over(year, session), actor=year.holder(post))


def test_the_secretary_saves_what_the_bloc_decides_and_nothing_else(
    year: Year, session: Session
) -> None:
    draft, secretary = handed_over(year, session), year.holder(SECRETARY)
    for part in DraftPart:
        value = document.read(DOCUMENT).get(part)
        if part in SECRETARY_PARTS:
            saved(year, session, draft, secretary, part, value or [])
        else:
            with pytest.raises(PartNotYours):
                saved(year, session, draft, secretary, part, value or [])


def test_who_has_handed_it_over_saves_nothing_until_it_is_back(
    year: Year, session: Session
) -> None:
    draft, officer = handed_over(year, session), year.holder(OFFICER)
    for act in (pass_bloc_draft.hand_over, pass_bloc_draft.drop):
        with pytest.raises(DraftHeldElsewhere):
            act(session, draft, note="", actor=officer, now=year.now)
    with pytest.raises(DraftHeldElsewhere):
        saved(year, session, draft, officer, DraftPart.WAVES, [])
    with pytest.raises(DraftHeldElsewhere):
        in_force(session, draft, officer, year.now)
    pass_bloc_draft.give_back(session, draft, note="", actor=officer, now=year.tick())
    with pytest.raises(DraftHeldElsewhere):
        saved(year, session, draft, year.holder(SECRETARY), DraftPart.WAVES, [])
    assert saved(year, session, draft, officer, DraftPart.LEGAL_BASES, [])
    kinds = ["made", "handed_over", "taken_back", "saved"]
    assert told(session) == [f"bloc_draft.{kind}" for kind in kinds]


def test_the_secretary_gives_it_back_and_neither_drops_nor_puts_it_in_force(
    year: Year, session: Session
) -> None:
    draft, secretary = handed_over(year, session), year.holder(SECRETARY)
    with pytest.raises(DraftHeldElsewhere):
        pass_bloc_draft.drop(session, draft, note="", actor=secretary, now=year.now)
    with pytest.raises(DraftHeldElsewhere):
        in_force(session, draft, secretary, year.now)
    pass_bloc_draft.give_back(session, draft, note="Xong", actor=secretary, now=year.tick())
    assert found(session, draft).state == "making"
    with pytest.raises(DraftPassedOn) as told:
        pass_bloc_draft.give_back(session, draft, note="", actor=secretary, now=year.now)
    assert (told.value.by, told.value.at) == (secretary.name, year.now)


def test_who_comes_after_it_was_dropped_is_told_who_dropped_it(
    year: Year, session: Session
) -> None:
    draft, officer = made(year, session), year.holder(OFFICER)
    pass_bloc_draft.drop(session, draft, note="", actor=officer, now=year.tick())
    with pytest.raises(DraftOver) as told:
        pass_bloc_draft.drop(session, draft, note="", actor=officer, now=year.now)
    assert (told.value.by, told.value.at) == (officer.name, year.now)


def test_what_another_window_saved_is_not_written_over(year: Year, session: Session) -> None:
    draft, officer = made(year, session), year.holder(OFFICER)
    seen = {DraftPart.WAVES: document.seal(document.read(DOCUMENT), DraftPart.WAVES)}
    first = {DraftPart.WAVES: [{"id": "dot-1", "name": "Đợt 1"}]}
    assert save_part.save(session, draft, first, seen=seen, actor=officer, now=year.tick())
    with pytest.raises(PartChanged):
        save_part.save(
            session, draft, {DraftPart.WAVES: []}, seen=seen, actor=officer, now=year.tick()
        )
    assert document.read(found(session, draft).document)["waves"] == first[DraftPart.WAVES]


def test_two_windows_save_two_parts(year: Year, session: Session) -> None:
    draft, officer = made(year, session), year.holder(OFFICER)
    seen = {part: document.seal(document.read(DOCUMENT), part) for part in DraftPart}
    for part in (DraftPart.WAVES, DraftPart.LEGAL_BASES):
        assert save_part.save(session, draft, {part: []}, seen=seen, actor=officer, now=year.tick())
    values = document.read(found(session, draft).document)
    assert values.keys().isdisjoint({"waves", "legal_bases"})


def test_what_changes_nothing_is_no_event(year: Year, session: Session) -> None:
    draft, officer = made(year, session), year.holder(OFFICER)
    units = document.read(found(session, draft).document)["units"]
    saved(year, session, draft, officer, DraftPart.UNITS, units)
    before = found(session, draft)
    assert not saved(year, session, draft, officer, DraftPart.UNITS, units)
    assert found(session, draft) == before


def test_a_draft_stays_of_its_bloc_and_year(year: Year, session: Session) -> None:
    draft, officer = made(year, session), year.holder(OFFICER)
    bloc = document.read(DOCUMENT)["bloc"]
    assert isinstance(bloc, dict)
    for other in ({**bloc, "year": 2026}, {**bloc, "id": "ha-giang/khoi"}, {}, "x"):
        with pytest.raises(BlocYearFixed):
            saved(year, session, draft, officer, DraftPart.BLOC, other)


def test_history_refuses_a_text_that_no_question_could_read(year: Year) -> None:
    with pytest.raises(CharacterRefused), year.begin() as session:
        journal.note(
            session,
            stream="blocs",
            kind="bloc_draft.saved",
            object="bloc_draft/1",
            actor=year.holder(OFFICER),
            payload={"note": "a\0b"},
            now=year.tick(),
        )
