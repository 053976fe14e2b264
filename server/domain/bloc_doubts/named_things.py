"""What a bloc-year file names that nothing is, and what it has that nothing names: warnings."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from server.domain.bloc_doubts.doubts import Doubt
from server.domain.bloc_file.checks import placed_parts
from server.domain.bloc_file.entries import BlocYearFile
from server.domain.blocs.kept_records import DutyName, FigureName
from server.domain.blocs.rules import Criterion
from server.domain.manifest import PrintoutEntry
from server.domain.printouts.wordings import usable
from server.domain.toml_file import Notes, Path

_SHOWN: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsInUse:
    """What the processes in use record of units: duties, "report.sent", and figures.

    `slots` by process: those that are chosen at opening; a process is left out whose are not known.
    `printouts` by process and name.
    """

    duties: Collection[str] = ()
    figures: Collection[str] = ()
    slots: Mapping[str, Collection[str]] = field(default_factory=dict)
    printouts: Mapping[tuple[str, str], PrintoutEntry] = field(default_factory=dict)


def check_named(file: BlocYearFile, recorded: RecordsInUse | None, notes: Notes) -> None:
    """Note what names nothing, and what nothing names; `recorded` is None where it is not known."""
    _scorers(file, notes)
    if recorded is None:
        return
    for path, duty in duties_asked(file):
        if duty.of not in recorded.duties:
            notes.add((*path, "of"), Doubt.DUTY_UNKNOWN, value=duty.of)
    for path, figure in figures_asked(file):
        if figure.of not in recorded.figures:
            notes.add(path, Doubt.FIGURE_UNKNOWN, value=figure.of)
    _slots(file, recorded.slots, notes)
    _wordings(file, recorded.printouts, notes)


def _scorers(file: BlocYearFile, notes: Notes) -> None:
    named = {criterion.scored_by for _, criterion in file.score_table.lines()}
    for number, scorer in enumerate(file.scorers or ()):
        if scorer.id not in named:
            notes.add(("scorers", number, "id"), Doubt.SCORER_UNUSED, value=scorer.id)


def _wordings(
    file: BlocYearFile, known: Mapping[tuple[str, str], PrintoutEntry], notes: Notes
) -> None:
    for number, each in enumerate(file.wordings or ()):
        entry = known.get((each.process, each.printout))
        if entry is None or not usable(entry, {each.own: each.text}):
            place: Path = ("wordings", number, "own")
            notes.add(place, Doubt.WORDING_UNUSED, value=each.own[:_SHOWN])


def _slots(file: BlocYearFile, known: Mapping[str, Collection[str]], notes: Notes) -> None:
    tables: list[tuple[Path, DutyName | FigureName]] = [*duties_asked(file)]
    tables += ((path[:-1], figure) for path, figure in figures_asked(file))
    for path, asked in tables:
        slots = known.get(asked.process, ())
        if slots and asked.slot is not None and asked.slot not in slots:
            said = ", ".join(sorted(slots))
            notes.add((*path, "slot"), Doubt.SLOT_UNKNOWN, value=asked.slot, known=said)


def duties_asked(file: BlocYearFile) -> Iterator[tuple[Path, DutyName]]:
    """Go through the duties that conditions and criteria ask of, each with where it stands."""
    for number, condition in enumerate(file.conditions or ()):
        if condition.record is not None:
            yield ("conditions", number, "record"), condition.record.duty
    for path, criterion in _criteria(file):
        late = criterion.days_late
        if late is not None and late.by is not None:
            yield (*path, "days_late"), late.by.duty


def figures_asked(file: BlocYearFile) -> Iterator[tuple[Path, FigureName]]:
    """Go through the figures that criteria take from records, each with where it stands."""
    for path, criterion in _criteria(file):
        kind = "target" if criterion.target is not None else "count"
        for key, figure in zip(("of", "out_of"), criterion.proposed_by, strict=True):
            if figure is not None:
                yield (*path, kind, key), figure


def _criteria(file: BlocYearFile) -> Iterator[tuple[Path, Criterion]]:
    for n, section in enumerate(file.score_table.sections):
        for path, part in placed_parts(("score_table", "sections", n), section):
            for m, criterion in enumerate(part.criteria):
                yield (*path, "criteria", m), criterion
