"""What the simulated persons answer: plausible, drawn from a seed, marked as made up."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from server.actions.cases.case_work import CaseRules
from server.processes.evaluation.readings import Criterion, ScoredCell, ScoreLine

Value = dict[str, Any]
NOTE = "Dữ liệu mô phỏng: {text}"


def self_score(
    rules: CaseRules, rng: Random, *, share: Decimal | None = None, unit: str = ""
) -> Value:
    """Score each criterion at 88 to 99 per cent of its maximum; `share` fixes it for all."""
    rows: Value = {}
    for section, criterion in rules.score_table.own_lines(unit):
        part = share if share is not None else Decimal(rng.randrange(88, 100)) / 100
        if section.kind == "normal":
            points = _quarter(criterion.max_points * part, rules)
        else:
            points = Decimal(0)
        if criterion.is_for(unit):
            given = _given(criterion, points, part)
            rows[criterion.id] = {
                **given,
                "not_applicable": False,
                "reason": "",
                "note": NOTE.format(text="đã thực hiện theo kế hoạch.") if points else "",
            }
    return {"scores": rows}


def given_points(cells: Collection[ScoredCell], rules: CaseRules, rng: Random) -> Value:
    """Give other units nine tenths of their points or more, no bonus, and take nothing off."""
    rows: Value = {}
    for cell in cells:
        part = Decimal(rng.randrange(90, 101)) / 100
        normal = cell.section.kind == "normal"
        points = _quarter(cell.criterion.max_points * part, rules) if normal else Decimal(0)
        ground = NOTE.format(text="theo hồ sơ theo dõi trong năm.")
        rows[cell.key] = {**_given(cell.criterion, points, part), "ground": ground}
    return {"scores": rows}


def _given(criterion: Criterion, points: Decimal, part: Decimal) -> Value:
    """Give points, or the figures they are worked out from."""
    if criterion.steps:
        return {"points": str(max(step for step in criterion.steps if step <= points))}
    if not criterion.is_worked_out:
        return {"points": str(points)}
    figures = {"points": None, "actual": "0" if criterion.days_late else str(int(part * 100))}
    return figures | ({"target": "100"} if criterion.asks_target else {})


def appraisal(rules: CaseRules, lines: Collection[ScoreLine], lower: Collection[str]) -> Value:
    """Keep what the unit gave itself, but take half a point off the criteria of `lower`."""
    rows: Value = {}
    table = rules.score_table
    plain = {each.id for _, each in table.lines() if not (each.steps or each.is_worked_out)}
    for line in lines:
        if line.not_applicable:
            if line.reason:  # else it was decided beforehand
                rows[line.criterion] = {
                    "points": None,
                    "reason": "",
                    "accept_not_applicable": True,
                }
            continue
        points, reason = line.self_points or Decimal(0), ""
        if line.criterion in lower and line.criterion in plain and points >= 1:
            points -= Decimal(1) if rules.score_table.decimals == 0 else Decimal("0.5")
            reason = NOTE.format(text="minh chứng chưa đủ cho toàn bộ nội dung.")
        rows[line.criterion] = {**_kept(line, points), "reason": reason}
    return {"scores": rows, "verdict": "done", "comment": ""}


def _kept(line: ScoreLine, points: Decimal) -> Value:
    """Give points, or keep the figures that the unit's are worked out from."""
    if line.actual is None:
        return {"points": str(points)}
    figures = {"actual": line.actual, "target": line.target}
    return {name: format(value, "f") for name, value in figures.items() if value is not None}


def explanations(lines: Collection[ScoreLine], contested: Collection[str]) -> Value:
    """Contest some of the changed criteria and accept the others."""
    rows: Value = {}
    for line in lines:
        if line.appraisal_1 is None or line.appraisal_1 == line.self_points:
            continue
        stance = "contest" if line.criterion in contested else "accept"
        text = NOTE.format(text="đơn vị bổ sung văn bản chứng minh.") if stance == "contest" else ""
        rows[line.criterion] = {"stance": stance, "text": text}
    return {"explanations": rows}


def appraisal_2(lines: Collection[ScoreLine]) -> Value:
    """Give back what was taken off, with a reason."""
    return {
        "scores": {
            line.criterion: {
                **_kept(line, line.self_points or Decimal(0)),
                "reason": NOTE.format(text="chấp nhận giải trình."),
            }
            for line in lines
            if line.stance == "contest"
        }
    }


def attendance(units: Collection[str]) -> Value:
    """Everybody is there."""
    return {unit: {"present": True} for unit in units}


def ballot(
    candidates: Mapping[str, Collection[str]],
    *,
    yes: Mapping[str, Collection[str]],
    own: str = "",
    barred: Collection[str] = (),
) -> Value:
    """Say yes to the chosen of each award and no to the rest.

    Nothing is said on the voter's own unit in an award that is barred to it.
    """
    return {
        "votes": {
            award: {
                unit: {"choice": "yes" if unit in yes.get(award, ()) else "no"}
                for unit in units
                if unit != own or award not in barred
            }
            for award, units in candidates.items()
        }
    }


def documents(
    nominees: Collection[str], day: date, *, minutes: tuple[str, date] | None = None
) -> Value:
    """Number every document of the dossier, dated on a day; the minutes as they were signed."""
    kinds = ["to_trinh", "bien_ban", *(f"bao_cao/{nominee}" for nominee in nominees)]
    made: dict[str, Value] = {
        kind: {"number": f"{n:02d}/MP-{kind.partition('/')[0].upper()}", "date": day.isoformat()}
        for n, kind in enumerate(kinds, start=1)
    }
    if minutes is not None:
        made["bien_ban"] = {"number": minutes[0], "date": minutes[1].isoformat()}
    return {"documents": made}


def _quarter(points: Decimal, rules: CaseRules) -> Decimal:
    """Round to a quarter point, or to the table's own decimals where it has fewer than two."""
    step = Decimal("0.25") if rules.score_table.decimals >= 2 else Decimal(1)  # noqa: PLR2004
    return (points / step).quantize(Decimal(1)) * step
