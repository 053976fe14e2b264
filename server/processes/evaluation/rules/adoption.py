"""The bloc's meeting adopts all final points, or sends named sheets back; it types no points."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from server.domain.answers import Answers, FormValue
from server.domain.blocs.quorum import (
    QuorumResult,
    Roll,
    judge_quorum,
    read_minutes,
)
from server.domain.blocs.rules import CaseRules
from server.domain.mistakes import MistakeCode

MINUTES: Final = "bien_ban_adoption"
"""The sign of the meeting's minutes among the documents of its manifest."""


class AdoptionVerdict(StrEnum):
    """What the meeting decided."""

    ADOPT = "adopt"
    SEND_BACK = "send_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBack:
    """A sheet the meeting sends back to appraisal.

    `own_unit` marks that the person who enters it belongs to that unit: allowed, because the
    meeting decided, and shown in history.
    """

    unit: str
    reason: str
    own_unit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAgain:
    """A unit or body that the meeting asks to look at its points for others again."""

    party: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """The meeting's decision with its attendance and minutes.

    These have neither number nor day where the bloc's register says them.
    """

    verdict: AdoptionVerdict
    present: tuple[str, ...]
    quorum: QuorumResult
    minutes_no: str
    minutes_date: dt.date | None
    sent_back: tuple[SentBack, ...]
    asked_again: tuple[AskedAgain, ...]
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What an adoption is judged against: the day, who is out, whose person enters it.

    `numbered`: the bloc's register numbers the minutes, and nobody types their number or day.
    `parties` are the units and bodies that gave points to others.
    """

    today: dt.date
    taken_out: frozenset[str] = frozenset()
    person_units: frozenset[str] = frozenset()
    numbered: bool = False
    parties: tuple[str, ...] = ()


def check_adoption(*, rules: CaseRules, value: FormValue, setting: Setting) -> Adoption:
    """Take the meeting's decision: quorum, minutes, and with "send back" at least one unit.

    Each unit sent back needs a reason; a unit taken out has no sheet to send. Raises Mistakes.
    """
    answers = Answers.of(value)
    verdict = answers.choice("verdict", AdoptionVerdict)
    units = tuple(unit.id for unit in rules.units)
    present = answers.under("attendance").ticked(units, "present")
    quorum = judge_quorum(
        quorum=rules.voting.quorum,
        roll=Roll.of(rules, present=present, taken_out=setting.taken_out),
    )
    _check_presence(answers, present, quorum)
    number, day = ("", None) if setting.numbered else read_minutes(answers, setting.today)
    sent_back = _sent_back(answers, units, setting)
    asked_again = _asked_again(answers, setting)
    _check_verdict(answers, verdict, (*sent_back, *asked_again))
    comment = answers.text("comment")
    answers.found.refuse()
    return Adoption(
        verdict=verdict or AdoptionVerdict.SEND_BACK,
        present=present,
        quorum=quorum,
        minutes_no=number,
        minutes_date=day,
        sent_back=sent_back,
        asked_again=asked_again,
        comment=comment,
    )


def _check_presence(answers: Answers, present: Collection[str], quorum: QuorumResult) -> None:
    if not present:
        answers.mistake("attendance", MistakeCode.NOBODY_PRESENT)
    elif not quorum.reached:
        answers.mistake(
            "attendance",
            MistakeCode.QUORUM_NOT_REACHED,
            present=quorum.present,
            needed=quorum.needed,
            of=quorum.of,
        )


def _sent_back(answers: Answers, units: tuple[str, ...], setting: Setting) -> tuple[SentBack, ...]:
    chosen = []
    for unit, row in answers.under("units_sent_back").rows(units):
        if not row.truth("send_back"):
            continue
        if unit in setting.taken_out:
            row.mistake("send_back", MistakeCode.UNIT_TAKEN_OUT)
        own = unit in setting.person_units
        chosen.append(SentBack(unit=unit, reason=row.reason(), own_unit=own))
    return tuple(chosen)


def _asked_again(answers: Answers, setting: Setting) -> tuple[AskedAgain, ...]:
    return tuple(
        AskedAgain(party=party, reason=row.reason())
        for party, row in answers.under("points_sent_back").rows(setting.parties)
        if row.truth("send_back")
    )


def _check_verdict(
    answers: Answers,
    verdict: AdoptionVerdict | None,
    sent_back: tuple[SentBack | AskedAgain, ...],
) -> None:
    if verdict is AdoptionVerdict.SEND_BACK and not sent_back:
        answers.mistake("units_sent_back", MistakeCode.NOTHING_SENT_BACK)
    if verdict is AdoptionVerdict.ADOPT and sent_back:
        answers.mistake("units_sent_back", MistakeCode.SENT_BACK_BUT_ADOPTED)
