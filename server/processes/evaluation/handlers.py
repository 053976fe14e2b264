"""The duties of the year-end evaluation: scoring, appraisal, late units, adoption."""

from collections.abc import Iterable
from decimal import Decimal

from server.actions.duties.duty import Duty, Outcome
from server.domain.canonical import Json, decimal_text
from server.domain.people import posts
from server.domain.people.posts import BarredAct
from server.domain.tasks.records import difference
from server.processes.award_review.tables import results
from server.processes.evaluation.late_units import late_keys
from server.processes.evaluation.rules import scoring
from server.processes.evaluation.rules.adoption import (
    Adoption,
    Setting,
    check_adoption,
)
from server.processes.evaluation.rules.appraisal import (
    check_appraisal,
    check_appraisal_2,
    check_explanations,
)
from server.processes.evaluation.rules.scoring import Column
from server.processes.evaluation.rules.sheets import AppraisalVerdict, ScoreLine
from server.processes.evaluation.tables import scores
from server.processes.submission.rules.decisions import (
    WITH_THE_BLOC,
    Awaited,
    check_approval,
    check_late,
)
from server.store.database.ids import new_id
from server.store.history.journal import Fact

_PARTS = (
    "self_points",
    "not_applicable",
    "reason",
    "note",
    "appraisal_1",
    "reason_1",
    "na_accepted",
    "stance",
    "explanation",
    "appraisal_2",
    "reason_2",
)


def score(duty: Duty) -> Outcome:
    """A unit scores itself; what an earlier appraisal left on the sheet is cleared."""
    table = duty.rules.score_table
    before, evidence = scores.lines_and_evidence(
        duty.session, duty.case_id, duty.task.key, _order(duty), duty.task.id
    )
    after = scoring.check_self_score(table=table, value=duty.value, evidence=evidence).lines
    sums = scoring.totals(table=table, lines=after, column=Column.SELF)
    columns = {"self_total": sums.total, "applicable_maximum": sums.applicable_maximum}
    _save(duty, after, "approving", {**columns, "scaled": sums.scaled, **_NO_APPRAISAL})
    return Outcome(changes=_changes(before, after))


def approve_sheet(duty: Duty) -> Outcome:
    """The head approves the unit's sheet or returns it with a reason."""
    answer = check_approval(value=duty.value)
    state = "appraising" if answer.verdict == "approve" else "scoring"
    scores.set_states(duty.session, duty.case_id, state, {duty.task.key: answer.comment})
    return Outcome(reason=answer.comment)


def appraise(duty: Duty) -> Outcome:
    """The first appraisal, or the sheet goes back as incomplete."""
    posts.check_own_unit(BarredAct.APPRAISE, duty.task.key, duty.own_units)
    before = _lines(duty)
    answer = check_appraisal(table=duty.rules.score_table, lines=before, value=duty.value)
    routes: dict[str, Json] = {
        "verdict": answer.verdict.value,
        "changed": len(answer.changed),
    }
    if answer.verdict is AppraisalVerdict.INCOMPLETE:
        scores.set_states(duty.session, duty.case_id, "scoring", {duty.task.key: answer.comment})
        return Outcome(routes=routes, reason=answer.comment)
    state = "explaining" if answer.changed else "appraised"
    sums = _appraised(duty, answer.lines, "appraisal_1_total")
    _save(duty, answer.lines, state, {**sums, "appraisal_2_total": None})
    changes = _changes(before, answer.lines)
    return Outcome(routes=routes, changes=changes, reason=answer.comment)


def explain(duty: Duty) -> Outcome:
    """The unit accepts or contests each change of the first appraisal."""
    before = _lines(duty)
    answer = check_explanations(lines=before, value=duty.value)
    state = "appraising_2" if answer.contested else "appraised"
    _save(duty, answer.lines, state, {})
    changes = _changes(before, answer.lines)
    return Outcome(routes={"contested": len(answer.contested)}, changes=changes)


def appraise_2(duty: Duty) -> Outcome:
    """The second appraisal, of what was contested."""
    posts.check_own_unit(BarredAct.APPRAISE_2, duty.task.key, duty.own_units)
    before = _lines(duty)
    answer = check_appraisal_2(table=duty.rules.score_table, lines=before, value=duty.value)
    _save(duty, answer.lines, "appraised", _appraised(duty, answer.lines, "appraisal_2_total"))
    return Outcome(changes=_changes(before, answer.lines))


