"""The worked examples of docs/bloc-year.md are read, and come to what is written there."""

import re
from decimal import Decimal

from server.config import ROOT
from server.domain.blocs.rules import ScoreTable
from server.processes.evaluation.rules.collating import collated
from server.processes.evaluation.rules.sheets import Credit, ScoreLine
from server.processes.evaluation.rules.totals import totals
from server.processes.evaluation.rules.working_out import worked_out
from tests.domain.bloc_years import PLAN, read

DOCUMENT = (ROOT / "docs/bloc-year.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL)
SECTION = '[[score_table.sections]]\nid = "f"\ncode = "F"\nname = "F"\nkind = "normal"\n'
HEAD, REST = PLAN.partition("[[score_table.sections]]")[0], PLAN.partition("[[awards]]")[2]


def table_of(sections: str) -> ScoreTable:
    return read(f"{HEAD}{sections}\n[[awards]]{REST}").score_table


def lines(**points: int) -> list[ScoreLine]:
    return [
        ScoreLine(criterion=name.replace("_", "-"), appraisal_1=Decimal(each))
        for name, each in points.items()
    ]


def test_the_guidance_of_a_thousand_points_comes_to_950() -> None:
    (example,) = (each for each in EXAMPLES if 'id = "a1-1"' in each)
    sums = totals(table=table_of(example), lines=lines(a1_1=640, a2_1=260, b1=20, b2=20, b3=20))
    assert sums.total == 950


def test_the_kinds_of_criterion_come_to_what_is_written() -> None:
    (example,) = (each for each in EXAMPLES if 'id = "f1"' in each)
    table = table_of(SECTION + example)
    figures = {"f1": ("118.5", "100"), "f2": ("600", None), "f3": ("4", None), "f4": ("3", None)}
    section = table.sections[0]
    given = [ScoreLine(criterion="f5", appraisal_1=Decimal(5))]
    for criterion in section.criteria[:4]:
        actual, target = figures[criterion.id]
        credit = Credit(None, Decimal(actual), None if target is None else Decimal(target))
        points = worked_out(table=table, kind=section.kind, criterion=criterion, given=credit)
        given.append(
            ScoreLine(
                criterion=criterion.id,
                appraisal_1=points,
                actual_1=credit.actual,
                target_1=credit.target,
            )
        )
    best = ScoreLine(criterion="f2", appraisal_1=Decimal(15), actual_1=Decimal(800))
    sheets = collated(table=table, sheets={"one": given, "other": [best]})
    worth = {line.criterion: line.collated or line.appraisal_1 for line in sheets["one"]}
    assert worth == {
        "f1": Decimal("9.48"),
        "f2": Decimal("11.25"),
        "f3": Decimal(6),
        "f4": Decimal("3.5"),
        "f5": Decimal(5),
    }
    assert totals(table=table, lines=sheets["one"]).total == Decimal("35.23")
