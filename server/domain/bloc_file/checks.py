"""What must hold between the parts of a bloc-year file: ids, roles, posts, quotas, totals."""

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import Final

from server.domain.bloc_file.checks_awards import check_awards
from server.domain.bloc_file.checks_roles import check_posts, check_reorganised, check_roles
from server.domain.bloc_file.checks_scorers import check_scorers
from server.domain.bloc_file.entries import BlocYearFile, BodyKind, PostEntry
from server.domain.bloc_file.mistakes import Code
from server.domain.bloc_file.reading_conditions import check_conditions, has_floors
from server.domain.bloc_file.reading_score_table import MOST_POINTS
from server.domain.blocs.known_deadlines import NEEDED_DEADLINES
from server.domain.blocs.rules import (
    Award,
    BlocRole,
    SectionKind,
    TablePart,
)
from server.domain.canonical import decimal_text
from server.domain.people.lineage import FormerUnits
from server.domain.toml_file import Notes, Path

ONE_EACH: Final = tuple(kind for kind in BodyKind if kind is not BodyKind.DEPARTMENT)
"""The kinds of body of which there is one; of departments there may be any number."""


def check(
    file: BlocYearFile, notes: Notes, in_table: Collection[str] | None, formers: FormerUnits
) -> None:
    """Note what does not fit together; skips what is already known to be wrong.

    `in_table` are the ids that parts and criteria have, as far as can be told, or None; `formers`
    are units of provinces that others follow.
    """
    for ids in _id_groups(file):
        _unique(ids, notes)
    _provinces(file, notes, formers)
    _one(file, BlocRole.LEADER, Code.LEADER_MISSING, Code.LEADER_TWICE, notes)
    _one(file, BlocRole.DEPUTY, Code.DEPUTY_MISSING, Code.DEPUTY_TWICE, notes)
    _leader_is_not_deputy(file, notes)
    _bodies(file, notes)
    check_posts(file, notes)
    check_roles(file, notes)
    check_reorganised(file, notes)
    _appointments(file, notes)
    _totals(file, notes)
    _not_for(file, notes)
    check_scorers(file, notes)
    for number, award in enumerate(file.awards):
        _quota(award, ("awards", number, "quota"), len(file.units), notes)
    check_awards(file, notes, in_table)
    check_conditions(file, notes, in_table)
    _deadlines(file, notes)


def _id_groups(file: BlocYearFile) -> Iterator[list[tuple[Path, str]]]:
    units: list[tuple[Path, str]] = [
        (("units", n, "id"), entry.unit.id) for n, entry in enumerate(file.units)
    ]
    yield units + [(("bodies", n, "id"), entry.id) for n, entry in enumerate(file.bodies)]
    symbols: list[tuple[Path, str]] = [
        (("units", n, "symbol"), entry.unit.symbol or "") for n, entry in enumerate(file.units)
    ]
    yield symbols + [
        (("bodies", n, "symbol"), entry.symbol or "") for n, entry in enumerate(file.bodies)
    ]
    yield [(("persons", n, "login"), entry.login) for n, entry in enumerate(file.persons)]
    yield [(("awards", n, "id"), entry.id) for n, entry in enumerate(file.awards)]
    yield from _ids_of_rules(file)
    yield [(("deadlines", n, "id"), entry.id) for n, entry in enumerate(file.deadlines)]
    yield [(("recipients", n, "id"), entry.id) for n, entry in enumerate(file.recipients)]
    yield [(("legal_bases", n, "id"), entry.id) for n, entry in enumerate(file.legal_bases)]
    yield [(("waves", n, "id"), entry.id) for n, entry in enumerate(file.waves)]
    yield [(("positions", n, "id"), entry.id) for n, entry in enumerate(file.positions or ())]
    yield [(("roles", n, "id"), entry.id) for n, entry in enumerate(file.roles or ())]
    gone = enumerate(file.reorganised or ())
    yield [(("reorganised", n, "unit"), entry.unit) for n, entry in gone]
    yield from _ids_of_table(file)
    for base, posts in _post_lists(file):
        yield [((*base, n, "position"), post.id) for n, post in enumerate(posts)]


