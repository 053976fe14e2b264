"""What names ids of the score table is checked although the table itself has mistakes."""

import pytest

from server.domain.bloc_file import Code
from tests.domain.bloc_years import PLAN, mistakes

LATER = "[[waves]]"
QUORUM = "numerator = 2, denominator = 3"
CONDITION = """[[conditions]]
id = "x"
name = "X"
effect = "exclude"
least = [{ of = ["s1", "nothing"], points = 1 }]
"""
FLOORED = PLAN.replace(
    'tie_rule = ["second_round"',
    'tie_parts = ["s2", "nowhere"]\ntie_rule = ["parts", "second_round"',
    1,
).replace(
    LATER,
    f"{CONDITION}{LATER}",
    1,
)
NAMED = {("voting.tie_parts[2]", "nowhere"), ("conditions[1].least[1].of[2]", "nothing")}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("max_points = 15", "max_points = 15"),
        ("max_points = 15", "max_points = -1"),
        ('id = "s1"', 'zzid = "s1"'),
        ("[[score_table.sections]]", "[[score_table.zzsections]]"),
        ('kind = "normal"', 'kind = "nowhere"'),
    ],
    ids=["whole", "points", "misspelt id", "misspelt sections", "kind"],
)
def test_what_a_table_surely_lacks_is_named_though_the_table_has_mistakes(
    old: str, new: str
) -> None:
    """All at once: nobody mends the table first, to be told then that a floor is under nothing."""
    found = mistakes(FLOORED.replace(old, new))
    unknown = [item for item in found if item.code is Code.UNKNOWN_REFERENCE]
    assert {(item.field, dict(item.values)["value"]) for item in unknown} == NAMED


def test_without_a_table_nobody_is_told_that_ids_are_not_in_it() -> None:
    found = mistakes(
        FLOORED.replace("[score_table]", "[zztable]").replace("[[score_table.", "[[zztable.")
    )
    assert Code.UNKNOWN_REFERENCE not in {item.code for item in found}


def test_a_tie_rule_is_read_although_the_quorum_beside_it_is_wrong() -> None:
    source = PLAN.replace(QUORUM, 'share = "4/3"', 1).replace(
        'tie_rule = ["second_round"', 'tie_rule = ["parts", "second_round"', 1
    )
    found = {item.field for item in mistakes(source)}
    assert {"voting.quorum.share", "voting.tie_parts"} <= found
