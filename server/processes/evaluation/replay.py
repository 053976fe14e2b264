"""The score sheets: lines, totals, ranking. What adds up is added up again by the rules."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from server.domain.answers import Answers
from server.domain.history.replay.documents import registered
from server.domain.history.replay.facts import (
    ROW,
    Event,
    Facts,
    FactsTold,
    Payload,
    moment,
    points,
    said,
)
from server.processes.evaluation.facts import replaying
from server.processes.evaluation.others import replay_given
from server.processes.evaluation.rules.adoption import MINUTES
from server.processes.evaluation.rules.appraisal import changed_criteria, contested_criteria
from server.processes.evaluation.rules.sheets import ScoreLine, Stance
from server.processes.evaluation.rules.totals import Column, totals

_POINTS = (
    *("self_points", "appraisal_1", "appraisal_2"),
    *("actual", "target", "actual_1", "target_1", "actual_2", "target_2", "collated"),
)
_FLAGS = ("not_applicable", "na_accepted")


def add(told: FactsTold, event: Event) -> None:
    """Take the next event."""
    if event.kind in _KINDS:
        _KINDS[event.kind](told, event)
    for move in event.payload.get("moved", ()):
        for row in move.get("ranked", ()):
            _collated(told, row["unit_id"], row.get("collated", {}))
            if told.rules.score_table.asks_others:
                _row(told, row["unit_id"], **_sums(told, row["unit_id"], collated=True))
            _row(told, row["unit_id"], rank=row["rank"], shares_rank=row["shares_rank"])
        if "recorded" in move:
            replaying.record(told, move["recorded"])


def _completed(told: FactsTold, event: Event) -> None:
    if event.form in _FORMS:
        unit = event.task["key"]
        told.replaced[f"sheet/{event.id}"] = dict(told.sheets.get(unit, {}))
        _FORMS[event.form](told, unit, event.payload)
    if event.form == "adopt":
        _met(told, event)
    if event.form in _GIVES:
        replay_given.given(told, event)


def _met(told: FactsTold, event: Event) -> None:
    """Take the attendance and the minutes of the meeting that judged the scores."""
    value = Answers.of(event.payload["result"])
    numbered = registered(event, MINUTES)
    told.row(
        f"meeting/adoption/{moment(event.at)}",
        present=present(told, value),
        held_on=value.text("minutes_date"),
        minutes_no=numbered.text if numbered else value.text("minutes_no"),
        minutes_date=numbered.dated if numbered else value.text("minutes_date"),
    )


def present(told: FactsTold, value: Answers) -> tuple[str, ...]:
    """List the units that were ticked as present."""
    units = [unit.id for unit in told.rules.units]
    return value.under("attendance").ticked(units, "present")


def _taken_back(told: FactsTold, event: Event) -> None:
    """Let a sheet, or what was given to others, be what it was before the act."""
    replay_given.taken_back(told, event)
    before = told.replaced.pop(f"sheet/{event.id}", None)
    if before is not None:
        told.sheets[event.task["key"]] = before


def _taken_out(told: FactsTold, event: Event) -> None:
    _row(told, event.id, state="taken_out", reason=event.payload["reason"])


def _scored(told: FactsTold, unit: str, payload: Payload) -> None:
    """Take a self-score; what an earlier appraisal came to is gone."""
    _change(told, unit, payload)
    lines = _lines(told, unit)
    sums = totals(table=told.rules.score_table, lines=lines, column=Column.SELF)
    _row(
        told,
        unit,
        state="approving",
        reason="",
        self_total=sums.total,
        applicable_maximum=sums.applicable_maximum,
        scaled=sums.scaled,
        appraisal_1_total=None,
        appraisal_2_total=None,
        final_total=None,
        lines=len(lines),
    )


def _approved(told: FactsTold, unit: str, payload: Payload) -> None:
    """Take the head's verdict."""
    state = "appraising" if payload["outcome"] == "approve" else "scoring"
    _row(told, unit, state=state, reason=payload["reason"])


def _appraised(told: FactsTold, unit: str, payload: Payload) -> None:
    """Take a first appraisal; one that sends the sheet back changes no points."""
    if payload["outcome"] == "incomplete":
        _row(told, unit, state="scoring", reason=payload["reason"])
        return
    _change(told, unit, payload)
    state = "explaining" if changed_criteria(_lines(told, unit)) else "appraised"
    _row(told, unit, state=state, reason="", appraisal_2_total=None)
    _final(told, unit, "appraisal_1_total")


def _explained(told: FactsTold, unit: str, payload: Payload) -> None:
    """Take the unit's answers."""
    _change(told, unit, payload)
    state = "appraising_2" if contested_criteria(_lines(told, unit)) else "appraised"
    _row(told, unit, state=state, reason="")


