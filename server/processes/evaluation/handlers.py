"""What the evaluation's forms mean: scoring, appraisal, late units, adoption."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from server.actions.steps.handling import FilledForm, Outcome
from server.domain.blocs import scored_cells
from server.domain.canonical import Json, decimal_text
from server.domain.people import posts
from server.domain.tasks.records import difference
from server.processes.evaluation.facts.proposing import proposed
from server.processes.evaluation.late_units import late_keys
from server.processes.evaluation.others import giving
from server.processes.evaluation.rules import scoring
from server.processes.evaluation.rules.adoption import (
    MINUTES,
    Adoption,
    SentBack,
    Setting,
    check_adoption,
)
from server.processes.evaluation.rules.appraisal import (
    check_appraisal,
    check_appraisal_2,
    check_explanations,
)
from server.processes.evaluation.rules.approval import check_approval
from server.processes.evaluation.rules.late_units import WITH_THE_BLOC, Awaited, check_late
from server.processes.evaluation.rules.sheets import AppraisalVerdict, ScoreLine
from server.processes.evaluation.rules.totals import Column, totals
from server.processes.evaluation.tables import scores
from server.store.cases import registers
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
    "actual",
    "target",
    "actual_1",
    "target_1",
    "actual_2",
    "target_2",
    "collated",
)


def score(given: FilledForm) -> Outcome:
    """A unit scores itself; what an earlier appraisal left on the sheet is cleared."""
    table = given.rules.score_table
    before, evidence = scores.lines_and_evidence(
        given.session, given.case_id, given.task.key, _order(given), given.task.id
    )
    after = scoring.check_self_score(
        table=table,
        value=given.value,
        evidence=evidence,
        unit=given.task.key,
        proposed=proposed(
            given.session, given.case_id, given.rules, given.task.key, today=given.today
        ),
    ).lines
    sums = totals(table=table, lines=after, column=Column.SELF)
    columns = {"self_total": sums.total, "applicable_maximum": sums.applicable_maximum}
    _save(given, after, "approving", {**columns, "scaled": sums.scaled, **_NO_APPRAISAL})
    return Outcome(changes=_changes(before, after))


def approve_sheet(given: FilledForm) -> Outcome:
    """The head approves the unit's sheet or returns it with a reason."""
    answer = check_approval(value=given.value)
    state = "appraising" if answer.verdict == "approve" else "scoring"
    scores.set_states(given.session, given.case_id, state, {given.task.key: answer.comment})
    return Outcome(reason=answer.comment)


def appraise(given: FilledForm) -> Outcome:
    """The first appraisal, or the sheet goes back as incomplete."""
    posts.check_own_unit(given.task.key, given.own_units)
    before = _lines(given)
    answer = check_appraisal(
        table=given.rules.score_table, lines=before, value=given.value, unit=given.task.key
    )
    routes: dict[str, Json] = {
        "verdict": answer.verdict.value,
        "changed": len(answer.changed),
    }
    if answer.verdict is AppraisalVerdict.INCOMPLETE:
        scores.set_states(given.session, given.case_id, "scoring", {given.task.key: answer.comment})
        return Outcome(routes=routes, reason=answer.comment)
    state = "explaining" if answer.changed else "appraised"
    sums = _appraised(given, answer.lines, "appraisal_1_total")
    _save(given, answer.lines, state, {**sums, "appraisal_2_total": None})
    changes = _changes(before, answer.lines)
    return Outcome(routes=routes, changes=changes, reason=answer.comment)


def explain(given: FilledForm) -> Outcome:
    """The unit accepts or contests each change of the first appraisal."""
    before = _lines(given)
    answer = check_explanations(lines=before, value=given.value)
    state = "appraising_2" if answer.contested else "appraised"
    _save(given, answer.lines, state, {})
    changes = _changes(before, answer.lines)
    return Outcome(routes={"contested": len(answer.contested)}, changes=changes)


def appraise_2(given: FilledForm) -> Outcome:
    """The second appraisal, of what was contested."""
    posts.check_own_unit(given.task.key, given.own_units)
    before = _lines(given)
    answer = check_appraisal_2(table=given.rules.score_table, lines=before, value=given.value)
    _save(given, answer.lines, "appraised", _appraised(given, answer.lines, "appraisal_2_total"))
    return Outcome(changes=_changes(before, answer.lines))


