"""From a criterion's table to its kind: steps, or what points are worked out from."""

from decimal import Decimal

from server.domain.bloc_file.mistakes import Code
from server.domain.bloc_file.reading_records import read_duty_days, read_figures
from server.domain.blocs.rules import CountRule, Formula, LatenessRule, TargetRule
from server.domain.canonical import decimal_text
from server.domain.toml_file import Table

KINDS = ("steps", "yes_no", "count", "days_late", "target")
LEAST, MOST = Decimal("0.0001"), Decimal(999999999999)
FINEST = 4
"""Decimals of figures and of what each is worth."""


def check_kinds(table: Table) -> None:
    """Note where a criterion is of two kinds at once."""
    given = [kind for kind in KINDS if table.has(kind)]
    for second in given[1:]:
        table.note(second, Code.KINDS_SEVERAL, first=given[0], second=second)


def read_steps(table: Table, most: Decimal, places: int) -> tuple[Decimal, ...] | None:
    """Read the only points there are, from the lowest; yes or no is nothing or all."""
    if table.has("yes_no") and table.flag("yes_no"):
        return (Decimal(0), most)
    if not table.has("steps"):
        return None
    steps = tuple(sorted(table.decimals("steps", Decimal(0), most, places)))
    broken = any(table.notes.touch(*table.path, name) for name in ("steps", "max_points"))
    if not broken and steps[-1:] != (most,):
        value, limit = decimal_text(steps[-1]), decimal_text(most)
        table.note("steps", Code.STEPS_MAXIMUM, value=value, limit=limit)
    return steps


def read_count(table: Table) -> CountRule | None:
    """Read what each occurrence is worth."""
    if not table.has("count"):
        return None
    inner = table.table("count")
    rule = CountRule(
        per=inner.decimal("per", LEAST, MOST, FINEST),
        from_full=inner.flag_or_no("from_full") or None,
        by=read_figures(inner, "of").get("of"),
    )
    inner.close()
    return rule


def read_lateness(table: Table) -> LatenessRule | None:
    """Read what each day late is worth."""
    if not table.has("days_late"):
        return None
    inner = table.table("days_late")
    rule = LatenessRule(
        per_day=inner.decimal("per_day", LEAST, MOST, FINEST), by=read_duty_days(inner)
    )
    inner.close()
    return rule


def read_target(table: Table, most: Decimal, places: int) -> TargetRule | None:
    """Read what an actual figure is measured by."""
    if not table.has("target"):
        return None
    inner = table.table("target")
    formula = inner.choice("formula", Formula)
    by_target = formula is not Formula.BEST or inner.notes.touch(*inner.path, "formula")
    typed = by_target and not inner.has("value")
    if by_target and inner.has("value") and inner.has("out_of"):
        inner.note("out_of", Code.ONE_OF, known="value, out_of")
        inner.plain("out_of")
    figures = read_figures(inner, "of", *(["out_of"] if typed else []))
    rule = TargetRule(
        formula=formula,
        value=inner.decimal("value", LEAST, MOST, FINEST)
        if by_target and inner.has("value")
        else None,
        at_target=inner.decimal("at_target", Decimal(0), most, places)
        if by_target and (inner.has("at_target") or formula is Formula.EXCESS)
        else None,
        by=figures.get("of"),
        out_of=figures.get("out_of"),
    )
    inner.close()
    return rule
