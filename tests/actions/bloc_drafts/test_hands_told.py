"""Who is written to when a bloc-year in the making changes hands."""

from typing import cast
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.bloc_drafts import pass_bloc_draft
from server.store.blocs import draft_notes
from tests.actions.bloc_drafts.drafting import OFFICER, SECRETARY, in_force, made
from tests.worlds.rows import rows
from tests.worlds.worker import by_hand, list_anew
from tests.worlds.year import Year


@pytest.fixture
def addressed(year: Year, session: Session) -> Year:
    """Answer a year in which everybody has an address."""
    session.execute(text("UPDATE person SET email = login || '@co-quan.example'"))
    list_anew(session)
    by_hand(session, now=year.tick())
    return year


def written(session: Session) -> list[object]:
    found = rows(
        session,
        "SELECT post_id, body_vi, path FROM mail WHERE kind = 'bloc_draft' ORDER BY seq",
    )
    return [(row[0], str(row[1]).splitlines()[0], row[2]) for row in found]


def draft_of(year: Year, session: Session) -> UUID:
    draft = made(year, session)
    officer = year.holder(OFFICER)
    pass_bloc_draft.hand_over(session, draft, note="Nhớ hạn", actor=officer, now=year.tick())
    return draft


def test_each_hand_that_gets_it_is_written_to_and_no_other(
    addressed: Year, session: Session
) -> None:
    officer, secretary = addressed.holder(OFFICER), addressed.holder(SECRETARY)
    bloc, draft = (
        "Khối thi đua các cơ quan lĩnh vực Văn hóa - Xã hội 1",
        draft_of(addressed, session),
    )
    path, tick = f"/bloc-drafts/{draft}", addressed.tick
    pass_bloc_draft.give_back(session, draft, note="", actor=secretary, now=tick())
    pass_bloc_draft.hand_over(session, draft, note="", actor=officer, now=tick())
    pass_bloc_draft.give_back(session, draft, note="", actor=officer, now=tick())
    there = f"{officer.name} chuyển cho thư ký Trưởng khối năm thi đua đang lập: {bloc}."
    back = f"{secretary.name} gửi lại Sở Nội vụ năm thi đua đang lập: {bloc}."
    taken = f"{officer.name} (Sở Nội vụ) lấy lại năm thi đua đang lập: {bloc}."
    assert written(session) == [
        (SECRETARY, there, path),
        (OFFICER, back, path),
        (SECRETARY, there, path),
        (SECRETARY, taken, path),
    ]


def test_what_was_said_last_is_kept_until_it_changes_hands_again(
    addressed: Year, session: Session
) -> None:
    draft = draft_of(addressed, session)
    found = draft_notes.newest(session, draft)
    assert found is not None
    assert (found.text, found.name) == ("Nhớ hạn", addressed.holder(OFFICER).name)
    secretary = addressed.holder(SECRETARY)
    pass_bloc_draft.give_back(session, draft, note="", actor=secretary, now=addressed.tick())
    assert draft_notes.newest(session, draft) is None


def test_the_secretary_is_told_that_it_was_dropped_and_reads_why(
    addressed: Year, session: Session
) -> None:
    officer, draft = addressed.holder(OFFICER), draft_of(addressed, session)
    pass_bloc_draft.give_back(session, draft, note="", actor=officer, now=addressed.tick())
    pass_bloc_draft.drop(session, draft, note="Tỉnh rút lại", actor=officer, now=addressed.tick())
    post, said, path = cast("tuple[str, str, str]", written(session)[-1])
    assert (post, path) == (SECRETARY, f"/bloc-drafts/{draft}")
    assert said.startswith(f"{officer.name} (Sở Nội vụ) bỏ năm thi đua đang lập: ")
    found = draft_notes.newest(session, draft)
    assert found is not None
    assert found.text == "Tỉnh rút lại"


def test_the_secretary_is_told_that_it_is_in_force(addressed: Year, session: Session) -> None:
    officer, draft = addressed.holder(OFFICER), draft_of(addressed, session)
    pass_bloc_draft.give_back(session, draft, note="", actor=officer, now=addressed.tick())
    in_force(session, draft, officer, addressed.tick())
    post, said, _path = cast("tuple[str, str, str]", written(session)[-1])
    assert post == SECRETARY
    assert said.startswith(f"{officer.name} (Sở Nội vụ) đưa năm thi đua vào hiệu lực: ")


def test_who_never_had_it_is_told_nothing(addressed: Year, session: Session) -> None:
    officer, draft = addressed.holder(OFFICER), made(addressed, session)
    pass_bloc_draft.drop(session, draft, note="", actor=officer, now=addressed.tick())
    assert written(session) == []
