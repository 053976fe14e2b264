"""From the tables of a bloc-year file to the score table: sections, parts within them, criteria."""

import re
from collections.abc import Collection, Iterator
from decimal import Decimal

from server.domain.bloc_file.mistakes import Code
from server.domain.bloc_file.reading_kinds import (
    check_kinds,
    read_count,
    read_lateness,
    read_steps,
    read_target,
)
from server.domain.blocs.rules import (
    Arithmetic,
    Criterion,
    EvidenceRule,
    NotApplicable,
    Rounding,
    ScoreTable,
    Section,
    SectionKind,
    TablePart,
)
from server.domain.canonical import decimal_text
from server.domain.toml_file import SHORT, Notes, Table
from server.texts import mended

CODE = re.compile(r"(?=.{1,40}$)[a-z0-9]+(?:-[a-z0-9]+)*")
MOST_POINTS = Decimal("99999.99")  # numeric(7,2), the type that points are stored in
MOST_DECIMALS, MOST_FINAL_DECIMALS = 2, 6
THE_UNIT = "unit"
"""What is said of who gives points where a part says otherwise: the unit itself."""
DEEPEST_PART = 8
"""Headings above each other; what papers have is three or four."""


def read_score_table(table: Table) -> ScoreTable:
    """Read the score table with its parts and criteria; its finals are worked out exactly."""
    decimals = table.integer("decimals", 0, MOST_DECIMALS)
    places = decimals if 0 <= decimals <= MOST_DECIMALS else MOST_DECIMALS
    entry = ScoreTable(
        sample=table.flag_or_no("sample"),
        not_applicable=table.choice("not_applicable", NotApplicable),
        decimals=decimals,
        rounding=table.choice("rounding", Rounding),
        bonus_may_exceed=table.flag("bonus_may_exceed"),
        sections=tuple(_section(row, places) for row in table.tables("sections")),
        arithmetic=Arithmetic.EXACT,
        final_decimals=table.integer("final_decimals", 0, MOST_FINAL_DECIMALS)
        if table.has("final_decimals")
        else None,
    )
    table.close()
    return entry


def _section(table: Table, places: int) -> Section:
    part = _part(table, places, 1, None)
    entry = Section(
        id=part.id,
        code=part.code,
        name=part.name,
        kind=table.choice("kind", SectionKind),
        criteria=part.criteria,
        parts=part.parts,
        cap=part.cap,
        scored_by=part.scored_by,
    )
    table.close()
    return entry


def _inner_part(table: Table, places: int, depth: int, above: str | None) -> TablePart:
    part = _part(table, places, depth, above)
    table.close()
    return part


def _part(table: Table, places: int, depth: int, above: str | None) -> TablePart:
    scorer = _scorer(table, above)
    part = TablePart(
        id=table.identifier("id", CODE, "s1"),
        code=table.text("code", SHORT),
        name=table.words("name"),
        criteria=_criteria(table, places, scorer),
        parts=_parts(table, places, depth + 1, scorer),
        cap=_points(table, "cap", places),
        scored_by=scorer,
    )
    _check_maximum(table, part, _points(table, "max_points", places))
    return part


def _points(table: Table, key: str, places: int) -> Decimal | None:
    return table.decimal(key, Decimal(0), MOST_POINTS, places) if table.has(key) else None


def _scorer(table: Table, above: str | None) -> str | None:
    """Read who gives points: as said here, else as said above; None for the unit itself."""
    if not table.has("scored_by"):
        return above
    said = table.identifier("scored_by", CODE, "home-affairs")
    return None if said == THE_UNIT else said


def _criteria(table: Table, places: int, scorer: str | None) -> tuple[Criterion, ...]:
    """Read the criteria of a part, which may have none where it has parts."""
    if not table.has("criteria") and table.has("parts"):
        return ()
    return tuple(_criterion(row, places, scorer) for row in table.tables("criteria"))


def _parts(
    table: Table, places: int, depth: int, above: str | None
) -> tuple[TablePart, ...] | None:
    if not table.has("parts"):
        return None
    if depth > DEEPEST_PART:
        table.note("parts", Code.PARTS_TOO_DEEP, limit=str(DEEPEST_PART))
        return None
    return tuple(_inner_part(row, places, depth, above) for row in table.tables("parts"))


def _check_maximum(table: Table, part: TablePart, stated: Decimal | None) -> None:
    """Compare what is said of a whole part with what its criteria and parts come to."""
    if any(table.notes.touch(*table.path, name) for name in ("criteria", "parts", "cap")):
        return
    if part.cap is not None and part.cap > part.summed_points:
        value, limit = decimal_text(part.cap), decimal_text(part.summed_points)
        table.note("cap", Code.CAP_ABOVE_SUM, value=value, limit=limit)
    elif stated is not None and stated != part.max_points:
        value, found = decimal_text(stated), decimal_text(part.max_points)
        table.note("max_points", Code.MAXIMUM_DIFFERS, value=value, found=found)


def _criterion(table: Table, places: int, above: str | None) -> Criterion:
    most = table.decimal("max_points", Decimal(0), MOST_POINTS, places)
    entry = Criterion(
        id=table.identifier("id", CODE, "c1-1"),
        code=table.text("code", SHORT),
        name=table.words("name"),
        max_points=most,
        evidence=table.choice("evidence", EvidenceRule),
        steps=read_steps(table, most, places),
        count=read_count(table),
        days_late=read_lateness(table),
        target=read_target(table, most, places),
        not_for=table.texts("not_for") or None,
        scored_by=_scorer(table, above),
    )
    check_kinds(table)
    table.close()
    return entry


NO_IDS = frozenset({"code", "name", "kind", "evidence", "not_applicable", "rounding"})
"""Fields whose texts are never an id."""


def ids_in_table(table: ScoreTable, written: object, notes: Notes) -> Collection[str] | None:
    """Return the ids of all parts and criteria; None where there is no table to look into.

    Where the table has mistakes, these are all texts of it, as `written`, that may be meant as one:
    what is none of them is no id however the mistakes are mended.
    """
    if notes.touch("score_table"):
        return set(_texts(written)) if isinstance(written, dict) else None
    criteria = {criterion.id for _, criterion in table.lines()}
    return criteria | {part.id for part in table.parts()}


def _texts(written: object) -> Iterator[str]:
    if isinstance(written, dict):
        for key, value in written.items():
            yield from () if key in NO_IDS else _texts(value)
    elif isinstance(written, list):
        for item in written:
            yield from _texts(item)
    elif isinstance(written, str):
        yield mended(written).strip()
