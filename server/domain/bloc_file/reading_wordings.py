"""From `[[wordings]]` to a bloc's own wording of printouts."""

import re
from typing import Final

from server.domain.bloc_file.mistakes import Code
from server.domain.blocs.wordings import Wording
from server.domain.manifest.printouts import HOLE, HOLES
from server.domain.printouts.wordings import wrong_hole
from server.domain.toml_file import LONG, Table

_NAME: Final = re.compile(r"(?=.{1,60}$)[A-Za-z][A-Za-z0-9_-]*")
_SHOWN: Final = 80


def read_wordings(top: Table) -> tuple[Wording, ...] | None:
    """Read a bloc's own texts, each of which stands for another; None where there are none."""
    found: list[Wording] = []
    for table in top.tables("wordings") if top.has("wordings") else ():
        entry = _wording(table)
        if any(_stands_for(each) == _stands_for(entry) for each in found):
            table.note("own", Code.WORDED_TWICE, value=entry.own[:_SHOWN])
        found.append(entry)
    return tuple(found) or None


def _wording(table: Table) -> Wording:
    entry = Wording(
        process=table.identifier("process", _NAME, "my_process"),
        printout=table.identifier("printout", _NAME, "invitation"),
        own=table.text("own", LONG),
        text=table.text("text", LONG, breaks="\t"),
    )
    own = HOLE.findall(entry.own)
    wrong = wrong_hole(entry.text, lambda hole: hole in HOLES or "." in hole or hole in own)
    if wrong:
        code = Code.HOLE_UNKNOWN if wrong.unknown else Code.HOLE_OPEN
        table.note("text", code, value=wrong.sign, place=str(wrong.place))
    table.close()
    return entry


def _stands_for(entry: Wording) -> tuple[str, str, str]:
    return entry.process, entry.printout, entry.own
