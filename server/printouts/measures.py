"""What has which size on a printout: rooms in millimetres, letters in points."""

from typing import Final

from server.domain.manifest.printouts import Layout
from server.domain.printouts.printout import Appendix, Printout
from server.printouts.faces import width

_UPRIGHT, _SIDEWAYS = 165.0, 252.0
"""Between the margins."""
ISSUER: Final = 70.0
"""Of a paper that stands upright."""
NATION: Final = 92.0
HEAD_LETTERS: Final = 12.0
TITLE_LETTERS: Final = 14.0
RECIPIENT: Final = 62.0
SIGNER: Final = 100.0
"""Of one who signs beside the recipients."""
GAP: Final = 3.0
SIGNATURE: Final = 24.0
"""The height that is left for a signature."""
_SHEET_LETTERS, _TABLE_LETTERS = 11.0, 13.0
_MOST_BESIDE: Final = 30
"""More recipients than these stand below the signature, and may go on on the next page."""


def sideways(of: Printout | Appendix) -> bool:
    """Say whether the paper is turned."""
    return of.sideways if isinstance(of, Appendix) else of.layout is Layout.SHEET


def lies(printout: Printout) -> bool:
    """Say whether a page that shows it whole has to be printed on turned paper."""
    return sideways(printout) or any(map(sideways, printout.appendices))


def room(of: Printout | Appendix) -> float:
    """Give the width of the text."""
    return _SIDEWAYS if sideways(of) else _UPRIGHT


def issuer(printout: Printout) -> float:
    """Give the width of the column in which it is said who issues it."""
    return room(printout) - NATION - GAP


def table_letters(of: Printout | Appendix) -> float:
    """Give the size of letters in tables."""
    return _SHEET_LETTERS if sideways(of) else _TABLE_LETTERS


def power_letters(printout: Printout) -> float:
    """Give the size of letters of powers and posts: the smaller where a line would not fit."""
    half = SIGNER if beside(printout) else room(printout) / 2 - GAP
    lines = (line.upper() for who in printout.signers for line in who.lines)
    return 13.0 if any(width(line, 14.0) > half for line in lines) else 14.0


def beside(printout: Printout) -> bool:
    """Say whether the recipients stand beside the signature, as they do where one person signs."""
    alone = len(printout.signers) == 1 and printout.layout is not Layout.PROCEEDINGS
    return alone and len(printout.recipients) <= _MOST_BESIDE
