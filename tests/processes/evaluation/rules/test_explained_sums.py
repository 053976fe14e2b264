"""What is told of a sheet's sums is what they are made of."""

from decimal import Decimal
from fractions import Fraction

import pytest

from server.domain.blocs.rules import NotApplicable
from server.processes.evaluation.explained import final_part
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.rules.totals import totals
from server.processes.evaluation.tables.scores import SheetRow
from tests.domain.five_units import rules, table


def adopted(scaled: Fraction) -> SheetRow:
    """Make the row of a sheet with a final."""
    return SheetRow(
        unit_id="u",
        state="adopted",
        self_total=None,
        appraisal_1_total=None,
        appraisal_2_total=None,
        final_total=Decimal(0),
        applicable_maximum=None,
        scaled=scaled,
        rank=None,
        shares_rank=False,
        reason="",
    )


@pytest.mark.parametrize(
    ("counts", "sum_", "rule"),
    [
        (NotApplicable.EXCLUDE, "15 (a) = 15", "không áp dụng: b"),
        (NotApplicable.ZERO, "15 (a) + 0 (b) = 15", "không áp dụng, tính 0 điểm: b"),
        (NotApplicable.FULL, "15 (a) + 20 (b) = 35", "không áp dụng, tính đủ điểm: b"),
    ],
)
def test_what_does_not_apply_is_no_term_unless_it_counts_and_is_named_beside_the_sum(
    counts: NotApplicable, sum_: str, rule: str
) -> None:
    found = rules(score_table=table(not_applicable=counts))
    aside = ScoreLine(criterion="b", not_applicable=True, reason="x", na_accepted=True)
    sheet = (aside, *(ScoreLine(criterion=name, appraisal_1=Decimal(15)) for name in ("a", "c")))
    scaled = totals(table=found.score_table, lines=sheet).scaled
    told = final_part(found, sheet, {}, adopted(scaled)).lines
    assert (told[0].said, told[0].formula, told[0].rule) == ("s1 s1", sum_, rule)
    assert told[-1].verdict == "khớp"
    assert [line.rule for line in told[1:4]] == ["", "", ""]
