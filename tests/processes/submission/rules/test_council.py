"""The Council's vote: thresholds of single awards, written opinions, members who stand aside."""

import datetime as dt
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from server.domain.blocs.rules import (
    AwardCouncil,
    Base,
    CouncilVoting,
    Quorum,
    QuorumBase,
    Recusal,
    Threshold,
)
from server.domain.canonical import plain
from server.domain.mistakes import Mistakes
from server.processes.submission.rules.council import CouncilResult, check_council_vote
from tests.domain.five_units import found, rules, threshold
from tests.verifier.running import VERIFIER
from tests.verifier.scripts import worked_out

FLAG, MERIT = "flag/p/a", "merit/p/b"
TODAY = dt.date(2024, 12, 20)


def council(**changes: Any) -> CouncilVoting:  # noqa: ANN401 - any field of the rules
    """Make a Council of nine: two thirds there, at least 70 % of those present."""
    asked = threshold("70", base=Base.PRESENT, inclusive=True)
    return replace(rules().council, threshold=asked, **changes)


def voted(how: CouncilVoting, present: int, **votes: dict[str, int]) -> dict[str, CouncilResult]:
    """Let the Council vote on the flag and a certificate."""
    named = {FLAG: votes.get("flag", {"yes": 0}), MERIT: votes.get("merit", {"yes": 0})}
    value = {
        "held_on": TODAY.isoformat(),
        "minutes_no": "01/BB",
        "present": present,
        "votes": {name: {"reason": "Lý do.", **row} for name, row in named.items()},
    }
    done = check_council_vote(council=how, nominees=(FLAG, MERIT), value=value, today=TODAY)
    return {result.nominee: result for result in done.results}


def test_an_award_may_have_its_own_threshold_before_the_council() -> None:
    own = Threshold(percent=None, base=Base.ALL, inclusive=True, share="8/9")
    how = council(awards=(AwardCouncil(award="flag", threshold=own),))
    results = voted(how, 8, flag={"yes": 7}, merit={"yes": 7})
    assert (results[FLAG].passed, results[FLAG].base) == (False, 9)
    assert (results[MERIT].passed, results[MERIT].base) == (True, 8)


def test_an_award_may_need_more_members_there() -> None:
    everybody = Quorum(numerator=1, denominator=1, base=QuorumBase.ALL)
    how = council(awards=(AwardCouncil(award="merit", quorum=everybody),))
    with pytest.raises(Mistakes) as caught:
        voted(how, 8)
    assert found(caught.value) == {"present": "quorum_not_reached"}


def test_written_opinions_of_the_absent_are_in_yes_and_base() -> None:
    row = {"yes": 5, "written": 2, "written_yes": 2}
    told = voted(council(written=True), 7, flag=row)[FLAG]
    assert (told.yes, told.base, told.passed) == (7, 9, True)
    unasked = voted(council(), 7, flag=row)[FLAG]
    assert (unasked.yes, unasked.base) == (5, 7)


@pytest.mark.parametrize(
    ("recusal", "base", "passed"), [(Recusal.LEAVES, 7, True), (Recusal.STAYS, 9, False)]
)
def test_who_stands_aside_leaves_the_base_or_stays_in_it(
    recusal: Recusal, base: int, *, passed: bool
) -> None:
    told = voted(council(recusal=recusal), 9, flag={"yes": 5, "recused": 2})[FLAG]
    assert (told.base, told.passed) == (base, passed)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"yes": 0, "written": 3}, "written"),
        ({"yes": 0, "written": 1, "written_yes": 2}, "written_yes"),
        ({"yes": 0, "recused": 8}, "recused"),
        ({"yes": 6, "recused": 2}, "yes"),
    ],
)
def test_more_than_there_can_be_is_refused(row: dict[str, int], field: str) -> None:
    with pytest.raises(Mistakes) as caught:
        voted(council(written=True, recusal=Recusal.LEAVES), 7, flag=row)
    assert set(found(caught.value)) == {f"votes.{FLAG}.{field}"}


def test_command_and_page_count_the_council_as_the_product_does() -> None:
    luck, asked, told = Random(5), [], []  # noqa: S311 - the same draw each time
    for _ in range(300):
        own = AwardCouncil(award="flag", threshold=threshold("60", base=luck.choice(list(Base))))
        how = council(
            written=luck.choice([None, True]),
            recusal=luck.choice([None, *Recusal]),
            awards=luck.choice([None, (own,)]),
        )
        present = luck.randint(6, 9)
        row = {"written": luck.randint(0, 9 - present), "recused": luck.randint(0, 3)}
        row |= {"written_yes": luck.randint(0, row["written"])}
        row |= {"yes": luck.randint(0, present - row["recused"])}
        result = voted(how, present, flag=row)[FLAG]
        told.append([result.yes, result.base, "passed" if result.passed else "dropped"])
        asked.append([plain(how), FLAG, row, present])
    assert [list(VERIFIER.council_vote(*each)) for each in asked] == told
    assert worked_out("given.map((each) => councilVote(...each))", asked) == told
