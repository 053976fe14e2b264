"""What a bloc-year file says that may be meant, but seldom is: warnings, by line and field."""

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from server.domain.bloc_doubts.doubts import Doubt
from server.domain.bloc_doubts.named_things import RecordsInUse, check_named
from server.domain.bloc_file.checks import placed_parts
from server.domain.bloc_file.entries import BlocYearFile
from server.domain.bloc_file.reading_conditions import floors_of
from server.domain.blocs.awards import Minimum
from server.domain.blocs.comparing import Comparison, read_share
from server.domain.blocs.rules import (
    Award,
    AwardCouncil,
    AwardVoting,
    ConditionEffect,
    CouncilVoting,
    Criterion,
    Floor,
    FloorOf,
    Grade,
    Quorum,
    ScoreTable,
    SectionKind,
    Threshold,
    Voting,
)
from server.domain.canonical import decimal_text
from server.domain.cases.carrying import RuleNeed
from server.domain.toml_file import FileMistake, LineIndex, Notes, Path, Table, read_toml

FIRST_DAY_WITHIN = 1
"""A file holds from a day of its own year, or of so many before or after."""


def implausible(
    source: str,
    file: BlocYearFile,
    lacking: Iterable[tuple[str, RuleNeed]] = (),
    recorded: RecordsInUse | None = None,
) -> tuple[FileMistake, ...]:
    """List what is seldom meant in a file without mistakes, in the order of the file.

    `lacking` are the words that the newest version of a process cannot take, with its key;
    `recorded` what the processes in use record of units, None where that is not known.
    """
    notes = Notes(LineIndex(source.removeprefix("\ufeff")))
    _days(file, notes)
    _awards(file, notes)
    for number, grade in enumerate(file.grades or ()):
        path: Path = ("grades", number, "min")
        _minimum(grade.minimum, file.score_table, path, notes, all_others=True)
    _grades(file, notes)
    _noted(file, notes)
    for path, floor in floors_of(file):
        _floor(floor, file.score_table, path, notes)
    _shares_of_votes(file, notes)
    _criteria(file, notes)
    _yes_no(source, notes)
    _history(file, notes)
    check_named(file, recorded, notes)
    for process, need in lacking:
        said = {"process": process, "vi": need.said.vi, "en": need.said.text("en")}
        notes.add(need.place, Doubt.PROCESS_TOO_OLD, **said)
    return notes.all()


def _awards(file: BlocYearFile, notes: Notes) -> None:
    for number, award in enumerate(file.awards):
        _quota(file, award, ("awards", number), notes)
        path: Path = ("awards", number, "eligibility")
        _minimum(award.eligibility.minimum, file.score_table, (*path, "min"), notes)
        if award.eligibility.min_percent == 0:
            notes.add((*path, "min_percent"), Doubt.ASKS_NOTHING)


def _days(file: BlocYearFile, notes: Notes) -> None:
    """A year's work ends early in the next; a day of any other year is a slip."""
    dated: list[tuple[Path, dt.date | None]] = [
        (("deadlines", n, "date"), each.date) for n, each in enumerate(file.deadlines)
    ]
    dated += [(("waves", n, "starts"), each.starts) for n, each in enumerate(file.waves)]
    dated += [(("waves", n, "ends"), each.ends) for n, each in enumerate(file.waves)]
    slips = [(path, day) for path, day in dated if day and day.year - file.year not in {0, 1}]
    if abs(file.effective_from.year - file.year) > FIRST_DAY_WITHIN:
        slips.append((("bloc", "effective_from"), file.effective_from))
    for path, day in slips:
        notes.add(path, Doubt.FAR_FROM_YEAR, year=str(file.year), day=day.isoformat())


def _quota(file: BlocYearFile, award: Award, path: Path, notes: Notes) -> None:
    if award.quota_of is not None:
        return
    share, units = award.quota_share, len(file.units)
    if share is None:
        _maximum(file, award, (*path, "quota"), notes)
        return
    place: Path = (*path, "quota_share")
    _maximum(file, award, place, notes)
    if share.at_least > units:
        said = {"maximum": str(share.at_least), "units": str(units)}
        notes.add((*place, "at_least"), Doubt.QUOTA_ABOVE_UNITS, **said)
    if read_share(share.share) == 0 and share.at_least > 0:
        notes.add((*place, "share"), Doubt.ASKS_NOTHING)


