"""Two scrutineers' counts of a paper ballot, and the tally made of them."""

from typing import Any

import pytest

from server.domain.blocs.rules import Base, SelfVote
from server.domain.mistakes import Mistakes
from server.processes.award_review.rules.recounts import differences
from server.processes.award_review.rules.tallies import (
    Counts,
    Tally,
    YesCount,
)
from server.processes.award_review.rules.voting import (
    Round,
    check_counts,
    tally_paper,
)
from tests.domain.five_units import LEADER, RADIO, SCHOOL, UNITS, found, roll, threshold, voting


def held(*candidates: str, present: tuple[str, ...] = UNITS) -> Round:
    """Open a round on candidates for the flag."""
    return Round(number=1, candidates={"flag": candidates}, roll=roll(*present))


def count(**changes: object) -> dict[str, Any]:
    """Make a good count of five ballots on two candidates."""
    return {
        "issued": 5,
        "collected": 5,
        "valid": 4,
        "invalid": 1,
        "counts": {"flag": {LEADER: {"yes": 4}, SCHOOL: {"yes": 0}}},
    } | changes


def counted(form: dict[str, Any]) -> Counts:
    """Take a count."""
    return check_counts(voting=voting(), held=held(LEADER, SCHOOL), value=form)


def test_a_good_count_is_taken() -> None:
    assert counted(count()).yes[0] == YesCount(award="flag", unit=LEADER, yes=4)


@pytest.mark.parametrize(
    ("form", "mistakes"),
    [
        (count(issued=6), {"issued": "more_issued_than_present"}),
        (count(issued=4), {"collected": "more_collected_than_issued"}),
        (count(valid=5), {"collected": "collected_not_the_sum"}),
        (count(invalid=0), {"collected": "collected_not_the_sum"}),
        (count(invalid=None), {"invalid": "number_missing"}),
        (count(issued=-1), {"issued": "number_negative"}),
        (
            count(counts={"flag": {LEADER: {"yes": 5}, SCHOOL: {"yes": 4}}}),
            {f"counts.flag.{LEADER}.yes": "more_yes_than_ballots"},
        ),
        (
            count(counts={"flag": {LEADER: {"yes": 1}}}),
            {f"counts.flag.{SCHOOL}.yes": "number_missing"},
        ),
        (
            count(counts={"flag": {LEADER: {"yes": 1}, SCHOOL: {"yes": 1}, RADIO: {"yes": 1}}}),
            {f"counts.flag.{RADIO}": "unknown_row"},
        ),
    ],
)
def test_a_count_that_cannot_be_is_refused(form: dict[str, Any], mistakes: dict[str, str]) -> None:
    with pytest.raises(Mistakes) as caught:
        counted(form)
    assert found(caught.value) == mistakes


def test_no_more_can_say_yes_than_may_vote_on_a_candidate() -> None:
    form = count(valid=5, invalid=0, counts={"flag": {LEADER: {"yes": 5}, SCHOOL: {"yes": 4}}})
    with pytest.raises(Mistakes) as caught:
        counted(form)
    assert caught.value.mistakes[0].params == {"ballots": "4"}


@pytest.mark.parametrize(
    "other",
    [
        count(issued=5, collected=4, valid=3, invalid=1, counts=count()["counts"] | {}),
        count(valid=5, invalid=0),
        count(counts={"flag": {LEADER: {"yes": 3}, SCHOOL: {"yes": 0}}}),
        count(counts={"flag": {LEADER: {"yes": 0}, SCHOOL: {"yes": 4}}}),
    ],
)
def test_two_counts_agree_only_in_every_number(other: dict[str, Any]) -> None:
    small = {"flag": {LEADER: {"yes": 3}, SCHOOL: {"yes": 0}}}
    other = other | ({"counts": small} if other["valid"] == 3 else {})
    assert differences(counted(count()), counted(count())) == ()
    assert differences(counted(count()), counted(other)) != ()


def test_what_two_counts_differ_in_is_named_with_both_numbers() -> None:
    other = count(counts={"flag": {LEADER: {"yes": 0}, SCHOOL: {"yes": 4}}})
    found = differences(counted(count()), counted(other))
    before = {line.unit: line.yes for line in counted(count()).yes}
    assert {(item.path, item.first, item.second) for item in found} == {
        (f"flag/{unit}", before[unit], yes)
        for unit, yes in ((LEADER, 0), (SCHOOL, 4))
        if before[unit] != yes
    }


@pytest.mark.parametrize(
    ("base", "own", "valid", "expected"),
    [
        (Base.ALL, SelfVote.ALLOW, 3, 5),
        (Base.ALL, SelfVote.FORBID, 3, 4),
        (Base.PRESENT, SelfVote.ALLOW, 3, 4),
        (Base.PRESENT, SelfVote.FORBID, 3, 3),
        (Base.VALID, SelfVote.ALLOW, 4, 4),
        (Base.VALID, SelfVote.FORBID, 4, 3),
        (Base.VALID, SelfVote.FORBID, 3, 3),
        (Base.VALID, SelfVote.FORBID, 2, 2),
    ],
)
def test_on_paper_the_base_is_the_most_that_others_can_have_voted(
    base: Base, own: SelfVote, valid: int, expected: int
) -> None:
    counts = Counts(
        issued=4,
        collected=4,
        valid=valid,
        invalid=4 - valid,
        yes=(YesCount(award="flag", unit=LEADER, yes=2),),
    )
    rules = voting(self_vote=own, threshold=threshold(base=base))
    tally = tally_paper(voting=rules, held=held(LEADER, present=UNITS[:4]), counts=counts)
    assert tally.candidates[0].base == expected
    assert Tally.from_json(tally.to_json()) == tally
