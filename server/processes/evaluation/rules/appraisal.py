"""The two appraisals of a sheet and the unit's explanations between them (domain facts 3.2).

A change of points always carries its reason; only what was changed can be contested, and only what
was contested is appraised again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from server.domain.answers import Answers, FormValue
from server.domain.blocs.rules import Criterion, ScoreTable, Section
from server.domain.canonical import decimal_text
from server.domain.mistakes import MistakeCode
from server.processes.evaluation.rules.scoring import read_given, refuse_points
from server.processes.evaluation.rules.sheets import (
    Appraisal1,
    Appraisal2,
    AppraisalVerdict,
    Credit,
    Explanations,
    ScoreLine,
    Stance,
)


def is_changed(line: ScoreLine) -> bool:
    """Tell whether the first appraisal differs from what the unit claimed."""
    return line.appraisal_1 is not None and line.first != line.claimed


def changed_criteria(lines: Iterable[ScoreLine]) -> tuple[str, ...]:
    """Return the criteria the unit has to answer, in the sheet's order."""
    return tuple(line.criterion for line in lines if is_changed(line))


def contested_criteria(lines: Iterable[ScoreLine]) -> tuple[str, ...]:
    """Return the criteria the unit contests, in the sheet's order."""
    return tuple(line.criterion for line in lines if line.stance is Stance.CONTEST)


def check_appraisal(
    *, table: ScoreTable, lines: Iterable[ScoreLine], value: FormValue, unit: str = ""
) -> Appraisal1:
    """Take a first appraisal: every line has points or stands aside, each change has a reason.

    The verdict "incomplete" sends the sheet back: it needs a comment, and no points are kept. What
    an earlier round left on the lines (explanation, second appraisal) is cleared. Raises Mistakes.
    """
    answers = Answers.of(value)
    verdict = answers.choice("verdict", AppraisalVerdict)
    before = tuple(lines)
    if verdict is AppraisalVerdict.INCOMPLETE:
        comment = answers.needed_text("comment")
        answers.found.refuse()
        return Appraisal1(verdict=verdict, comment=comment, lines=before, changed=())
    after = _appraised(table, before, answers.under("scores"), unit)
    comment = answers.text("comment")
    answers.found.refuse()
    return Appraisal1(
        verdict=AppraisalVerdict.DONE,
        comment=comment,
        lines=after,
        changed=changed_criteria(after),
    )


def check_explanations(*, lines: Iterable[ScoreLine], value: FormValue) -> Explanations:
    """Take the unit's answers: each changed line accepted or contested, a contest with its text.

    Raises Mistakes, also for an answer to a line that was not changed.
    """
    answers = Answers.of(value)
    before = tuple(lines)
    given = {
        name: _explained(row)
        for name, row in answers.under("explanations").rows(changed_criteria(before))
    }
    answers.found.refuse()
    after = tuple(_with_answer(line, given) for line in before)
    return Explanations(lines=after, contested=contested_criteria(after))


def check_appraisal_2(
    *, table: ScoreTable, lines: Iterable[ScoreLine], value: FormValue
) -> Appraisal2:
    """Take the second appraisal: points for each contested line, and for no other.

    Points that differ from the first appraisal need a reason. Raises Mistakes.
    """
    answers = Answers.of(value)
    before = tuple(lines)
    by_criterion = {line.criterion: line for line in before}
    parts = {criterion.id: (section, criterion) for section, criterion in table.lines()}
    again = {
        name: _second(table, parts[name], by_criterion[name], row)
        for name, row in answers.under("scores").rows(contested_criteria(before))
    }
    answers.found.refuse()
    return Appraisal2(
        lines=tuple(again.get(line.criterion, line) for line in before),
        changed=tuple(name for name, line in again.items() if line.appraised != line.first),
    )


def _appraised(
    table: ScoreTable, lines: tuple[ScoreLine, ...], scores: Answers, unit: str
) -> tuple[ScoreLine, ...]:
    parts = {criterion.id: (section, criterion) for section, criterion in table.lines()}
    asked = {line.criterion: line for line in lines if parts[line.criterion][1].is_for(unit)}
    found = {name: _first(table, parts[name], asked[name], row) for name, row in scores.rows(asked)}
    return tuple(found.get(line.criterion, line) for line in lines)


def _first(
    table: ScoreTable, part: tuple[Section, Criterion], line: ScoreLine, row: Answers
) -> ScoreLine:
    if line.not_applicable and row.truth("accept_not_applicable"):
        refuse_points(row)
        return _claimed(line, na_accepted=True, reason_1=row.text("reason"))
    section, criterion = part
    given = read_given(table=table, section=section, criterion=criterion, row=row)
    reason = _change_reason(row, line.claimed, given)
    refused = False if line.not_applicable else None
    return replace(
        _claimed(line, na_accepted=refused, reason_1=reason),
        appraisal_1=given.points,
        actual_1=given.actual,
        target_1=given.target,
    )


def _claimed(line: ScoreLine, *, na_accepted: bool | None, reason_1: str) -> ScoreLine:
    """Return what the unit claimed, with the appraiser's answer and nothing of an earlier round."""
    return ScoreLine(
        criterion=line.criterion,
        self_points=line.self_points,
        not_applicable=line.not_applicable,
        reason=line.reason,
        note=line.note,
        actual=line.actual,
        target=line.target,
        na_accepted=na_accepted,
        reason_1=reason_1,
    )


def _second(
    table: ScoreTable, part: tuple[Section, Criterion], line: ScoreLine, row: Answers
) -> ScoreLine:
    section, criterion = part
    given = read_given(table=table, section=section, criterion=criterion, row=row)
    reason = _change_reason(row, line.first, given)
    return replace(
        line,
        appraisal_2=given.points,
        actual_2=given.actual,
        target_2=given.target,
        collated=None,
        reason_2=reason,
    )


def _change_reason(row: Answers, before: Credit, after: Credit) -> str:
    reason = row.text("reason")
    if after.points is not None and after != before and not reason:
        was, now = _told(before, after)
        row.mistake("reason", MistakeCode.CHANGE_REASON_MISSING, before=was, after=now)
    return reason


def _told(before: Credit, after: Credit) -> tuple[str, str]:
    """Return what differs, the points or else what they were worked out from."""
    pairs = (
        (before.points, after.points),
        (before.actual, after.actual),
        (before.target, after.target),
    )
    was, now = next(pair for pair in pairs if pair[0] != pair[1])
    return ("" if was is None else decimal_text(was)), ("" if now is None else decimal_text(now))


def _explained(row: Answers) -> tuple[Stance | None, str]:
    stance = row.choice("stance", Stance)
    if stance is Stance.CONTEST:
        return stance, row.needed_text("text", MistakeCode.EXPLANATION_MISSING)
    return stance, row.text("text")


def _with_answer(line: ScoreLine, given: Mapping[str, tuple[Stance | None, str]]) -> ScoreLine:
    if line.criterion not in given:
        return line
    stance, text = given[line.criterion]
    return replace(line, stance=stance, explanation=text)