def _appraised_2(told: FactsTold, unit: str, payload: Payload) -> None:
    """Take the second appraisal."""
    _change(told, unit, payload)
    _row(told, unit, state="appraised", reason="")
    _final(told, unit, "appraisal_2_total")


def _adopted(told: FactsTold, _: str, payload: Payload) -> None:
    """Take what the meeting sends back; what it adopts is frozen by an event of its own."""
    for change in payload["changes"]:
        if change["new"] == "send_back":
            _row(told, change["path"], state="appraising", reason=change["reason"])


def _frozen(told: FactsTold, event: Event) -> None:
    """Take the adopted ranking; every sheet but those taken out is adopted."""
    told.row("case", adopted_at=event.at)
    for unit, sheet in told.sheets.items():
        if f"sheet/{unit}" in sheet and sheet[f"sheet/{unit}/state"] != "taken_out":
            sheet[f"sheet/{unit}/state"] = "adopted"
    ranking = event.payload["ranking"]
    ranks = [line["rank"] for line in ranking]
    for line in ranking:
        _row(
            told,
            line["unit"],
            rank=line["rank"],
            shares_rank=ranks.count(line["rank"]) > 1,
            final_total=points(line["total"]),
            scaled=Fraction(line["scaled"]),
        )


def _change(told: FactsTold, unit: str, payload: Payload) -> None:
    """Take over what changed on a unit's sheet, line by line."""
    sheet = told.sheets.setdefault(unit, {})
    for change in payload["changes"]:
        name, new = f"line/{unit}/{change['path']}", change["new"]
        sheet[name] = points(new) if change["path"].endswith(_POINTS) else new


def _final(told: FactsTold, unit: str, column: str) -> None:
    sums = _sums(told, unit)
    _row(told, unit, **{column: sums["final_total"]}, **sums)


def _sums(told: FactsTold, unit: str, *, collated: bool = False) -> dict[str, object]:
    """Add up a sheet; once sheets are put together, with what others give the unit."""
    lines = _lines(told, unit)
    others = replay_given.on_sheet(told, unit) if collated else []
    lines = [*lines, *others]
    sums = totals(table=told.rules.score_table, lines=lines, column=Column.FINAL)
    return {
        "final_total": sums.total,
        "applicable_maximum": sums.applicable_maximum,
        "scaled": sums.scaled,
    }


def _collated(told: FactsTold, unit: str, given: Mapping[str, str]) -> None:
    """Take the points that the best of the bloc decides, and what the sheet comes to with them."""
    if not given:
        return
    sheet = told.sheets.setdefault(unit, {})
    own = {criterion.id for _, criterion in told.rules.score_table.own_lines(unit)}
    sheet |= {
        f"line/{unit}/{name}.collated": points(new) for name, new in given.items() if name in own
    }
    replay_given.collated(told, unit, {n: points(new) for n, new in given.items() if n not in own})
    _row(told, unit, **_sums(told, unit))


def _row(told: FactsTold, unit: str, **columns: object) -> None:
    """Tell what stands on a unit's sheet; what is not named stays as it is."""
    sheet, name = told.sheets.setdefault(unit, {}), f"sheet/{unit}"
    sheet |= {name: ROW, **{f"{name}/{column}": said(value) for column, value in columns.items()}}


def _lines(told: FactsTold, unit: str) -> list[ScoreLine]:
    """Rebuild the sheet's lines in the order of the table."""
    sheet = told.sheets.get(unit, {})
    return [
        ScoreLine(criterion=criterion.id, **_parts(sheet, f"line/{unit}/{criterion.id}"))
        for _, criterion in told.rules.score_table.own_lines(unit)
    ]


def _parts(sheet: Facts, line: str) -> dict[str, Any]:
    texts = {n: sheet.get(f"{line}.{n}", "") for n in (*_POINTS, *_FLAGS, "stance")}
    stance = texts.pop("stance")
    return {
        **{n: Decimal(texts[n]) if texts[n] else None for n in _POINTS},
        **{n: texts[n] == "True" for n in _FLAGS},
        "stance": Stance(stance) if stance else None,
    }


_KINDS: Mapping[str, Callable[[FactsTold, Event], None]] = {
    "task.completed": _completed,
    "task.taken_back": _taken_back,
    "unit.taken_out": _taken_out,
    "scores.frozen": _frozen,
}
_GIVES = frozenset({"give_points", "late_units"})
"""The forms that tell what others give a unit, or that it is left out."""
_FORMS: Mapping[str, Callable[[FactsTold, str, Payload], None]] = {
    "score": _scored,
    "approve_sheet": _approved,
    "appraise": _appraised,
    "explain": _explained,
    "appraise_2": _appraised_2,
    "adopt": _adopted,
    "rank": replaying.declare,
}
