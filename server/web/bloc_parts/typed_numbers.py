"""Numbers as they are typed in a form of a bloc-year: one, and the rows of a quota."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from server.forms.readings import Ambiguous, read_number
from server.web.frame.formats import number
from server.web.words.catalogue import gettext as _
from server.web.words.language import language

QUOTA_ROW: Final = re.compile(r"\s*([0-9]{1,4})\s*[-–]\s*([0-9]{1,4})\s*:\s*([0-9]{1,4})\s*")


@dataclass(frozen=True, slots=True)
class UnreadableField(Exception):
    """What was typed is no value of its kind; `text` says so."""

    text: str


def number_of(text: str, *, whole: bool) -> int | Decimal:
    """Read a number. Raises UnreadableField."""
    found = read_number(text, language())
    if isinstance(found, Ambiguous):
        raise UnreadableField(
            _(
                "“%(text)s” đọc được là %(one)s hoặc %(other)s. Hãy ghi rõ.",
                text=text,
                one=number(found.thousands),
                other=number(found.fraction),
            )
        )
    if found is None or (whole and found != int(found)):
        said = _("“%(text)s” không phải là số.", text=text)
        raise UnreadableField(
            _("“%(text)s” không phải là số nguyên.", text=text) if whole else said
        )
    return int(found) if found == int(found) else found


def quota_text(row: object) -> str:
    """Say a row of a quota as it is typed."""
    if not isinstance(row, Mapping):
        return str(row)
    return f"{row.get('min_units')}-{row.get('max_units')}: {row.get('maximum')}"


def quota_row(text: str) -> Mapping[str, int]:
    """Read a row of a quota. Raises UnreadableField."""
    found = QUOTA_ROW.fullmatch(text)
    if found is None:
        raise UnreadableField(
            _(
                "“%(text)s” chưa đúng. Ghi từ số đơn vị đến số đơn vị: tối đa, ví dụ 1-10: 1.",
                text=text.strip(),
            )
        )
    low, high, most = map(int, found.groups())
    return {"min_units": low, "max_units": high, "maximum": most}
