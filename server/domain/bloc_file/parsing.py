"""From the text of a bloc-year file to the file, or to all its mistakes; and on to the rules."""

from server.domain.bloc_file.checks import check
from server.domain.bloc_file.entries import BlocYearFile, BodyEntry, BodyKind
from server.domain.bloc_file.reading import read_file
from server.domain.bloc_file.reading_score_table import ids_in_table
from server.domain.blocs.rules import (
    Bodies,
    Body,
    CaseRules,
)
from server.domain.people.lineage import NO_FORMER_UNITS, FormerUnits
from server.domain.toml_file import FileMistake, FileMistakes, read_toml


def parse(text: str, formers: FormerUnits = NO_FORMER_UNITS) -> BlocYearFile | FileMistakes:
    """Read a bloc-year file; returns every mistake at once where there is one.

    `formers` are units of provinces that others follow: they may be in blocs of those.
    """
    found = read_unfinished(text, formers)
    if isinstance(found, FileMistakes):
        return found
    file, mistakes = found
    return FileMistakes(mistakes) if mistakes else file


def read_unfinished(
    text: str, formers: FormerUnits = NO_FORMER_UNITS
) -> tuple[BlocYearFile, tuple[FileMistake, ...]] | FileMistakes:
    """Read a file that may have mistakes; what has one stands in it as a stand-in.

    Answers the mistakes alone where the text is no TOML at all.
    """
    table = read_toml(text)
    if isinstance(table, FileMistakes):
        return table
    file = read_file(table)
    in_table = ids_in_table(file.score_table, table.plain("score_table"), table.notes)
    check(file, table.notes, in_table, formers)
    return file, table.notes.all()


def to_rules(file: BlocYearFile) -> CaseRules:
    """Return what a case opened under this file freezes: no persons and no posts."""
    return CaseRules(
        bloc=file.bloc,
        year=file.year,
        theme=file.theme,
        units=tuple(entry.unit for entry in file.units),
        bodies=Bodies(
            home_affairs=_body(file, BodyKind.HOME_AFFAIRS),
            council=_body(file, BodyKind.COUNCIL),
            chairman=_body(file, BodyKind.CHAIRMAN),
            departments=_departments(file),
        ),
        score_table=file.score_table,
        awards=file.awards,
        voting=file.voting,
        council=file.council,
        deadlines=file.deadlines,
        recipients=file.recipients,
        legal_bases=file.legal_bases,
        waves=file.waves,
        roles=file.roles,
        register=file.register,
        history=file.history,
        conditions=file.conditions,
        grades=file.grades,
        scorers=file.scorers,
        reorganised=file.reorganised,
        wordings=file.wordings,
    )


def _body(file: BlocYearFile, kind: BodyKind) -> Body:
    return _as_body(next(body for body in file.bodies if body.kind is kind))


def _departments(file: BlocYearFile) -> tuple[Body, ...] | None:
    found = (body for body in file.bodies if body.kind is BodyKind.DEPARTMENT)
    return tuple(_as_body(body) for body in found) or None


def _as_body(entry: BodyEntry) -> Body:
    return Body(
        id=entry.id,
        name=entry.name,
        short=entry.short,
        receives=entry.receives,
        symbol=entry.symbol,
    )
