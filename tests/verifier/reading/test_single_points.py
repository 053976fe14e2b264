"""Points of single criteria and parts, in numbers that one can work out by hand."""

from fractions import Fraction
from typing import Any

from tests.verifier.running import VERIFIER
from tests.verifier.scripts import worked_out

EXCESS = {"id": "a", "max_points": "7", "target": {"formula": "excess", "value": "100"}}
EXCESS["target"] |= {"at_target": "5"}  # type: ignore[operator] # an object
TABLE: dict[str, Any] = {
    "decimals": 2,
    "rounding": "half_up",
    "not_applicable": "full",
    "sections": [
        {"id": "s1", "kind": "normal", "criteria": [EXCESS, {"id": "b", "max_points": "4"}]},
        {"id": "s2", "kind": "deduction", "criteria": [{"id": "c", "max_points": "9"}]},
    ],
}
GIVEN = {"a": ("actual", "110"), "b": ("points", "3"), "c": ("points", "2.5")}
OTHER = {**GIVEN, "a": ("actual", "130")}
BEYOND = Fraction(567, 100)
"""5 at the target; of the 2 beyond it a third, as 10 % above it is of the best's 30 %."""
_PAGE = """given.map(([table, sheets]) => {
  const read = sheets.map((of) => ({
    lines: new Map(Object.entries(of).map(([name, [part, value]]) => [name, { [part]: value }])),
  }));
  const sheet = { table, lines: read[0].lines, unit: "u", best: bestOf(table, read) };
  return [
    ...["a", "b", "c"].map((name) => said(criterionOf(sheet, name))),
    ...[...partPoints(sheet).values()].map(said),
  ];
})"""


def test_both_work_out_single_points_as_by_hand() -> None:
    sheets = [
        VERIFIER.Sheet(lines={name: VERIFIER.Line(**dict([each])) for name, each in of.items()})
        for of in (GIVEN, OTHER)
    ]
    adding = VERIFIER.Adding(TABLE, sheets[0], "u", VERIFIER.best_figures(TABLE, sheets))
    single = [adding.criterion(name) for name in "abc"]
    parts = list(VERIFIER._part_points(adding).values())  # noqa: SLF001 - the file is no package
    assert single == [BEYOND, 3, Fraction(5, 2)]
    assert parts == [BEYOND + 3, Fraction(-5, 2)]
    assert worked_out(_PAGE, [[TABLE, [GIVEN, OTHER]]]) == [["5.67", "3", "2.5", "8.67", "-2.5"]]
    assert adding.criterion("d") is None
