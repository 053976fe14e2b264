"""Years in which every form that code acts upon is filled in, with all that it may say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from server.actions.cases.case_work import OpenTask
from server.actions.installation.demonstration import add_accounts
from server.actions.tasks import complete_task
from server.demo.answers import Value, attendance
from server.demo.roles import PLAYS, Play
from server.demo.scene import TaskTurn
from server.domain.canonical import Json
from server.domain.people.actors import Actor
from server.processes.evaluation import readings as sheets
from tests.domain.bloc_years import WITHOUT_REGISTER
from tests.processes.declared.probing import Tried
from tests.processes.evaluation.scored_by_others import (
    DEDUCTED,
    FINANCE,
    HOME_AFFAIRS,
    plan_scored_by_others,
)
from tests.worlds.votes import pass_all, vote_for_the_quota
from tests.worlds.web.attaching import attach
from tests.worlds.year import DEPUTY, LEADER, PRESS, RADIO, SCHOOL, UNITS, Year, savepoints

TEXT = "Theo biên bản họp khối."
RATIO, NOT_FOR_ALL, STAYS, ACCEPTED = "c1-1", "c1-3", "c2-1", "c2-2"
_RULES = f"""{WITHOUT_REGISTER}
[[voting.awards]]
award = "merit"
mode = "paper"

[[conditions]]
id = "discipline"
name = "Có cá nhân bị kỷ luật"
effect = "exclude"
fact = {{ evidence = "required" }}
"""
TARGET = 'target = { formula = "ratio", at_target = 10 }'
_CHANGES = (
    ("max_points = 15,", f"max_points = 15, {TARGET},"),
    ("members = 15\n", 'members = 15\nwritten = true\nrecusal = "stays"\n'),
)
PAPER: Value = {
    "declared": True,
    "number": "12/QĐ-UBND",
    "dated": "2024-11-01",
    "note": TEXT,
}


@dataclass(slots=True, kw_only=True)
class TriedYear(Year):
    """A year whose every completion is rehearsed with other values before it is done."""

    tried: Tried

    def complete(
        self,
        task: OpenTask,
        value: Mapping[str, Json] | None = None,
        *,
        by: Actor | None = None,
        act: complete_task.Act | None = None,
    ) -> complete_task.CompletedTask:
        given = self.value(task) if value is None else value
        actor = by or self.holder(task.post_id)
        self.tried.trying = True
        with self.begin() as session:
            complete_task.rehearse(session, task.id, actor=actor, value=given, now=self.tick())
        self.tried.trying = False
        return Year.complete(self, task, given, by=by, act=act)


def own_points(session: Session, tried: Tried) -> None:
    """Play a year in which units score themselves, and all goes wrong once that may."""
    text = _RULES
    for old, new in _CHANGES:
        assert old in text, old
        text = text.replace(old, new, 1)
    year = _year(session, tried, text)
    year.open("evaluation")
    _some_late(year)
    _facts_declared(year)
    _review(year)
    year.through("submission")


def _some_late(year: Year) -> None:
    """Let two units be late, then one of them, which is taken out."""
    _score_but(year, PRESS, RADIO)
    year.fire_due(year.after("self_score"))
    day = (year.now + timedelta(days=4)).date().isoformat()
    wait = {"decision": "wait", "reason": TEXT}
    year.do("late", {"units": {PRESS: wait, RADIO: {"decision": "wait"}}, "until": day})
    _score_but(year, PRESS)
    year.fire_due(year.now + timedelta(days=5))
    year.do("late", {"units": {PRESS: {"decision": "take_out", "reason": TEXT}}})
    year.play("rank")


def _facts_declared(year: Year) -> None:
    """Declare a fact, and take it back after the meeting has sent sheets back."""
    rank = year.task("rank")
    attach(year, rank, "fact", f"discipline/{SCHOOL}")
    year.complete(rank, {"facts": {"discipline": {SCHOOL: PAPER}}, "comment": TEXT})
    year.do("adopt", _adopted(year) | _back("units_sent_back", SCHOOL, DEPUTY, RADIO))
    year.play("rank")
    gone = {SCHOOL: {"declared": False, "reason": TEXT}}
    year.do("rank", {"facts": {"discipline": gone}, "comment": TEXT})
    year.do("adopt", _adopted(year))


def points_of_others(session: Session, tried: Tried) -> None:
    """Play an evaluation in which others give points: one gives none, one looks at them again."""
    best = 'target = { formula = "best" }'
    year = _year(session, tried, plan_scored_by_others().replace(best, TARGET, 1))
    add_accounts(session, now=year.now)
    year.open("evaluation")
    for task in year.tasks("give"):
        if task.key not in {SCHOOL, HOME_AFFAIRS}:
            year.complete(task)
    year.play("give")
    year.fire_due(year.after("self_score"))
    parties = {
        SCHOOL: {"decision": "leave_out", "reason": TEXT},
        HOME_AFFAIRS: {"decision": "wait"},
    }
    year.do("late", {"units": {}, "parties": parties, "until": _later(year)})
    value = year.value(year.task("give", HOME_AFFAIRS))
    value["scores"][f"{PRESS}:{DEDUCTED}"] |= {"points": "1.5", "ground": TEXT}
    year.do("give", value, key=HOME_AFFAIRS)
    year.play("adopt")
    year.do("adopt", _adopted(year) | _back("points_sent_back", FINANCE, HOME_AFFAIRS, LEADER))
    year.through("award_review")


def _year(session: Session, tried: Tried, rules: str) -> Year:
    year = TriedYear(begin=savepoints(session), tried=tried)
    year.imported(rules)
    year.answers |= _ANSWERS
    return year


def _score_but(year: Year, *late: str) -> None:
    while tasks := [task for task in year.tasks() if task.key not in late]:
        for task in tasks:
            year.complete(task)


def _later(year: Year) -> str:
    return (year.now + timedelta(days=5)).date().isoformat()


def _back(field: str, first: str, second: str, kept: str) -> Value:
    rows: Value = {unit: {"send_back": True, "reason": TEXT} for unit in (first, second)}
    rows[kept] = {"send_back": False, "reason": TEXT}
    return {"verdict": "send_back", field: rows}


def _adopted(year: Year) -> Value:
    return {**year.value(year.task("adopt")), "comment": TEXT}


def _review(year: Year) -> None:
    """Let the review's meeting lack its quorum once, then vote openly and on paper."""
    year.open("award_review")
    year.play("meeting")
    few = {**year.value(year.task("meeting")), "attendance": attendance(UNITS[:3])}
    chosen = {unit: {"chosen": unit in UNITS[1:3]} for unit in UNITS}
    year.do("meeting", few | {"scrutineers": chosen})
    year.do("reconvene")
    year.play()


