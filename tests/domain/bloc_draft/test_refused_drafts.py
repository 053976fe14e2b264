"""What a draft of a bloc-year is refused for, one by one."""

from collections.abc import Callable
from datetime import date

import pytest

from server.domain.bloc_draft.drafts import (
    LONGEST_LETTER,
    LONGEST_NOTE,
    BlocDraftState,
    DraftHeldElsewhere,
    DraftNoteTooLong,
    FieldsUnreadable,
    IssuedDamaged,
    LetterMissing,
    LetterOfTomorrow,
    LetterTooLong,
    NotAsIssued,
    NotHomeAffairs,
    PartNotYours,
    check_as_issued,
    check_characters,
    check_holds,
    check_letter,
    check_maker,
    check_note,
    check_part,
)
from server.domain.bloc_draft.parts import DraftPart, DraftSide, parts_of
from server.domain.people.delegations import Scope
from server.domain.refusals import Refusal
from tests.domain.people.actors import actor

TODAY = date(2024, 12, 9)
OTHERS = next(part for part in DraftPart if part not in parts_of(DraftSide.SECRETARY))
OFFICER = "p/so-noi-vu/officer"
UNITS = frozenset({"p/so-noi-vu"})


@pytest.mark.parametrize(
    ("why", "check"),
    [
        (IssuedDamaged, lambda: check_as_issued(None, why="")),
        (NotAsIssued, lambda: check_as_issued(2, why="")),
        (LetterMissing, lambda: check_letter(" ", TODAY, today=TODAY)),
        (LetterMissing, lambda: check_letter("15", None, today=TODAY)),
        (LetterTooLong, lambda: check_letter("x" * (LONGEST_LETTER + 1), TODAY, today=TODAY)),
        (LetterOfTomorrow, lambda: check_letter("15", date(2024, 12, 10), today=TODAY)),
        (FieldsUnreadable, lambda: check_characters([("name", "a\u202eb")])),
        (NotHomeAffairs, lambda: check_maker(actor(OFFICER), home_affairs=frozenset())),
        (NotHomeAffairs, lambda: check_maker(actor("p/so-noi-vu/head"), home_affairs=UNITS)),
        (
            NotHomeAffairs,
            lambda: check_maker(
                actor(OFFICER, scope=Scope(kinds=frozenset({"x"}))), home_affairs=UNITS
            ),
        ),
        (
            DraftHeldElsewhere,
            lambda: check_holds(DraftSide.SECRETARY, BlocDraftState.MAKING),
        ),
        (PartNotYours, lambda: check_part(DraftSide.SECRETARY, OTHERS)),
        (DraftNoteTooLong, lambda: check_note("x" * (LONGEST_NOTE + 1))),
    ],
)
def test_it_is_refused(why: type[Refusal], check: Callable[[], object]) -> None:
    with pytest.raises(why):
        check()


def test_what_is_in_order_is_let_pass() -> None:
    check_as_issued(0, why="")
    check_as_issued(2, why="Theo công văn 12.")
    assert check_letter(" 15/QĐ-UBND ", TODAY, today=TODAY).number == "15/QĐ-UBND"
    check_characters([("name", "Sở Y tế")])
    check_maker(actor(OFFICER), home_affairs=UNITS)
    check_holds(DraftSide.HOME_AFFAIRS, BlocDraftState.MAKING)
    check_part(DraftSide.HOME_AFFAIRS, OTHERS)
    assert check_note(" Xong. ") == "Xong."
