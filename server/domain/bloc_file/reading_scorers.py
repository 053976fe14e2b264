"""From the tables of a bloc-year file to who gives points beside the units."""

import re

from server.domain.bloc_file.mistakes import Code
from server.domain.bloc_file.reading_score_table import CODE, THE_UNIT
from server.domain.blocs.scorers import CheckTeam, Scorer
from server.domain.toml_file import ReadingCode, Table

_BY, _TEAMS = "by", "teams"
_ID = re.compile(rf"(?!{THE_UNIT}$){CODE.pattern}")


def read_scorer(table: Table) -> Scorer:
    """Read a scorer: one unit or body, or teams of units that share out the bloc."""
    if table.has(_BY) == table.has(_TEAMS):
        table.note(_TEAMS if table.has(_TEAMS) else _BY, Code.ONE_OF, known=f"{_BY}, {_TEAMS}")
    by_one = table.has(_BY)
    entry = Scorer(
        id=table.identifier("id", _ID, "home-affairs"),
        name=table.words("name"),
        by=table.text(_BY) if by_one else None,
        own=table.text("own") if by_one and table.has("own") else None,
        teams=tuple(_team(row) for row in table.tables(_TEAMS)) if table.has(_TEAMS) else None,
    )
    table.close()
    return entry


def _some(table: Table, key: str) -> tuple[str, ...]:
    """Read a list of units that has at least one."""
    found = table.texts(key)
    if not table.has(key):
        table.note(key, ReadingCode.MISSING_KEY, key=key)
    elif not found and not table.notes.touch(*table.path, key):
        table.note(key, ReadingCode.LIST_EMPTY)
    return found


def _team(table: Table) -> CheckTeam:
    entry = CheckTeam(members=_some(table, "members"), checks=_some(table, "checks"))
    table.close()
    return entry