def _maximum(file: BlocYearFile, award: Award, place: Path, notes: Notes) -> None:
    """Hold how many may be proposed against how many there can be: the narrowest is told."""
    units, maximum = len(file.units), award.maximum(len(file.units))
    rank, winners = award.eligibility.max_rank, _winners(file, award, units)
    if maximum == 0:
        notes.add(place, Doubt.QUOTA_NOBODY, units=str(units))
    elif maximum > units:
        notes.add(place, Doubt.QUOTA_ABOVE_UNITS, maximum=str(maximum), units=str(units))
    elif rank is not None and maximum > rank:
        notes.add(place, Doubt.QUOTA_ABOVE_RANK, maximum=str(maximum), rank=str(rank))
    elif winners is not None and maximum > winners:
        said = {"maximum": str(maximum), "award": award.winners_of or "", "most": str(winners)}
        notes.add(place, Doubt.QUOTA_ABOVE_WINNERS, **said)


def _winners(file: BlocYearFile, award: Award, units: int) -> int | None:
    """Return how many stand at most where only those proposed for another award do."""
    known = {each.id: each for each in file.awards}
    if award.winners_of is None:
        return None
    above = known[award.winners_of]
    return known[above.quota_of or above.id].maximum(units)


def _minimum(
    asked: Minimum | None,
    table: ScoreTable,
    path: Path,
    notes: Notes,
    *,
    all_others: bool = False,
) -> None:
    """Note points that nobody can have, or that everybody has; 0 points may mean all others."""
    if asked is None:
        return
    share = read_share(asked.share) if asked.share is not None else None
    if share is not None and share > 1:
        notes.add((*path, "share"), Doubt.ABOVE_WHOLE, value=asked.share or "")
    bonus = (part.max_points for part in table.sections if part.kind is SectionKind.BONUS)
    most = table.max_points + (sum(bonus) if table.bonus_may_exceed else 0)
    found = asked.compare(Fraction(most), table)
    if not found.holds:
        said = {"needed": _hundredths(found.needed), "most": decimal_text(most)}
        notes.add(path, Doubt.OUT_OF_REACH, **said)
    elif found.needed == 0 and not asked.strict and not (all_others and share is None):
        notes.add(path, Doubt.ASKS_NOTHING)


def _hundredths(value: Fraction) -> str:
    return decimal_text(Decimal(round(value * 100)) / 100)


def _grades(file: BlocYearFile, notes: Notes) -> None:
    """A unit gets the first grade that it has all of: a lower one has to be easier."""
    grades = file.grades or ()
    for number, lower in enumerate(grades):
        for higher in grades[:number]:
            if _asks_as_much(lower, higher, file.score_table):
                notes.add(("grades", number), Doubt.GRADE_ASKS_MORE, other=higher.id)
                break


def _noted(file: BlocYearFile, notes: Notes) -> None:
    """A condition that is only noted counts where a grade names it."""
    barring = {name for grade in file.grades or () for name in grade.without or ()}
    for number, condition in enumerate(file.conditions or ()):
        if condition.effect is ConditionEffect.NOTED and condition.id not in barring:
            path = ("conditions", number, "effect")
            notes.add(path, Doubt.NOTED_FOR_NOTHING, value=condition.id)


def _asks_as_much(lower: Grade, higher: Grade, table: ScoreTable) -> bool:
    """Tell whether the lower grade asks more in a place, or in no place less than the higher."""
    nothing = (Fraction(0), False)
    of_lower, of_higher = _asked(lower, table), _asked(higher, table)
    places = of_lower.keys() | of_higher.keys()
    pairs = [(of_lower.get(one, nothing), of_higher.get(one, nothing)) for one in places]
    as_much = all(low == high for low, high in pairs)
    free_of = {*(higher.without or ())} - {*(lower.without or ())}
    return any(low > high for low, high in pairs) or (as_much and not free_of)


def _asked(grade: Grade, table: ScoreTable) -> dict[str, tuple[Fraction, bool]]:
    """Return the most a grade asks for by part and criterion, of all under an empty id."""
    whole = grade.minimum.compare(Fraction(0), table)
    asked = {"": (whole.needed, whole.strict)}
    for floor in grade.least or ():
        for name, maximum in _under(floor, table):
            found = floor.compare(Decimal(0), maximum)
            asked[name] = max(asked.get(name, (Fraction(0), False)), (found.needed, found.strict))
    return asked


