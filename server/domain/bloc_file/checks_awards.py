"""What must hold between awards, votes, years before and the score table."""

from collections.abc import Collection, Iterable

from server.domain.bloc_file.entries import BlocYearFile
from server.domain.bloc_file.mistakes import Code
from server.domain.blocs.rules import Award
from server.domain.toml_file import Notes, Path


def check_awards(file: BlocYearFile, notes: Notes, in_table: Collection[str] | None) -> None:
    """Note what awards and votes name and is not there, or stands in the wrong order."""
    for number, award in enumerate(file.awards):
        _above(file.awards[:number], award, ("awards", number), notes)
        _prior(file, award, ("awards", number, "eligibility", "prior", "award"), notes)
    _own_rules(file, notes)
    _tie_parts(file, notes, in_table)
    _history(file, notes)


def _above(above: tuple[Award, ...], award: Award, path: Path, notes: Notes) -> None:
    """An award depends only on those decided before it, and draws on a quota that is their own."""
    known = {each.id: each for each in above}
    for key in ("quota_of", "winners_of", "not_winners_of"):
        name = getattr(award, key)
        if name is None or notes.touch(*path, key):
            continue
        if name not in known:
            notes.add((*path, key), Code.AWARD_NOT_ABOVE, value=name)
        elif key == "quota_of" and known[name].quota_of is not None:
            notes.add((*path, key), Code.QUOTA_NOT_OWN, value=name)


def _prior(file: BlocYearFile, award: Award, path: Path, notes: Notes) -> None:
    prior = award.eligibility.prior
    known = {each.id for each in file.awards} | {each.award for each in file.history or ()}
    if prior is not None and prior.award not in known and not notes.touch(*path):
        notes.add(path, Code.UNKNOWN_REFERENCE, value=prior.award)


def _own_rules(file: BlocYearFile, notes: Notes) -> None:
    known = {award.id for award in file.awards}
    named = [("voting", n, own.award) for n, own in enumerate(file.voting.awards or ())]
    named += [("council", n, own.award) for n, own in enumerate(file.council.awards or ())]
    for level, number, award in named:
        path: Path = (level, "awards", number, "award")
        if award not in known and not notes.touch(*path):
            notes.add(path, Code.UNKNOWN_REFERENCE, value=award)


def _tie_parts(file: BlocYearFile, notes: Notes, in_table: Collection[str] | None) -> None:
    """Of a table with mistakes nobody can tell which of its ids are those of parts."""
    if in_table is None:
        return
    broken = notes.touch("score_table")
    known = in_table if broken else {part.id for part in file.score_table.parts()}
    _parts(known, ("voting",), file.voting.tie_parts or (), notes)
    for number, own in enumerate(file.voting.awards or ()):
        _parts(known, ("voting", "awards", number), own.tie_parts or (), notes)


def _parts(known: Collection[str], path: Path, named: Iterable[str], notes: Notes) -> None:
    for number, part in enumerate(named):
        place = (*path, "tie_parts", number)
        if part not in known and not notes.touch(*place):
            notes.add(place, Code.UNKNOWN_REFERENCE, value=part)


def _history(file: BlocYearFile, notes: Notes) -> None:
    units = {entry.unit.id for entry in file.units}
    units |= {gone.unit for gone in file.reorganised or ()}
    for number, past in enumerate(file.history or ()):
        if past.unit not in units and not notes.touch("history", number, "unit"):
            notes.add(("history", number, "unit"), Code.UNKNOWN_REFERENCE, value=past.unit)
        if past.year >= file.year and not notes.touch("history", number, "year"):
            value, year = str(past.year), str(file.year)
            notes.add(("history", number, "year"), Code.YEAR_NOT_PAST, value=value, year=year)
