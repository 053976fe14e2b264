"""Tables of candidates and votes, as the papers of awards have them."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from server.domain.blocs.rules import Award, CaseRules
from server.domain.printouts.printout import Align, PrintedColumn
from server.web.frame.formats import rounded

UNIT: Final = PrintedColumn(title="Đơn vị", width=5)
AWARD: Final = PrintedColumn(title="Hình thức", width=3)
SHARE: Final = PrintedColumn(title="Tỷ lệ", align=Align.END, width=2)
DECIMALS: Final = 2


def votes(title: str) -> PrintedColumn:
    """Make a column of numbers of votes."""
    return PrintedColumn(title=title, align=Align.END, width=2)


def percent(yes: int, of: int) -> str:
    """Write a share of votes, `66,67%`; nothing of an empty base."""
    return f"{rounded(Fraction(100 * yes, of), DECIMALS)}%" if of else ""


def named_awards(rules: CaseRules, present: Iterable[str]) -> Iterator[Award]:
    """Give the awards that are there, in the order of the rules."""
    known = set(present)
    yield from (award for award in rules.awards if award.id in known)
