"""A nominee's report of its achievements: what the year's cases know of it, the rest as dots."""

from collections.abc import Collection, Iterator

from server.actions.printouts.holes import party_words
from server.actions.printouts.material import Material
from server.domain.people.posts import unit_of_nominee
from server.domain.printouts.left_open import DOTS
from server.domain.printouts.printout import Block, Paragraphs, PrintedColumn
from server.domain.printouts.shapes import numbered_table
from server.processes.award_review.printed.minutes import last_shares
from server.processes.award_review.rules.eligibility import whose_awards
from server.processes.submission.printed.nominations import award_words, points_and_rank, shown
from server.processes.submission.tables.past_decisions import past_decisions
from server.web.frame.formats import day


def year_figures(of: Material) -> list[Block] | None:
    """Print for what it is proposed, and what it came to this year."""
    rows = shown(of) or ()
    row = next((each for each in rows if each.id == of.key), None)
    if row is None:
        return None
    points, rank = points_and_rank(of).get(row.unit_id, (DOTS, DOTS))
    share = last_shares(of).get(row.id, DOTS)
    award = award_words(row.award_id, of.rules)
    return [
        Paragraphs(label="Hình thức đề nghị:", lines=[f"{award}."]),
        Paragraphs(label=f"Điểm thi đua năm {of.rules.year}:", lines=[f"{points}; hạng {rank}."]),
        Paragraphs(label="Tỷ lệ phiếu bình xét:", lines=[f"{share}."]),
    ]


def former_awards(of: Material) -> list[Block] | None:
    """Print what it was rewarded with in years before: by decisions, and as entered by hand.

    What units were awarded that went into it is told with it, where it counts as its own.
    """
    if shown(of) is None:
        return None
    units = whose_awards(of.rules, unit_of_nominee(of.key))
    rows = sorted([*_by_hand(of, units), *_by_decision(of, units)]) or [("", DOTS, DOTS, DOTS)]
    columns = [
        PrintedColumn(title="Năm", width=2),
        PrintedColumn(title="Danh hiệu, hình thức", width=5),
        PrintedColumn(title="Số, ngày quyết định", width=4),
        PrintedColumn(title="Cơ quan ban hành", width=4),
    ]
    return [numbered_table(columns, rows)]


def _by_hand(of: Material, units: Collection[str]) -> Iterator[tuple[str, str, str, str]]:
    for each in of.rules.history or ():
        if each.unit in units:
            yield str(each.year), award_words(each.award, of.rules), each.decision, DOTS


def _by_decision(of: Material, units: Collection[str]) -> Iterator[tuple[str, str, str, str]]:
    issuer = party_words(of.rules.bodies.chairman.id, of.rules)
    for each in past_decisions(of.session, of.case.id, units):
        number = f"Số {each.number} ngày {day(each.dated)}"
        yield str(each.year), award_words(each.award_id, of.rules), number, issuer
