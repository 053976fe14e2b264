"""From a table of a bloc-year file to a share of a whole: `percent = 90` or `share = "2/3"`."""

from decimal import Decimal
from fractions import Fraction

from server.domain.bloc_file.mistakes import Code
from server.domain.blocs.comparing import read_share
from server.domain.toml_file import SHORT, Table

PLACES = 12


def read_percent(table: Table, key: str) -> Decimal:
    """Read a percentage, 0 to 100, of any precision a paper may give."""
    return table.decimal(key, Decimal(0), Decimal(100), PLACES)


def read_share_text(table: Table, key: str = "share") -> str:
    """Read a share as it is written, and note what is none."""
    text = table.text(key, SHORT)
    if text and read_share(text) is None:
        table.note(key, Code.BAD_SHARE, value=text)
    return text


def read_part_of_whole(table: Table) -> Fraction:
    """Read a share that cannot be more than the whole."""
    found = read_share(read_share_text(table))
    if found is not None and found > 1:
        table.note("share", Code.FRACTION_ABOVE_ONE, value=str(found))
    return Fraction(1) if found is None else found


def one_of(table: Table, *keys: str) -> str | None:
    """Return which of the fields is there; none or several are one mistake."""
    there = [key for key in keys if table.has(key)]
    if len(there) == 1:
        return there[0]
    if not table.notes.touch(*table.path):
        table.note(there[1] if there else keys[0], Code.ONE_OF, known=", ".join(keys))
    return there[0] if there else None