def late_units(duty: Duty) -> Outcome:
    """The leader takes late units out, with a reason, or gives them until a later day."""
    late = late_keys(duty.session, duty.case_id, duty.step.deployed.definition)
    sheets = scores.sheets_of(duty.session, duty.case_id)
    with_the_bloc = {unit for unit, sheet in sheets.items() if sheet.state in WITH_THE_BLOC}
    awaited = Awaited(
        late=late,
        handed_in=frozenset(with_the_bloc & {*late}),
        arrived=frozenset(with_the_bloc - {*late}),
    )
    answer = check_late(
        awaited=awaited, value=duty.value, today=duty.today, person_units=duty.own_units
    )
    reasons = {taken.unit: taken.reason for taken in answer.out}
    duty.step.reasons.update(reasons)
    scores.set_states(duty.session, duty.case_id, "taken_out", reasons)
    facts = tuple(
        Fact(
            kind="unit.taken_out",
            object=f"unit/{taken.unit}",
            actor=duty.actor,
            subject_unit_id=taken.unit,
            payload={"reason": taken.reason},
        )
        for taken in answer.out
    )
    return Outcome(
        routes={
            "out": [taken.unit for taken in answer.out],
            "until": answer.until.isoformat() if answer.until else None,
        },
        facts=facts,
    )


def adopt(duty: Duty) -> Outcome:
    """The bloc's meeting adopts all scores, or sends named sheets back to appraisal."""
    out = [
        unit
        for unit, sheet in scores.sheets_of(duty.session, duty.case_id).items()
        if sheet.state == "taken_out"
    ]
    answer = check_adoption(
        rules=duty.rules,
        value=duty.value,
        setting=Setting(today=duty.today, taken_out=frozenset(out), person_units=duty.own_units),
    )
    results.write(duty.session, "meeting", duty.case_id, [_meeting(duty, answer)])
    reasons = {sent.unit: sent.reason for sent in answer.sent_back}
    duty.step.reasons.update(reasons)
    if reasons:
        scores.set_states(duty.session, duty.case_id, "appraising", reasons)
    return Outcome(
        routes={
            "verdict": answer.verdict.value,
            "units": [sent.unit for sent in answer.sent_back],
        },
        changes=tuple(
            {
                "path": sent.unit,
                "old": "",
                "new": "send_back",
                "reason": sent.reason,
                "own_unit": sent.own_unit,
            }
            for sent in answer.sent_back
        ),
        reason=answer.comment,
    )


_NO_APPRAISAL: dict[str, object] = {
    "appraisal_1_total": None,
    "appraisal_2_total": None,
    "final_total": None,
}


def _meeting(duty: Duty, answer: Adoption) -> dict[str, object]:
    return {
        "id": new_id(duty.step.now),
        "kind": "adoption",
        "held_on": answer.minutes_date,
        "present": results.listed(answer.present),
        "minutes_no": answer.minutes_no,
        "minutes_date": answer.minutes_date,
        "at": duty.step.now,
    }


def _lines(duty: Duty) -> tuple[ScoreLine, ...]:
    return scores.lines_of(duty.session, duty.case_id, duty.task.key, _order(duty))


def _order(duty: Duty) -> list[str]:
    return [criterion.id for _, criterion in duty.rules.score_table.lines()]


def _save(duty: Duty, lines: tuple[ScoreLine, ...], state: str, columns: dict[str, object]) -> None:
    scores.save_sheet(
        duty.session, duty.case_id, duty.task.key, lines=lines, columns={"state": state, **columns}
    )


def _appraised(duty: Duty, lines: tuple[ScoreLine, ...], column: str) -> dict[str, object]:
    sums = scoring.totals(table=duty.rules.score_table, lines=lines, column=Column.FINAL)
    return {
        column: sums.total,
        "final_total": sums.total,
        "applicable_maximum": sums.applicable_maximum,
        "scaled": sums.scaled,
    }


def _changes(before: Iterable[ScoreLine], after: Iterable[ScoreLine]) -> tuple[Json, ...]:
    """List what changed, line by line: path, old and new as text."""
    return difference(_texts(before), _texts(after))


def _texts(lines: Iterable[ScoreLine]) -> dict[str, Json]:
    return {line.criterion: {part: _text(getattr(line, part)) for part in _PARTS} for line in lines}


def _text(value: object) -> str:
    if value is None or value is False:
        return ""
    return decimal_text(value) if isinstance(value, Decimal) else str(value)
