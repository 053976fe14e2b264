"""Quorum, meetings, minutes, and the adoption of scores."""

import datetime as dt
from typing import Any

import pytest

from server.domain.blocs.quorum import (
    check_meeting,
    check_minutes,
    judge_quorum,
)
from server.domain.blocs.rules import (
    Quorum,
    QuorumBase,
    VotingMode,
)
from server.domain.mistakes import Mistakes
from server.processes.evaluation.rules.adoption import (
    Adoption,
    Setting,
    check_adoption,
)
from tests.domain.five_units import (
    DEPUTY,
    LEADER,
    PRESS,
    RADIO,
    SCHOOL,
    TODAY,
    UNITS,
    found,
    roll,
    rules,
    voting,
)


@pytest.mark.parametrize(
    ("fraction", "present", "reached"),
    [
        ((2, 3), 3, False),
        ((2, 3), 4, True),
        ((1, 2), 2, False),
        ((1, 2), 3, True),
        ((1, 1), 4, False),
        ((1, 1), 5, True),
        ((3, 5), 2, False),
        ((3, 5), 3, True),
        ((0, 1), 0, False),
    ],
)
def test_a_quorum_is_judged_in_whole_numbers(
    fraction: tuple[int, int],
    present: int,
    reached: bool,  # noqa: FBT001
) -> None:
    quorum = Quorum(numerator=fraction[0], denominator=fraction[1], base=QuorumBase.ALL)
    there = roll(*UNITS[:present]) if present else roll("x/nobody")
    assert judge_quorum(quorum=quorum, roll=there).reached is reached


def test_the_quorum_says_how_many_are_needed() -> None:
    result = judge_quorum(quorum=voting().quorum, roll=roll(*UNITS[:3]))
    assert (result.reached, result.present, result.needed, result.of) == (False, 3, 4, 5)


def test_a_unit_taken_out_leaves_the_base_only_where_the_rule_says_so() -> None:
    there = roll(LEADER, DEPUTY, RADIO, taken_out=(RADIO,))
    quorum = Quorum(numerator=2, denominator=3, base=QuorumBase.REVIEWED)
    result = judge_quorum(quorum=quorum, roll=there)
    assert (result.reached, result.present, result.of) == (False, 2, 4)
    result = judge_quorum(quorum=voting().quorum, roll=there)
    assert (result.present, result.of) == (3, 5)


def value(verdict: str = "adopt", present: int = 4, **changes: object) -> dict[str, Any]:
    """Make a good adoption."""
    good: dict[str, object] = {
        "verdict": verdict,
        "attendance": {unit: {"present": unit in UNITS[:present]} for unit in UNITS},
        "minutes_no": "03/BB-K1",
        "minutes_date": "2024-12-16",
        "units_sent_back": {},
        "comment": "",
    }
    return good | changes


def adopt(form: dict[str, Any], *, out: str = "", own: str = "") -> Adoption:
    """Take an adoption."""
    setting = Setting(today=TODAY, taken_out=frozenset({out}), person_units=frozenset({own}))
    return check_adoption(rules=rules(), value=form, setting=setting)


def test_scores_are_adopted_with_quorum_and_minutes() -> None:
    adoption = adopt(value())
    assert adoption.present == UNITS[:4]
    assert (adoption.minutes_no, adoption.minutes_date) == ("03/BB-K1", TODAY)
    assert adoption.sent_back == ()


BACK = {SCHOOL: {"send_back": True, "reason": "Xem lại 2.2"}}


