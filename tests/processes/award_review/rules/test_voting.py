"""Ballots, counts, tallies, thresholds."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.blocs.rules import Base, SelfVote
from server.domain.mistakes import Mistakes
from server.processes.award_review.rules.tallies import (
    Ballot,
    CandidateTally,
    Choice,
    Vote,
)
from server.processes.award_review.rules.voting import (
    NotOnRoll,
    Round,
    VotedTwice,
    check_ballot,
    passes,
    tally_open,
)
from tests.domain.five_units import (
    DEPUTY,
    LEADER,
    PRESS,
    RADIO,
    SCHOOL,
    UNITS,
    found,
    roll,
    threshold,
    voting,
)


def held(*candidates: str, present: tuple[str, ...] = UNITS) -> Round:
    """Open a round on candidates for the flag."""
    return Round(number=1, candidates={"flag": candidates}, roll=roll(*present))


@pytest.mark.parametrize(
    ("percent", "inclusive", "base", "least"),
    [
        ("50", False, 4, 3),
        ("50", True, 4, 2),
        ("50", False, 5, 3),
        ("50", True, 5, 3),
        ("70", True, 10, 7),
        ("70", False, 10, 8),
        ("80", True, 5, 4),
        ("80", False, 5, 5),
        ("90", True, 9, 9),
        ("66.67", True, 3, 3),
        ("66.66", True, 3, 2),
        ("100", True, 5, 5),
        ("0", True, 5, 1),
    ],
)
def test_one_vote_decides_at_the_threshold(
    percent: str,
    inclusive: bool,  # noqa: FBT001
    base: int,
    least: int,
) -> None:
    needed = threshold(percent, inclusive=inclusive)
    assert passes(threshold=needed, yes=least, base=base)
    assert not passes(threshold=needed, yes=least - 1, base=base)


def test_nobody_passes_on_an_empty_base() -> None:
    assert not passes(threshold=threshold("0", inclusive=True), yes=0, base=0)


def cast(voter: str, form: dict[str, Any], *, own: SelfVote = SelfVote.FORBID) -> Ballot:
    """Cast a ballot on two candidates for the flag."""
    return check_ballot(
        voting=voting(self_vote=own),
        held=held(LEADER, SCHOOL, present=UNITS[:4]),
        voter=voter,
        value={"votes": {"flag": form}},
    )


YES, NO, BLANK = ({"choice": choice.value} for choice in Choice)


def test_a_ballot_has_a_choice_for_each_candidate() -> None:
    ballot = cast(DEPUTY, {LEADER: YES, SCHOOL: BLANK})
    assert [(vote.unit, vote.choice) for vote in ballot.votes] == [
        (LEADER, Choice.YES),
        (SCHOOL, Choice.BLANK),
    ]


@pytest.mark.parametrize(
    ("voter", "form", "mistakes"),
    [
        (DEPUTY, {LEADER: YES}, {f"votes.flag.{SCHOOL}.choice": "choice_missing"}),
        (
            DEPUTY,
            {LEADER: YES, SCHOOL: {"choice": "maybe"}},
            {f"votes.flag.{SCHOOL}.choice": "choice_unknown"},
        ),
        (
            DEPUTY,
            {LEADER: YES, SCHOOL: NO, RADIO: YES},
            {f"votes.flag.{RADIO}": "unknown_row"},
        ),
        (LEADER, {LEADER: YES, SCHOOL: NO}, {f"votes.flag.{LEADER}.choice": "own_vote"}),
    ],
)
def test_a_bad_ballot_is_refused(
    voter: str, form: dict[str, Any], mistakes: dict[str, str]
) -> None:
    with pytest.raises(Mistakes) as caught:
        cast(voter, form)
    assert found(caught.value) == mistakes


def test_a_candidate_votes_on_the_others_only() -> None:
    assert [vote.unit for vote in cast(LEADER, {SCHOOL: NO}).votes] == [SCHOOL]


def test_a_candidate_votes_on_itself_where_the_rule_allows_it() -> None:
    ballot = cast(LEADER, {LEADER: YES, SCHOOL: NO}, own=SelfVote.ALLOW)
    assert [vote.unit for vote in ballot.votes] == [LEADER, SCHOOL]


@pytest.mark.parametrize("voter", [RADIO, "x/other"])
def test_only_units_present_vote(voter: str) -> None:
    with pytest.raises(NotOnRoll):
        cast(voter, {LEADER: YES, SCHOOL: YES})


def ballots(*choices: tuple[str, Choice], on: str = LEADER) -> list[Ballot]:
    """Make ballots on one candidate."""
    return [
        Ballot(voter=voter, votes=(Vote(award="flag", unit=on, choice=choice),))
        for voter, choice in choices
    ]


FOUR = ballots(
    (LEADER, Choice.YES), (DEPUTY, Choice.YES), (SCHOOL, Choice.NO), (PRESS, Choice.BLANK)
)


def one(base: Base, own: SelfVote, present: tuple[str, ...] = UNITS) -> CandidateTally:
    """Tally the four ballots on the leader."""
    rules = voting(self_vote=own, threshold=threshold(base=base))
    tally = tally_open(voting=rules, held=held(LEADER, present=present), ballots=FOUR)
    return tally.candidates[0]


@pytest.mark.parametrize(
    ("base", "own", "expected"),
    [
        (Base.ALL, SelfVote.ALLOW, 5),
        (Base.ALL, SelfVote.FORBID, 4),
        (Base.PRESENT, SelfVote.ALLOW, 4),
        (Base.PRESENT, SelfVote.FORBID, 3),
        (Base.VALID, SelfVote.ALLOW, 3),
        (Base.VALID, SelfVote.FORBID, 2),
    ],
)
def test_a_candidate_leaves_the_base_where_it_may_not_vote_for_itself(
    base: Base, own: SelfVote, expected: int
) -> None:
    assert one(base, own, present=UNITS[:4]).base == expected


def test_a_candidate_who_is_absent_leaves_only_the_base_of_all() -> None:
    absent = tuple(unit for unit in UNITS if unit != LEADER)
    for base, expected in ((Base.ALL, 4), (Base.PRESENT, 4)):
        rules = voting(threshold=threshold(base=base))
        tally = tally_open(voting=rules, held=held(LEADER, present=absent), ballots=[])
        assert tally.candidates[0].base == expected


def test_blank_and_absent_are_counted_apart() -> None:
    allowed = one(Base.ALL, SelfVote.ALLOW)
    assert (allowed.yes, allowed.no, allowed.blank, allowed.absent) == (2, 1, 1, 1)
    forbidden = one(Base.ALL, SelfVote.FORBID)
    assert (forbidden.yes, forbidden.no, forbidden.blank, forbidden.absent) == (1, 1, 1, 1)


def test_one_unit_has_one_ballot() -> None:
    with pytest.raises(VotedTwice):
        tally_open(voting=voting(), held=held(LEADER), ballots=[*FOUR, FOUR[1]])


def test_a_ballot_from_outside_the_roll_is_refused_at_the_tally() -> None:
    with pytest.raises(NotOnRoll):
        tally_open(voting=voting(), held=held(LEADER), ballots=ballots(("x/other", Choice.YES)))


@given(st.lists(st.sampled_from(Choice), max_size=5), st.sampled_from(Base), st.randoms())
def test_an_open_tally_adds_up_and_does_not_depend_on_order(
    choices: list[Choice],
    base: Base,
    random: Any,  # noqa: ANN401 - hypothesis' Random
) -> None:
    cast_ballots = ballots(*zip(UNITS, choices, strict=False), on=LEADER)
    rules = voting(self_vote=SelfVote.ALLOW, threshold=threshold(base=base))
    tally = tally_open(voting=rules, held=held(LEADER), ballots=cast_ballots)
    line = tally.candidates[0]
    assert line.yes + (line.no or 0) + (line.blank or 0) + (line.absent or 0) == len(UNITS)
    assert line.yes <= line.base <= len(UNITS)
    random.shuffle(cast_ballots)
    assert tally == tally_open(voting=rules, held=held(LEADER), ballots=cast_ballots)
