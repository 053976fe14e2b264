"""From the tables of a bloc-year file to its awards: quotas, and who may be proposed."""

from decimal import Decimal

from server.domain.bloc_file.mistakes import Code
from server.domain.bloc_file.reading_score_table import CODE, MOST_POINTS
from server.domain.bloc_file.reading_shares import (
    one_of,
    read_part_of_whole,
    read_percent,
    read_share_text,
)
from server.domain.bloc_file.reading_voting import MOST_UNITS
from server.domain.blocs.rules import (
    Award,
    Eligibility,
    Minimum,
    PastAward,
    PointsBase,
    PriorWins,
    QuotaRounding,
    QuotaRow,
    QuotaShare,
)
from server.domain.toml_file import Table

FIRST_PAST_YEAR, LAST_PAST_YEAR = 1990, 2100
MOST_YEARS = 20


def read_award(table: Table) -> Award:
    """Read an award with its quota rows and who may be proposed."""
    asked = table.table("eligibility") if table.has("eligibility") else None
    way = one_of(table, "quota", "quota_share", "quota_of")
    entry = Award(
        id=table.identifier("id", CODE, "flag"),
        name=table.words("name"),
        quota=tuple(_quota_row(row) for row in table.tables("quota")) if way == "quota" else (),
        eligibility=_eligibility(asked) if asked else Eligibility(max_rank=None, min_percent=None),
        sample=table.flag_or_no("sample"),
        quota_share=_quota_share(table.table("quota_share")) if way == "quota_share" else None,
        quota_of=_award_id(table, "quota_of") if way == "quota_of" else None,
        winners_of=_award_id(table, "winners_of") if table.has("winners_of") else None,
        not_winners_of=_award_id(table, "not_winners_of") if table.has("not_winners_of") else None,
    )
    table.close()
    return entry


def read_past_award(table: Table) -> PastAward:
    """Read an award of a year before, entered by hand."""
    entry = PastAward(
        unit=table.text("unit"),
        award=_award_id(table, "award"),
        year=table.integer("year", FIRST_PAST_YEAR, LAST_PAST_YEAR),
        decision=table.text("decision"),
    )
    table.close()
    return entry


def _award_id(table: Table, key: str) -> str:
    return table.identifier(key, CODE, "flag")


def _quota_share(table: Table) -> QuotaShare:
    """Read `{ share, rounding, at_least }`: a share of the member units."""
    read_part_of_whole(table)
    entry = QuotaShare(
        share=table.text("share"),
        rounding=table.choice("rounding", QuotaRounding),
        at_least=table.integer("at_least", 0, MOST_UNITS) if table.has("at_least") else 0,
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
    asked = one_of(table, "min", "min_percent") if _asks_points(table) else None
    entry = Eligibility(
        max_rank=table.integer("max_rank", 1, MOST_UNITS) if table.has("max_rank") else None,
        min_percent=read_percent(table, "min_percent") if asked == "min_percent" else None,
        minimum=read_minimum(table.table("min")) if asked == "min" else None,
        prior=_prior(table.table("prior")) if table.has("prior") else None,
        grade=table.identifier("grade", CODE, "xuat-sac") if table.has("grade") else None,
    )
    table.close()
    return entry


def _prior(table: Table) -> PriorWins:
    """Read `{ award, wins, years }`: won in so many of the last so many years."""
    entry = PriorWins(
        award=_award_id(table, "award"),
        wins=table.integer("wins", 1, MOST_YEARS),
        years=table.integer("years", 1, MOST_YEARS),
    )
    if entry.wins > entry.years and not table.notes.touch(*table.path):
        table.note("wins", Code.WINS_ABOVE_YEARS, wins=str(entry.wins), years=str(entry.years))
    table.close()
    return entry


def _asks_points(table: Table) -> bool:
    asked = [table.has(key) for key in ("min", "min_percent")]
    return any(asked)


def read_minimum(table: Table) -> Minimum:
    """Read `{ points }` or `{ share, base }`; the base is a word, or a number such as 1000."""
    way = one_of(table, "points", "share")
    numbered = way == "share" and table.is_number("base")
    entry = Minimum(
        points=_points(table, "points") if way == "points" else None,
        share=read_share_text(table) if way == "share" else None,
        base=table.choice("base", PointsBase)
        if way == "share" and not numbered
        else PointsBase.NUMBER,
        number=_points(table, "base") if numbered else None,
        strict=table.flag_or_no("strict"),
    )
    table.close()
    return entry


def _points(table: Table, key: str) -> Decimal:
    return table.decimal(key, Decimal(0), MOST_POINTS)
