"""Whose a draft of a bloc-year is, from state to state, and what its letter must say."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from server.domain.bloc_draft.parts import DraftPart, DraftSide, parts_of
from server.domain.bloc_file import FileMistake
from server.domain.people.actors import Actor
from server.domain.people.delegations import EVERYTHING
from server.domain.people.posts import Position
from server.domain.refusals import Refusal
from server.domain.texts.typed_text import readable
from server.domain.texts.words import Words
from server.domain.toml_file import ReadingCode
from server.texts import mended, unprintable

LONGEST_LETTER: Final = 100
"""Characters of a letter's number."""
LONGEST_NOTE: Final = 500
"""Characters said when a draft changes hands."""


class BlocDraftState(StrEnum):
    """Where a draft is; the last two are for good."""

    MAKING = "making"
    WITH_SECRETARY = "with_secretary"
    IN_FORCE = "in_force"
    DROPPED = "dropped"


HELD_BY: Final = {
    BlocDraftState.MAKING: DraftSide.HOME_AFFAIRS,
    BlocDraftState.WITH_SECRETARY: DraftSide.SECRETARY,
}
"""Who alone may change a draft, by state."""


@dataclass(eq=False)
class NotHomeAffairs(Refusal):
    """Only an officer of the province's Department of Home Affairs makes bloc-years."""


@dataclass(eq=False)
class DraftHeldElsewhere(Refusal):
    """The draft is with the other side now, or no draft any more."""


@dataclass(eq=False)
class PartNotYours(Refusal):
    """This part is the other side's to say."""


@dataclass(eq=False)
class PartChanged(Refusal):
    """Somebody, or another window, saved this part after it was shown."""


@dataclass(eq=False)
class PartUnreadable(Refusal):
    """What was sent for a part cannot be written into a document."""


@dataclass(eq=False)
class FieldsUnreadable(Refusal):
    """Some fields hold characters that nobody can see; `found` says which, as mistakes do."""

    count: int
    found: Sequence[FileMistake]


@dataclass(eq=False)
class DocumentTooLong(Refusal):
    """The document would have more characters than are read."""

    limit: int


@dataclass(eq=False)
class BlocYearFixed(Refusal):
    """Which bloc of which year a draft is of stays as it was made."""


@dataclass(eq=False)
class DraftThere(Refusal):
    """Another draft of this very bloc-year is being made."""

    name: Words
    year: str


@dataclass(eq=False)
class BlocYearUnnamed(Refusal):
    """The document does not say, in a form that can be kept, which bloc of which year it is of."""


@dataclass(eq=False)
class OtherProvinceDraft(Refusal):
    """The document is of a bloc of another province."""


@dataclass(eq=False)
class BlocNameMissing(Refusal):
    """The new bloc has no name, or none an id can be made of."""


@dataclass(eq=False)
class BlocThere(Refusal):
    """There is this very bloc-year already; it is changed by taking it as the one to begin from."""

    name: Words
    year: str


@dataclass(eq=False)
class UnitsNotTaken(Refusal):
    """Lines make no unit: they have no letter for an id, or the same short name as another."""

    lines: str


@dataclass(eq=False)
class BaseUnchosen(Refusal):
    """No bloc-year of the province was chosen to begin from."""


@dataclass(eq=False)
class YearOutside(Refusal):
    """What was typed is no year that bloc-years are of."""

    first: int
    last: int


@dataclass(eq=False)
class LetterMissing(Refusal):
    """No number or no day of the letter that sets the bloc up."""


@dataclass(eq=False)
class LetterTooLong(Refusal):
    """The letter's number has more characters than are kept."""

    limit: int


@dataclass(eq=False)
class LetterOfTomorrow(Refusal):
    """The letter's day is still to come."""


@dataclass(eq=False)
class LeaderUnnamed(Refusal):
    """No unit leads the bloc, or it has no secretary's post: there is nobody to hand over to."""


@dataclass(eq=False)
class OrganisationMistaken(Refusal):
    """Who is in the bloc has mistakes: nobody can be given its posts."""

    count: int