def _score(turn: TaskTurn) -> Value:
    value = PLAYS["score"](turn)
    for row in value["scores"].values():
        row["note"] = TEXT
    if NOT_FOR_ALL in value["scores"]:
        given = {"points": None, "not_applicable": True, "reason": TEXT, "note": TEXT}
        value["scores"][NOT_FOR_ALL] = given
    return value


def _appraise(turn: TaskTurn) -> Value:
    """Find less than a unit claimed of a target, and of points."""
    value = PLAYS["appraise"](turn)
    for name, row in value["scores"].items():
        row["reason"] = TEXT
        if turn.task.key != RADIO:
            continue
        if name == RATIO and row.get("actual"):
            row["actual"] = str(Decimal(row["actual"]) - 10)
        if name in {STAYS, ACCEPTED} and row.get("points"):
            row["points"] = str(Decimal(row["points"]) - 1)
    return {**value, "comment": TEXT}


def _explain(turn: TaskTurn) -> Value:
    """Contest all that was changed but the last."""
    changed = [
        line.criterion
        for line in sheets.sheet_lines(turn.session, turn.scene.case_id, turn.task.key)
        if line.appraisal_1 is not None and line.appraisal_1 != line.self_points
    ]
    rows = {each: {"stance": "contest", "text": TEXT} for each in changed}
    rows[changed[-1]] = {"stance": "accept", "text": TEXT}
    return {"explanations": rows}


def _appraise_2(turn: TaskTurn) -> Value:
    """Give back what was taken off, but for one criterion."""
    value = PLAYS["appraise_2"](turn)
    lines = sheets.sheet_lines(turn.session, turn.scene.case_id, turn.task.key)
    kept = next(line for line in lines if line.criterion == STAYS)
    value["scores"][STAYS] = {"points": str(kept.appraisal_1), "reason": TEXT}
    return value


def _decide(turn: TaskTurn) -> Value:
    """Return the first nominee once; refuse the next, approve the others."""
    decided = sum(name.startswith("decide/") for name in turn.scene.seen)
    verdicts = ("return", "refuse") if turn.scene.first(turn.task) else ()
    return {"verdict": dict(enumerate(verdicts)).get(decided, "approve"), "reason": TEXT}


def _saying(form: str, **more: object) -> Play:
    return lambda turn: {**PLAYS[form](turn), **more}


def _council(turn: TaskTurn) -> Value:
    value = pass_all(turn)
    value["present"] -= 2
    for row in value["votes"].values():
        row |= {"yes": value["present"] - 1, "reason": TEXT}
    first, second, *_ = value["votes"].values()
    first |= {"written": 2, "written_yes": 1, "recused": 1}
    second |= {"written": 1}
    return value


def _with_rows(form: str, field: str, **more: object) -> Play:
    def play(turn: TaskTurn) -> Value:
        value = PLAYS[form](turn)
        for row in value[field].values():
            row.update(more)
        return value

    return play


_CANDIDATES: Callable[[TaskTurn], Value] = PLAYS["candidates"]


def _candidates(turn: TaskTurn) -> Value:
    value = _CANDIDATES(turn)
    for award in value["candidates"].values():
        for row in award.values():
            row["reason"] = TEXT
    return value


_ANSWERS: dict[str, Play] = {
    "score": _score,
    "appraise": _appraise,
    "explain": _explain,
    "appraise_2": _appraise_2,
    "candidates": _candidates,
    "opinion": _saying("opinion", comment=TEXT),
    "vote": vote_for_the_quota,
    "sign": lambda turn: (
        PLAYS[turn.task.form](turn)
        | ({"comment": TEXT} if turn.task.form == "sign_minutes" else {})
    ),
    "appraise_dossier": _with_rows("appraise_dossier", "opinions", reason=TEXT),
    "council_vote": _council,
    "decide": _decide,
    "supplement": _saying("supplement", comment=TEXT),
}