def _ids_of_table(file: BlocYearFile) -> Iterator[list[tuple[Path, str]]]:
    """Ids of parts and of criteria: together where floors name either by its id alone."""
    parts = [
        (found, part)
        for n, section in enumerate(file.score_table.sections)
        for found, part in placed_parts(("score_table", "sections", n), section)
    ]
    of_parts: list[tuple[Path, str]] = [((*path, "id"), part.id) for path, part in parts]
    criteria: list[tuple[Path, str]] = [
        ((*path, "criteria", n, "id"), criterion.id)
        for path, part in parts
        for n, criterion in enumerate(part.criteria)
    ]
    yield from [of_parts + criteria] if has_floors(file) else [of_parts, criteria]


def placed_parts(path: Path, part: TablePart) -> Iterator[tuple[Path, TablePart]]:
    """Go through a part and those within it, each with where it stands."""
    yield path, part
    for n, inner in enumerate(part.parts or ()):
        yield from placed_parts((*path, "parts", n), inner)


def _ids_of_rules(file: BlocYearFile) -> Iterator[list[tuple[Path, str]]]:
    yield [(("conditions", n, "id"), entry.id) for n, entry in enumerate(file.conditions or ())]
    yield [(("grades", n, "id"), entry.id) for n, entry in enumerate(file.grades or ())]
    yield [(("scorers", n, "id"), entry.id) for n, entry in enumerate(file.scorers or ())]
    of_vote = enumerate(file.voting.awards or ())
    yield [(("voting", "awards", n, "award"), entry.award) for n, entry in of_vote]
    of_council = enumerate(file.council.awards or ())
    yield [(("council", "awards", n, "award"), entry.award) for n, entry in of_council]


def _post_lists(file: BlocYearFile) -> Iterator[tuple[Path, tuple[PostEntry, ...]]]:
    for n, unit in enumerate(file.units):
        yield ("units", n, "posts"), unit.posts
    for n, body in enumerate(file.bodies):
        yield ("bodies", n, "posts"), body.posts


def _unique(ids: Iterable[tuple[Path, str]], notes: Notes) -> None:
    first: dict[str, Path] = {}
    for path, value in ids:
        if not value or notes.touch(*path):
            continue
        if value in first:
            notes.add(path, Code.DUPLICATE_ID, value=value, other=str(notes.line(first[value])))
        first.setdefault(value, path)


def _provinces(file: BlocYearFile, notes: Notes, formers: FormerUnits) -> None:
    if not file.bloc.province or notes.touch("bloc", "province"):
        return
    ids: list[tuple[Path, str]] = [(("bloc", "id"), file.bloc.id)]
    ids += next(_id_groups(file))
    lent = formers.may_be_in(file.bloc.province, file.effective_from)
    for path, value in ids:
        own = value.startswith(f"{file.bloc.province}/")
        if not own and not _of_former(path, value, file, lent) and not notes.touch(*path):
            notes.add(path, Code.OTHER_PROVINCE, value=value, province=file.bloc.province)


def _of_former(path: Path, value: str, file: BlocYearFile, formers: Collection[str]) -> bool:
    """Tell whether it is a former province's unit where one may be: a member, or a department."""
    match path:
        case ("bodies", int(n), _):
            return value in formers and file.bodies[n].kind is BodyKind.DEPARTMENT
        case ("units", *_):
            return value in formers
        case _:
            return False


def _one(file: BlocYearFile, role: BlocRole, missing: Code, twice: Code, notes: Notes) -> None:
    if any(notes.touch("units", n, "role") for n in range(len(file.units))):
        return
    found = [n for n, entry in enumerate(file.units) if entry.unit.role is role]
    if not found and file.units:
        notes.add(("units",), missing)
    for number in found[1:]:
        first = str(notes.line(("units", found[0], "role")))
        notes.add(("units", number, "role"), twice, other=first)


