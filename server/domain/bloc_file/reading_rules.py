"""From the tables of a bloc-year file to its numbers: points, awards, votes and due dates."""

import re
from decimal import Decimal

from server.domain.bloc_file.mistakes import Code
from server.domain.blocs.rules import (
    Award,
    Base,
    CouncilVoting,
    Criterion,
    Deadline,
    DeadlineKind,
    Eligibility,
    EvidenceRule,
    NotApplicable,
    Quorum,
    QuorumBase,
    QuotaRow,
    Rounding,
    ScoreTable,
    Section,
    SectionKind,
    SelfVote,
    SeveralBallots,
    Threshold,
    TieRule,
    Voting,
    VotingMode,
)
from server.domain.toml_file import SHORT, Table

CODE = re.compile(r"(?=.{1,40}$)[a-z0-9]+(?:-[a-z0-9]+)*")
DEADLINE = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST_POINTS = Decimal("99999.99")  # numeric(7,2), the type that points are stored in
MOST_UNITS, MOST_MEMBERS, MOST_ROUNDS = 2000, 500, 9


def read_score_table(table: Table) -> ScoreTable:
    """Read the score table with its sections and criteria."""
    decimals = table.integer("decimals", 0, 2)
    places = decimals if 0 <= decimals <= 2 else 2  # noqa: PLR2004 - the bounds just read
    entry = ScoreTable(
        sample=table.flag_or_no("sample"),
        not_applicable=table.choice("not_applicable", NotApplicable),
        decimals=decimals,
        rounding=table.choice("rounding", Rounding),
        bonus_may_exceed=table.flag("bonus_may_exceed"),
        sections=tuple(_section(row, places) for row in table.tables("sections")),
    )
    table.close()
    return entry


def _section(table: Table, places: int) -> Section:
    entry = Section(
        id=table.identifier("id", CODE, "s1"),
        code=table.text("code", SHORT),
        name=table.words("name"),
        kind=table.choice("kind", SectionKind),
        criteria=tuple(_criterion(row, places) for row in table.tables("criteria")),
    )
    table.close()
    return entry


def _criterion(table: Table, places: int) -> Criterion:
    entry = Criterion(
        id=table.identifier("id", CODE, "c1-1"),
        code=table.text("code", SHORT),
        name=table.words("name"),
        max_points=table.decimal("max_points", Decimal(0), MOST_POINTS, places),
        evidence=table.choice("evidence", EvidenceRule),
    )
    table.close()
    return entry


def read_award(table: Table) -> Award:
    """Read an award with its quota rows and who may be proposed."""
    asked = table.table("eligibility") if table.has("eligibility") else None
    entry = Award(
        id=table.identifier("id", CODE, "flag"),
        name=table.words("name"),
        quota=tuple(_quota_row(row) for row in table.tables("quota")),
        eligibility=_eligibility(asked) if asked else Eligibility(max_rank=None, min_percent=None),
        sample=table.flag_or_no("sample"),
    )
    table.close()
    return entry


def _quota_row(table: Table) -> QuotaRow:
    row = QuotaRow(
        min_units=table.integer("min_units", 1, MOST_UNITS),
        max_units=table.integer("max_units", 1, MOST_UNITS),
        maximum=table.integer("maximum", 0, MOST_UNITS),
    )
    if row.min_units > row.max_units and not table.notes.touch(*table.path):
        low, high = str(row.min_units), str(row.max_units)
        table.note("max_units", Code.QUOTA_REVERSED, low=low, high=high)
    table.close()
    return row


def _eligibility(table: Table) -> Eligibility:
    entry = Eligibility(
        max_rank=table.integer("max_rank", 1, MOST_UNITS) if table.has("max_rank") else None,
        min_percent=_percent(table, "min_percent") if table.has("min_percent") else None,
    )
    table.close()
    return entry


def read_voting(table: Table) -> Voting:
    """Read how the bloc votes."""
    entry = Voting(
        mode=table.choice("mode", VotingMode),
        quorum=_quorum(table.table("quorum")),
        threshold=_threshold(table.table("threshold")),
        self_vote=table.choice("self_vote", SelfVote),
        tie_rule=table.choices("tie_rule", TieRule),
        max_rounds=table.integer("max_rounds", 1, MOST_ROUNDS),
        sample=table.flag_or_no("sample"),
        several_ballots=table.choice("several_ballots", SeveralBallots)
        if table.has("several_ballots")
        else SeveralBallots.FORBID,
    )
    no_second = entry.max_rounds == 1 and not table.notes.touch(*table.path, "max_rounds")
    if no_second and TieRule.SECOND_ROUND in entry.tie_rule:
        table.note("max_rounds", Code.ROUNDS_TOO_FEW)
    table.close()
    return entry


def read_council(table: Table) -> CouncilVoting:
    """Read how the provincial Council votes."""
    entry = CouncilVoting(
        members=table.integer("members", 1, MOST_MEMBERS),
        quorum=_quorum(table.table("quorum")),
        threshold=_threshold(table.table("threshold")),
        sample=table.flag_or_no("sample"),
    )
    table.close()
    return entry


def _quorum(table: Table) -> Quorum:
    entry = Quorum(
        numerator=table.integer("numerator", 1, MOST_UNITS),
        denominator=table.integer("denominator", 1, MOST_UNITS),
        base=table.choice("base", QuorumBase),
    )
    if entry.numerator > entry.denominator and not table.notes.touch(*table.path):
        fraction = f"{entry.numerator}/{entry.denominator}"
        table.note("numerator", Code.FRACTION_ABOVE_ONE, value=fraction)
    table.close()
    return entry


def _threshold(table: Table) -> Threshold:
    entry = Threshold(
        percent=_percent(table, "percent"),
        base=table.choice("base", Base),
        inclusive=table.flag("inclusive"),
    )
    table.close()
    return entry


def _percent(table: Table, key: str) -> Decimal:
    return table.decimal(key, Decimal(0), Decimal(100))


def read_deadline(table: Table) -> Deadline:
    """Read a due date; only before and by have one."""
    entry = Deadline(
        id=table.identifier("id", DEADLINE, "self_score"),
        name=table.words("name"),
        kind=table.choice("kind", DeadlineKind),
        date=table.optional("date", table.day),
        source=table.words("source"),
        sample=table.flag_or_no("sample"),
    )
    if not table.notes.touch(*table.path, "kind"):
        _check_date(table, entry)
    table.close()
    return entry


def _check_date(table: Table, entry: Deadline) -> None:
    dated = entry.kind in {DeadlineKind.BEFORE, DeadlineKind.BY}
    if dated and entry.date is None:
        table.note("date", Code.DEADLINE_WITHOUT_DATE, kind=entry.kind.value)
    if not dated and entry.date is not None:
        table.note("date", Code.DEADLINE_WITH_DATE, kind=entry.kind.value)