def late_units(given: FilledForm) -> Outcome:
    """The leader takes late units out, with a reason, or gives them until a later day."""
    answer = check_late(
        awaited=_awaited(given),
        value=given.value,
        today=given.today,
        person_units=given.own_units,
    )
    reasons = {taken.unit: taken.reason for taken in answer.out}
    given.step.reasons.update(reasons)
    scores.set_states(given.session, given.case_id, "taken_out", reasons)
    changes = [
        change
        for each in answer.left_out
        for change in giving.leave_out(given, each.party, each.reason)
    ]
    facts = tuple(
        Fact(
            kind="unit.taken_out",
            object=f"unit/{taken.unit}",
            actor=given.actor,
            subject_unit_id=taken.unit,
            payload={"reason": taken.reason},
        )
        for taken in answer.out
    )
    return Outcome(
        routes={
            "out": [taken.unit for taken in answer.out],
            "left_out": [each.party for each in answer.left_out],
            "until": answer.until.isoformat() if answer.until else None,
        },
        changes=tuple(changes),
        facts=facts,
    )


def _awaited(given: FilledForm) -> Awaited:
    """Return whose sheets and whose points the case waits for."""
    definition = given.step.deployed.definition
    late = late_keys(given.session, given.case_id, definition)
    sheets = scores.sheets_of(given.session, given.case_id)
    with_the_bloc = {unit for unit, sheet in sheets.items() if sheet.state in WITH_THE_BLOC}
    parties = giving.awaited_parties(given.session, given.case_id, definition)
    return Awaited(
        late=late,
        handed_in=frozenset(with_the_bloc & {*late}),
        arrived=frozenset(with_the_bloc - {*late}),
        parties=parties,
        gave=tuple(each for each in scored_cells.parties(given.rules) if each not in parties),
    )


def adopt(given: FilledForm) -> Outcome:
    """The bloc's meeting adopts all scores, or sends named sheets back to appraisal."""
    answer = check_adoption(rules=given.rules, value=given.value, setting=_setting(given))
    registers.add_meeting(
        given.session,
        given.case_id,
        "adoption",
        held_on=answer.minutes_date,
        present=answer.present,
        at=given.step.now,
        minutes=_minutes(given, answer),
    )
    reasons = {sent.unit: sent.reason for sent in answer.sent_back}
    again = {each.party: each.reason for each in answer.asked_again}
    given.step.reasons.update({**again, **reasons})
    if reasons:
        scores.set_states(given.session, given.case_id, "appraising", reasons)
    return Outcome(
        routes={
            "verdict": answer.verdict.value,
            "units": [*reasons],
            "parties": [*again],
        },
        changes=(
            *(_sent_back(sent) for sent in answer.sent_back),
            *(_asked_again(party, why) for party, why in again.items()),
        ),
        reason=answer.comment,
    )


def _setting(given: FilledForm) -> Setting:
    """Return what the meeting's decision is judged against."""
    sheets = scores.sheets_of(given.session, given.case_id)
    return Setting(
        today=given.today,
        taken_out=frozenset(u for u, sheet in sheets.items() if sheet.state == "taken_out"),
        person_units=given.own_units,
        numbered=not given.asks("minutes_no"),
        parties=scored_cells.parties(given.rules) if given.asks("points_sent_back") else (),
    )


def _asked_again(party: str, reason: str) -> dict[str, Json]:
    return {"path": party, "old": "", "new": "again", "reason": reason}


def _minutes(given: FilledForm, answer: Adoption) -> tuple[str, date]:
    """Return number and day of the meeting's minutes: typed, or those the register gives."""
    if answer.minutes_date is not None:
        return answer.minutes_no, answer.minutes_date
    number = given.take_number(MINUTES)
    return number.text, number.dated


def _sent_back(sent: SentBack) -> dict[str, Json]:
    return {
        "path": sent.unit,
        "old": "",
        "new": "send_back",
        "reason": sent.reason,
        "own_unit": sent.own_unit,
    }


_NO_APPRAISAL: dict[str, object] = {
    "appraisal_1_total": None,
    "appraisal_2_total": None,
    "final_total": None,
}


def _lines(given: FilledForm) -> tuple[ScoreLine, ...]:
    return scores.lines_of(given.session, given.case_id, given.task.key, _order(given))


def _order(given: FilledForm) -> list[str]:
    return [criterion.id for _, criterion in given.rules.score_table.lines()]


def _save(
    given: FilledForm, lines: tuple[ScoreLine, ...], state: str, columns: dict[str, object]
) -> None:
    scores.save_sheet(
        given.session,
        given.case_id,
        given.task.key,
        lines=lines,
        columns={"state": state, **columns},
    )


def _appraised(given: FilledForm, lines: tuple[ScoreLine, ...], column: str) -> dict[str, object]:
    sums = totals(table=given.rules.score_table, lines=lines, column=Column.FINAL)
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
    return {
        line.criterion: {
            part: "" if (found := getattr(line, part)) is None else _text(found) for part in _PARTS
        }
        for line in lines
    }


def _text(value: object) -> str:
    if value is False:
        return ""
    return decimal_text(value) if isinstance(value, Decimal) else str(value)