@dataclass(eq=False)
class DraftNoteTooLong(Refusal):
    """What was said with the draft has more characters than are kept."""

    limit: int


@dataclass(eq=False)
class DraftUnready(Refusal):
    """The document has mistakes: nothing of it is in force."""

    count: int


@dataclass(eq=False)
class DatesUnchecked(Refusal):
    """Dates that were only moved by a year wait to be looked at."""

    count: int


@dataclass(eq=False)
class NotAsIssued(Refusal):
    """The score table is otherwise than the one that was issued, and nobody has said why."""

    count: int


@dataclass(eq=False)
class IssuedDamaged(Refusal):
    """The score table that was issued is damaged, and nobody has said why to go on without it."""


def check_as_issued(changes: int | None, *, why: str) -> None:
    """Refuse a score table that differs from the issued one in so many lines without a reason.

    So where that cannot be known: the issued one is not kept as it was.
    """
    if changes is None and not why:
        raise IssuedDamaged
    if changes and not why:
        raise NotAsIssued(changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundingLetter:
    """The province's letter that sets the bloc up: its number and the day that stands on it."""

    number: str
    dated: dt.date


def check_letter(number: str, dated: dt.date | None, *, today: dt.date) -> FoundingLetter:
    """Return the letter that was typed; raises what is wrong with it."""
    said = readable(number)
    if not said or dated is None:
        raise LetterMissing
    if len(said) > LONGEST_LETTER:
        raise LetterTooLong(LONGEST_LETTER)
    if dated > today:
        raise LetterOfTomorrow
    return FoundingLetter(number=said, dated=dated)


def check_characters(texts: Iterable[tuple[str, str]]) -> None:
    """Refuse texts with what nobody can see, all at once; each by the name of its field.

    Raises FieldsUnreadable.
    """
    wrong = [
        FileMistake(
            0,
            field,
            ReadingCode.TEXT_UNPRINTABLE,
            (("code", found.code), ("place", str(found.place))),
        )
        for field, text in texts
        if (found := unprintable(mended(text)))
    ]
    if wrong:
        raise FieldsUnreadable(len(wrong), wrong)


def check_maker(actor: Actor, *, home_affairs: frozenset[str]) -> None:
    """Refuse who is no officer of one of these units; raises NotHomeAffairs.

    A post that was lent in part gives no such right.
    """
    if not makes(actor, home_affairs=home_affairs):
        raise NotHomeAffairs


def makes(actor: Actor, *, home_affairs: frozenset[str]) -> bool:
    """Tell whether the actor makes bloc-years of their province; `home_affairs` are its units."""
    officer = actor.position == Position.OFFICER and actor.scope == EVERYTHING
    return officer and actor.unit_id in home_affairs


def side_of(actor: Actor, *, unit_id: str, secretary_post: str | None) -> DraftSide | None:
    """Tell on which side of a draft the actor is: None for whom it does not exist.

    `unit_id` is the Department that makes it, `secretary_post` to whom it was once handed over.
    """
    if actor.scope != EVERYTHING:
        return None
    if actor.unit_id == unit_id and actor.position == Position.OFFICER:
        return DraftSide.HOME_AFFAIRS
    if secretary_post is not None and actor.post_id == secretary_post:
        return DraftSide.SECRETARY
    return None


def check_holds(side: DraftSide, state: BlocDraftState) -> None:
    """Refuse whom the draft is not with; raises DraftHeldElsewhere."""
    if HELD_BY.get(state) is not side:
        raise DraftHeldElsewhere


def check_part(side: DraftSide, part: DraftPart) -> None:
    """Refuse a part that is the other side's; raises PartNotYours."""
    if part not in parts_of(side):
        raise PartNotYours


def check_note(note: str) -> str:
    """Return what is said with a draft, which may be nothing.

    Raises DraftNoteTooLong and CharacterRefused.
    """
    said = readable(note)
    if len(said) > LONGEST_NOTE:
        raise DraftNoteTooLong(LONGEST_NOTE)
    return said