@pytest.mark.parametrize(
    ("form", "mistakes"),
    [
        (value(present=3), {"attendance": "quorum_not_reached"}),
        (value(present=0), {"attendance": "nobody_present"}),
        (value(minutes_no=" "), {"minutes_no": "text_missing"}),
        (value(minutes_no="x" * 101), {"minutes_no": "text_too_long"}),
        (value(minutes_date=""), {"minutes_date": "date_missing"}),
        (value(minutes_date="2024-12-17"), {"minutes_date": "date_in_future"}),
        (value(minutes_date="2024-13-01"), {"minutes_date": "date_malformed"}),
        (value("send_back"), {"units_sent_back": "nothing_sent_back"}),
        (value("adopt", units_sent_back=BACK), {"units_sent_back": "sent_back_but_adopted"}),
        (
            value("send_back", units_sent_back={SCHOOL: {"send_back": True}}),
            {f"units_sent_back.{SCHOOL}.reason": "reason_missing"},
        ),
        (
            value("send_back", units_sent_back={"x/y": {"send_back": True, "reason": "x"}}),
            {"units_sent_back.x/y": "unknown_row", "units_sent_back": "nothing_sent_back"},
        ),
        (value("x"), {"verdict": "choice_unknown"}),
    ],
)
def test_each_bad_answer_to_adoption_is_a_mistake(
    form: dict[str, Any], mistakes: dict[str, str]
) -> None:
    with pytest.raises(Mistakes) as caught:
        adopt(form)
    assert found(caught.value) == mistakes


def test_named_sheets_are_sent_back_with_their_reasons() -> None:
    adoption = adopt(value("send_back", units_sent_back=BACK))
    assert [(sent.unit, sent.reason) for sent in adoption.sent_back] == [(SCHOOL, "Xem lại 2.2")]


def test_a_unit_taken_out_has_no_sheet_to_send_back() -> None:
    with pytest.raises(Mistakes) as caught:
        adopt(value("send_back", units_sent_back=BACK), out=SCHOOL)
    assert found(caught.value) == {f"units_sent_back.{SCHOOL}.send_back": "unit_taken_out"}


@pytest.mark.parametrize(("own", "marked"), [(SCHOOL, True), (PRESS, False)])
def test_sending_back_the_own_units_sheet_is_marked(own: str, marked: bool) -> None:  # noqa: FBT001
    adoption = adopt(value("send_back", units_sent_back=BACK), own=own)
    assert adoption.sent_back[0].own_unit is marked


def meeting(*scrutineers: str, mode: VotingMode = VotingMode.PAPER) -> dict[str, str]:
    """Return the mistakes of a meeting that four units attend."""
    form = {
        "held_on": "2024-12-16",
        "attendance": {unit: {"present": True} for unit in UNITS[:4]},
        "scrutineers": {unit: {"chosen": True} for unit in scrutineers},
    }
    try:
        check_meeting(rules=rules(voting=voting(mode=mode)), value=form, today=TODAY)
    except Mistakes as refusal:
        return dict(found(refusal))
    return {}


@pytest.mark.parametrize("chosen", [(), (LEADER,), (LEADER, DEPUTY, SCHOOL)])
def test_a_paper_ballot_has_exactly_two_scrutineers(chosen: tuple[str, ...]) -> None:
    assert meeting(*chosen) == {"scrutineers": "scrutineers_wrong_number"}
    assert meeting(*chosen, mode=VotingMode.OPEN) == {}


def test_scrutineers_come_from_two_units_that_are_present() -> None:
    assert meeting(LEADER, DEPUTY) == {}
    assert meeting(LEADER, RADIO) == {f"scrutineers.{RADIO}.chosen": "scrutineer_absent"}


def test_a_meeting_without_quorum_is_still_a_fact() -> None:
    form = {"held_on": "2024-12-15", "attendance": {LEADER: {"present": True}}}
    held = check_meeting(rules=rules(), value=form, today=TODAY)
    assert (held.present, held.held_on) == ((LEADER,), dt.date(2024, 12, 15))


def test_a_meeting_nobody_attends_or_yet_to_come_is_refused() -> None:
    with pytest.raises(Mistakes) as caught:
        check_meeting(rules=rules(), value={"held_on": "2024-12-17"}, today=TODAY)
    assert found(caught.value) == {"held_on": "date_in_future", "attendance": "nobody_present"}


def test_minutes_have_a_number_and_a_date() -> None:
    with pytest.raises(Mistakes) as caught:
        check_minutes(value={"summary": "x"}, today=TODAY)
    assert found(caught.value) == {"minutes_no": "text_missing", "minutes_date": "date_missing"}
    form = {"minutes_no": "04/BB", "minutes_date": "2024-12-16"}
    assert check_minutes(value=form, today=TODAY).number == "04/BB"
