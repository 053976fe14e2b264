"""What a bloc-year file names that nothing is, and what it has that nothing names: warnings."""

from collections.abc import Collection, Iterator

from server.domain.bloc_doubts.doubts import Doubt
from server.domain.bloc_file.checks import placed_parts
from server.domain.bloc_file.entries import BlocYearFile
from server.domain.blocs.kept_records import DutyName
from server.domain.blocs.rules import Criterion
from server.domain.toml_file import Notes, Path


def check_named(file: BlocYearFile, duties: Collection[str] | None, notes: Notes) -> None:
    """Note what names nothing, and what nothing names.

    `duties` are those that the processes in use give; None where that is not known.
    """
    _scorers(file, notes)
    if duties is not None:
        _duties(file, duties, notes)


def _scorers(file: BlocYearFile, notes: Notes) -> None:
    named = {criterion.scored_by for _, criterion in file.score_table.lines()}
    for number, scorer in enumerate(file.scorers or ()):
        if scorer.id not in named:
            notes.add(("scorers", number, "id"), Doubt.SCORER_UNUSED, value=scorer.id)


def _duties(file: BlocYearFile, known: Collection[str], notes: Notes) -> None:
    for path, duty in duties_asked(file):
        if duty.of not in known:
            notes.add((*path, "of"), Doubt.DUTY_UNKNOWN, value=duty.of)


def duties_asked(file: BlocYearFile) -> Iterator[tuple[Path, DutyName]]:
    """Go through the duties that conditions and criteria ask of, each with where it stands."""
    for number, condition in enumerate(file.conditions or ()):
        if condition.record is not None:
            yield ("conditions", number, "record"), condition.record.duty
    for path, criterion in _criteria(file):
        late = criterion.days_late
        if late is not None and late.by is not None:
            yield (*path, "days_late"), late.by.duty


def _criteria(file: BlocYearFile) -> Iterator[tuple[Path, Criterion]]:
    for n, section in enumerate(file.score_table.sections):
        for path, part in placed_parts(("score_table", "sections", n), section):
            for m, criterion in enumerate(part.criteria):
                yield (*path, "criteria", m), criterion
