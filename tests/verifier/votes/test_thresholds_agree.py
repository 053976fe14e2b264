"""Command and page work a threshold out as the product does, however it is written."""

from decimal import Decimal
from random import Random

from server.domain import canonical
from server.domain.blocs.rules import Base, Threshold
from server.processes.award_review.rules.voting import passes
from tests.verifier.running import VERIFIER
from tests.verifier.scripts import worked_out

SHARES = ("2/3", "1 / 2", "90%", "66.667 %", "0/1", "100%", "7/13")
DRAWN = 400


def drawn() -> list[tuple[Threshold, int, int]]:
    """Draw thresholds of both ways of writing, with votes about where they lie."""
    luck, found = Random(7), []  # noqa: S311 - the same draw each time
    for _ in range(DRAWN):
        share = luck.choice((*SHARES, None))
        percent = None if share else Decimal(luck.randrange(0, 1_000_001)).scaleb(-4)
        threshold = Threshold(
            percent=percent, base=Base.ALL, inclusive=luck.random() < 0.5, share=share
        )
        base = luck.randrange(0, 40)
        found.append((threshold, luck.randint(0, base), base))
    found.append((Threshold(percent=None, base=Base.ALL, inclusive=True, share="2/3"), 10, 15))
    return found


def test_command_and_page_agree_with_the_product() -> None:
    cases = drawn()
    told = [passes(threshold=rule, yes=yes, base=base) for rule, yes, base in cases]
    plain = [(canonical.plain(rule), yes, base) for rule, yes, base in cases]
    assert told[-1]
    assert [VERIFIER.vote_outcome(*case) == "passed" for case in plain] == told
    assert worked_out("given.map((each) => passedBy(...each))", plain) == told
