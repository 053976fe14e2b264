"""What must hold of who gives points beside the units: known, for each unit one, never itself."""

from collections.abc import Iterable, Iterator

from server.domain.bloc_file.checks_roles import APART
from server.domain.bloc_file.entries import BlocYearFile
from server.domain.bloc_file.mistakes import Code
from server.domain.blocs.rules import Scorer, TablePart
from server.domain.blocs.scorers import CheckTeam
from server.domain.toml_file import Notes, Path


def check_scorers(file: BlocYearFile, notes: Notes) -> None:
    """Note scorers that nobody is, units that are not scored once, and who would score itself."""
    known = {scorer.id for scorer in file.scorers or ()}
    for path, said in _named(file):
        if said not in known and not notes.touch(*path):
            notes.add(path, Code.UNKNOWN_REFERENCE, value=said)
    if not notes.touch("units"):
        _each(file, notes)


def _each(file: BlocYearFile, notes: Notes) -> None:
    units = [entry.unit.id for entry in file.units]
    outside = {body.id for body in file.bodies if body.kind not in APART}
    for number, scorer in enumerate(file.scorers or ()):
        place: Path = ("scorers", number)
        if notes.touch(*place):
            continue
        if scorer.teams is None:
            _one(scorer, place, {*units}, outside, notes)
        else:
            _teams(scorer.teams, (*place, "teams"), _scored(file, scorer, units), {*units}, notes)


def _named(file: BlocYearFile) -> Iterator[tuple[Path, str]]:
    """Go through who is said to give points, each with where it is said."""
    for n, section in enumerate(file.score_table.sections):
        yield from _of_part(("score_table", "sections", n), section, None)


def _of_part(path: Path, part: TablePart, above: str | None) -> Iterator[tuple[Path, str]]:
    if part.scored_by and part.scored_by != above:
        yield (*path, "scored_by"), part.scored_by
    for n, criterion in enumerate(part.criteria):
        if criterion.scored_by and criterion.scored_by != part.scored_by:
            yield (*path, "criteria", n, "scored_by"), criterion.scored_by
    for n, inner in enumerate(part.parts or ()):
        yield from _of_part((*path, "parts", n), inner, part.scored_by)


def _scored(file: BlocYearFile, scorer: Scorer, units: Iterable[str]) -> list[str]:
    """List the units that have a criterion whose points a scorer gives."""
    criteria = [each for _, each in file.score_table.lines() if each.scored_by == scorer.id]
    return [unit for unit in units if any(each.is_for(unit) for each in criteria)]


def _one(scorer: Scorer, place: Path, units: set[str], outside: set[str], notes: Notes) -> None:
    by, own = scorer.by or "", scorer.own
    for field, party in (("by", by), ("own", own)):
        if party is not None and party not in units | outside:
            notes.add((*place, field), Code.UNKNOWN_REFERENCE, value=party)
    if own is None and by in units:
        notes.add((*place, "by"), Code.SCORER_OWN_MISSING, value=by)
    elif own is not None and by in outside - units:
        notes.add((*place, "own"), Code.SCORER_OWN_NEEDLESS, value=by)
    elif own is not None and own == by:
        notes.add((*place, "own"), Code.SCORES_ITSELF, value=own)


def _teams(
    teams: tuple[CheckTeam, ...], place: Path, scored: list[str], units: set[str], notes: Notes
) -> None:
    for path, unit in _named_units(teams, place):
        if unit not in units:
            notes.add(path, Code.UNKNOWN_REFERENCE, value=unit)
    checked = _checked(teams, place, notes)
    for unit in scored:
        if unit not in checked:
            notes.add(place, Code.TEAM_MISSING, value=unit)


def _checked(teams: tuple[CheckTeam, ...], place: Path, notes: Notes) -> dict[str, Path]:
    """Return where each unit is checked first; note a second time, and who checks itself."""
    found: dict[str, Path] = {}
    for number, team in enumerate(teams):
        for n, unit in enumerate(team.checks):
            path: Path = (*place, number, "checks", n)
            if unit in team.members:
                notes.add(path, Code.SCORES_ITSELF, value=unit)
            if unit in found:
                notes.add(path, Code.TEAM_TWICE, value=unit, other=str(notes.line(found[unit])))
            found.setdefault(unit, path)
    return found


def _named_units(teams: tuple[CheckTeam, ...], place: Path) -> Iterator[tuple[Path, str]]:
    """Go through the units that teams name, each with where it stands."""
    for number, team in enumerate(teams):
        for name, several in (("members", team.members), ("checks", team.checks)):
            yield from (((*place, number, name, n), unit) for n, unit in enumerate(several))