def _leader_is_not_deputy(file: BlocYearFile, notes: Notes) -> None:
    leaders = {entry.unit.id for entry in file.units if entry.unit.role is BlocRole.LEADER}
    broken = any(notes.touch("units", n, "role") for n in range(len(file.units)))
    for number, entry in enumerate(file.units):
        path: Path = ("units", number, "role")
        if entry.unit.role is BlocRole.DEPUTY and entry.unit.id in leaders and not broken:
            notes.add(path, Code.LEADER_IS_DEPUTY, value=entry.unit.id)


def _bodies(file: BlocYearFile, notes: Notes) -> None:
    if any(notes.touch("bodies", n, "kind") for n in range(len(file.bodies))):
        return
    for kind in ONE_EACH:
        found = [n for n, entry in enumerate(file.bodies) if entry.kind is kind]
        if not found and file.bodies:
            notes.add(("bodies",), Code.BODY_MISSING, value=kind.value)
        for number in found[1:]:
            first = str(notes.line(("bodies", found[0], "kind")))
            notes.add(("bodies", number, "kind"), Code.BODY_TWICE, value=kind.value, other=first)


def _appointments(file: BlocYearFile, notes: Notes) -> None:
    known = {post.id for post in file.posts}
    for n, person in enumerate(file.persons):
        for m, appointment in enumerate(person.appointments):
            path: Path = ("persons", n, "appointments", m, "post")
            if appointment.post_id not in known and not notes.touch(*path):
                notes.add(path, Code.UNKNOWN_REFERENCE, value=appointment.post_id)


def _totals(file: BlocYearFile, notes: Notes) -> None:
    if notes.touch("score_table") or not file.score_table.sections:
        return
    table, path = file.score_table, ("score_table", "sections")
    above = sum(part.max_points for part in table.sections if part.kind is SectionKind.BONUS)
    if table.max_points + above > MOST_POINTS:
        value, limit = decimal_text(table.max_points + above), decimal_text(MOST_POINTS)
        notes.add(path, Code.TOTAL_TOO_LARGE, value=value, limit=limit)
    if table.max_points == 0:
        notes.add(path, Code.TOTAL_ZERO)


def _not_for(file: BlocYearFile, notes: Notes) -> None:
    known = {entry.unit.id for entry in file.units}
    for n, section in enumerate(file.score_table.sections):
        for path, part in placed_parts(("score_table", "sections", n), section):
            for m, criterion in enumerate(part.criteria):
                for k, unit in enumerate(criterion.not_for or ()):
                    place: Path = (*path, "criteria", m, "not_for", k)
                    if unit not in known and not notes.touch(*place):
                        notes.add(place, Code.UNKNOWN_REFERENCE, value=unit)


def _quota(award: Award, path: Path, units: int, notes: Notes) -> None:
    if notes.touch(*path) or not award.quota:
        return
    order = sorted(range(len(award.quota)), key=lambda n: award.quota[n].min_units)
    for before, n in pairwise(order):
        end, start = award.quota[before].max_units, award.quota[n].min_units
        if start <= end:
            notes.add((*path, n), Code.QUOTA_OVERLAP, value=str(start))
        elif start > end + 1:
            notes.add((*path, n), Code.QUOTA_GAP, low=str(end + 1), high=str(start - 1))
    covered = any(row.min_units <= units <= row.max_units for row in award.quota)
    if not covered and not notes.touch(*path):
        notes.add(path, Code.QUOTA_NOT_COVERING, units=str(units))


def _deadlines(file: BlocYearFile, notes: Notes) -> None:
    if any(notes.touch("deadlines", n, "id") for n in range(len(file.deadlines))):
        return
    known = {deadline.id for deadline in file.deadlines}
    for needed in NEEDED_DEADLINES:
        if needed not in known and file.deadlines:
            notes.add(("deadlines",), Code.DEADLINE_MISSING, value=needed)