def _under(floor: Floor, table: ScoreTable) -> Iterator[tuple[str, Decimal]]:
    """Go through what stands under a floor: parts and criteria, each with its maximum."""
    normal = [part for part in table.sections if part.kind is SectionKind.NORMAL]
    if floor.every is FloorOf.SECTION:
        yield from ((part.id, part.max_points) for part in normal)
    elif floor.every is FloorOf.CRITERION:
        lines = (line for line in table.lines() if line[0] in normal)
        yield from ((criterion.id, criterion.max_points) for _, criterion in lines)
    else:
        maxima = {part.id: part.max_points for part in table.parts()}
        maxima |= {criterion.id: criterion.max_points for _, criterion in table.lines()}
        yield from ((name, maxima[name]) for name in floor.of or ())


def _floor(floor: Floor, table: ScoreTable, path: Path, notes: Notes) -> None:
    under = list(_under(floor, table))
    held: list[Comparison] = [floor.compare(maximum, maximum) for _, maximum in under]
    for (name, maximum), found in zip(under, held, strict=True):
        if not found.holds:
            said = {"needed": _hundredths(found.needed), "most": decimal_text(maximum)}
            notes.add(path, Doubt.FLOOR_ABOVE_MAXIMUM, value=name, **said)
            return
    if all(found.needed == 0 for found in held) and not floor.strict:
        notes.add(path, Doubt.ASKS_NOTHING)


def _shares_of_votes(file: BlocYearFile, notes: Notes) -> None:
    """A share of votes or of members that everybody has, or that nobody can have."""
    levels: tuple[tuple[str, Voting | CouncilVoting], ...] = (
        ("voting", file.voting),
        ("council", file.council),
    )
    for level, rules in levels:
        every: list[AwardVoting | AwardCouncil] = list(rules.awards or ())
        asked: list[tuple[Path, Threshold | None, Quorum | None]] = [
            ((level,), rules.threshold, rules.quorum)
        ]
        asked += [((level, "awards", n), own.threshold, own.quorum) for n, own in enumerate(every)]
        for path, threshold, quorum in asked:
            _threshold(threshold, (*path, "threshold"), notes)
            if quorum is not None:
                whole = quorum.compare(present=1, of=1)
                _never_or_always(whole, (*path, "quorum"), notes)


def _threshold(threshold: Threshold | None, path: Path, notes: Notes) -> None:
    if threshold is None:
        return
    if threshold.share is not None and (read_share(threshold.share) or 0) > 1:
        notes.add((*path, "share"), Doubt.ABOVE_WHOLE, value=threshold.share)
        return
    _never_or_always(threshold.compare(yes=1, of=1), path, notes)


def _never_or_always(whole: Comparison, path: Path, notes: Notes) -> None:
    if not whole.holds:
        notes.add(path, Doubt.NOBODY_PASSES)
    elif whole.needed == 0 and not whole.strict:
        notes.add(path, Doubt.ASKS_NOTHING)


def _criteria(file: BlocYearFile, notes: Notes) -> None:
    units = {entry.unit.id for entry in file.units}
    for n, section in enumerate(file.score_table.sections):
        for path, part in placed_parts(("score_table", "sections", n), section):
            for m, criterion in enumerate(part.criteria):
                if _is_for_nobody(criterion, units):
                    notes.add((*path, "criteria", m, "not_for"), Doubt.FOR_NO_UNIT)


def _is_for_nobody(criterion: Criterion, units: set[str]) -> bool:
    return not any(criterion.is_for(unit) for unit in units)


def _yes_no(source: str, notes: Notes) -> None:
    """What is said to be no yes-or-no criterion is not kept of it: the text is read once more."""
    top = read_toml(source)
    written = top.plain("score_table") if isinstance(top, Table) else None
    for path in _noes(written, ("score_table",)):
        notes.add(path, Doubt.NO_IS_NOTHING)


def _noes(written: object, path: Path) -> Iterator[Path]:
    if isinstance(written, dict):
        for key, value in written.items():
            yield from [(*path, key)] if key == "yes_no" and value is False else []
            yield from _noes(value, (*path, key))
    elif isinstance(written, list):
        for number, item in enumerate(written):
            yield from _noes(item, (*path, number))


def _history(file: BlocYearFile, notes: Notes) -> None:
    asked = {award.eligibility.prior for award in file.awards}
    known = {award.id for award in file.awards} | {prior.award for prior in asked if prior}
    for number, past in enumerate(file.history or ()):
        if past.award not in known:
            notes.add(("history", number, "award"), Doubt.AWARD_UNASKED, value=past.award)
