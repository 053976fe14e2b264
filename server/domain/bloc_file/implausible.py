"""What a bloc-year file says that may be meant, but seldom is: warnings, by line and field."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import unique
from fractions import Fraction

from server.domain.bloc_file.entries import BlocYearFile
from server.domain.blocs.awards import Minimum
from server.domain.blocs.comparing import read_share
from server.domain.blocs.rules import Award, ScoreTable, SectionKind, Threshold
from server.domain.canonical import decimal_text
from server.domain.cases.carrying import RuleNeed
from server.domain.texts.words import Words
from server.domain.toml_file import FileCode, FileMistake, LineIndex, Notes, Path


@unique
class Doubt(FileCode):
    """The kinds of warning; programs may rely on the values."""

    FAR_FROM_YEAR = "far_from_year"
    QUOTA_NOBODY = "quota_nobody"
    QUOTA_ABOVE_UNITS = "quota_above_units"
    QUOTA_ABOVE_RANK = "quota_above_rank"
    ABOVE_WHOLE = "above_whole"
    OUT_OF_REACH = "out_of_reach"
    PROCESS_TOO_OLD = "process_too_old"

    @property
    def words(self) -> Words:
        """The sentence, with named holes."""
        return DOUBTS[self]


DOUBTS: Mapping[Doubt, Words] = {
    Doubt.FAR_FROM_YEAR: Words(
        "Tệp của năm {year} mà ngày là {day}.", "The file is of {year}, the day is {day}."
    ),
    Doubt.QUOTA_NOBODY: Words(
        "Hạn mức cho khối {units} đơn vị là 0: không ai được đề nghị.",
        "The quota for {units} units is 0: nobody can be proposed.",
    ),
    Doubt.QUOTA_ABOVE_UNITS: Words(
        "Hạn mức {maximum} lớn hơn số đơn vị của khối, {units}.",
        "The quota of {maximum} is more than the bloc's {units} units.",
    ),
    Doubt.QUOTA_ABOVE_RANK: Words(
        "Hạn mức {maximum} mà chỉ xét đến hạng {rank}.",
        "The quota is {maximum}, but only ranks to {rank} may be proposed.",
    ),
    Doubt.ABOVE_WHOLE: Words("Tỷ lệ {value} lớn hơn 100%.", "The share {value} is above 100 %."),
    Doubt.OUT_OF_REACH: Words(
        "Cần {needed} điểm mà nhiều nhất chỉ có {most}.",
        "{needed} points are asked for; {most} are the most there are.",
    ),
    Doubt.PROCESS_TOO_OLD: Words(
        "Bản quy trình {process} đang dùng chưa có: {vi}. Hãy công bố bản mới hơn trước khi mở "
        "hồ sơ.",
        "The process {process} in use lacks: {en}. Publish a newer version before a case is "
        "opened.",
    ),
}


def implausible(
    source: str, file: BlocYearFile, lacking: Iterable[tuple[str, RuleNeed]] = ()
) -> tuple[FileMistake, ...]:
    """List what is seldom meant in a file without mistakes, in the order of the file.

    `lacking` are the words that the newest version of a process cannot take, with its key.
    """
    notes = Notes(LineIndex(source.removeprefix("\ufeff")))
    _days(file, notes)
    for number, award in enumerate(file.awards):
        _quota(file, award, ("awards", number), notes)
        path = ("awards", number, "eligibility", "min")
        _minimum(award.eligibility.minimum, file.score_table, path, notes)
    for number, grade in enumerate(file.grades or ()):
        _minimum(grade.minimum, file.score_table, ("grades", number, "min"), notes)
    _thresholds(file, notes)
    for process, need in lacking:
        said = {"process": process, "vi": need.said.vi, "en": need.said.text("en")}
        notes.add(need.place, Doubt.PROCESS_TOO_OLD, **said)
    return notes.all()


def _days(file: BlocYearFile, notes: Notes) -> None:
    """A year's work ends early in the next; a day of any other year is a slip."""
    dated: list[tuple[Path, dt.date | None]] = [
        (("deadlines", n, "date"), each.date) for n, each in enumerate(file.deadlines)
    ]
    dated += [(("waves", n, "starts"), each.starts) for n, each in enumerate(file.waves)]
    dated += [(("waves", n, "ends"), each.ends) for n, each in enumerate(file.waves)]
    for path, day in dated:
        if day is not None and day.year not in {file.year, file.year + 1}:
            notes.add(path, Doubt.FAR_FROM_YEAR, year=str(file.year), day=day.isoformat())


def _quota(file: BlocYearFile, award: Award, path: Path, notes: Notes) -> None:
    if award.quota_of is not None:
        return
    place: Path = (*path, "quota" if award.quota_share is None else "quota_share")
    units, maximum = len(file.units), award.maximum(len(file.units))
    rank = award.eligibility.max_rank
    if maximum == 0:
        notes.add(place, Doubt.QUOTA_NOBODY, units=str(units))
    elif maximum > units:
        notes.add(place, Doubt.QUOTA_ABOVE_UNITS, maximum=str(maximum), units=str(units))
    elif rank is not None and maximum > rank:
        notes.add(place, Doubt.QUOTA_ABOVE_RANK, maximum=str(maximum), rank=str(rank))


def _minimum(asked: Minimum | None, table: ScoreTable, path: Path, notes: Notes) -> None:
    if asked is None:
        return
    share = read_share(asked.share) if asked.share is not None else None
    if share is not None and share > 1:
        notes.add((*path, "share"), Doubt.ABOVE_WHOLE, value=asked.share or "")
    bonus = (part.max_points for part in table.sections if part.kind is SectionKind.BONUS)
    most = table.max_points + (sum(bonus) if table.bonus_may_exceed else 0)
    needed = share * asked.base_of(table) if share is not None else asked.points
    if needed is not None and needed > most:
        said = {"needed": _hundredths(Fraction(needed)), "most": decimal_text(most)}
        notes.add(path, Doubt.OUT_OF_REACH, **said)


def _hundredths(value: Fraction) -> str:
    return decimal_text(Decimal(round(value * 100)) / 100)


def _thresholds(file: BlocYearFile, notes: Notes) -> None:
    asked: list[tuple[Path, Threshold | None]] = [
        (("voting", "threshold"), file.voting.threshold),
        (("council", "threshold"), file.council.threshold),
    ]
    of_votes, of_council = file.voting.awards or (), file.council.awards or ()
    asked += [
        (("voting", "awards", n, "threshold"), own.threshold) for n, own in enumerate(of_votes)
    ]
    asked += [
        (("council", "awards", n, "threshold"), own.threshold) for n, own in enumerate(of_council)
    ]
    for path, threshold in asked:
        share = threshold.share if threshold is not None else None
        if share is not None and (read_share(share) or 0) > 1:
            notes.add((*path, "share"), Doubt.ABOVE_WHOLE, value=share)
