"""A year of any number of units, made short: four score, twenty vote, the rest are late or absent.

The acts are the same at every size; only how many are taken out, asked and withdrawn differs.
"""

from dataclasses import dataclass, field

from server.actions.cases import case_work
from server.demo import answers, roles
from server.demo.answers import NOTE, Value
from server.demo.scaled import scaled
from server.demo.scene import TaskTurn
from server.processes.evaluation import readings as sheets_read
from server.processes.submission import readings as dossier_read
from server.store import statements
from tests.bench.acts import Costs
from tests.worlds.votes import pass_all
from tests.worlds.year import Year

SCORING, PRESENT = 4, 20
REASON = NOTE.format(text="lý do.")


def source(units: int) -> str:
    """Return the bloc-year's file: as the plan, but two units are a quorum."""
    return scaled(units).replace(
        "numerator = 2, denominator = 3", f"numerator = 2, denominator = {units}", 1
    )


@dataclass(slots=True)
class ShortYear:
    """One short year and what it cost."""

    year: Year
    costs: Costs = field(default_factory=Costs)
    fired: dict[str, int] = field(default_factory=dict)

    def play(self) -> "ShortYear":
        """Play all three cases."""
        self.year.answers |= {
            "late": take_out_the_late,
            "explain": contest_one,
            "meeting": meeting,
            "council_vote": pass_all,
            "decide": decide,
        }
        self.year.open("evaluation")
        scoring = {unit.id for unit in self.year.scene.rules.units[:SCORING]}
        while tasks := [task for task in self.year.tasks() if task.key in scoring]:
            for task in tasks:
                self.costs.complete(self.year, task)
        self.fire("self_score")
        self.costs.play(self.year)
        self.year.open("award_review")
        self.costs.play(self.year, "opinion")
        for task in self.year.tasks("opinion")[:2]:
            self.costs.complete(self.year, task)
        self.fire("consultation")
        self.costs.play(self.year)
        self.year.open("submission")
        self.costs.play(self.year)
        return self

    def fire(self, deadline: str) -> None:
        """Let a deadline pass and count what firing its timer takes."""
        at = self.year.after(deadline)
        statements.reset()
        assert self.year.fire_due(at) == [True]
        self.fired[deadline] = statements.count


def take_out_the_late(turn: TaskTurn) -> Value:
    """Take out every unit whose sheet is not in."""
    late = {task.key for task in case_work.open_tasks(turn.session, turn.scene.case_id)} - {""}
    return {"units": {unit: {"decision": "take_out", "reason": REASON} for unit in late}}


def contest_one(turn: TaskTurn) -> Value:
    """The second unit contests what was taken off."""
    lines = sheets_read.sheet_lines(turn.session, turn.scene.case_id, turn.task.key)
    return answers.explanations(lines, [lines[0].criterion])


def meeting(turn: TaskTurn) -> Value:
    """One unit comes at first, then as many as twenty."""
    units = [unit.id for unit in turn.scene.rules.units]
    present = units[:1] if turn.scene.first(turn.task) else units[:PRESENT]
    return {**roles.meeting(turn), "attendance": answers.attendance(present)}


def decide(turn: TaskTurn) -> Value:
    """The Chairman refuses the first, and returns every other one once."""
    first = min(row.id for row in dossier_read.nominees(turn.session, turn.scene.case_id))
    if turn.task.key == first:
        return {"verdict": "refuse", "reason": REASON}
    if turn.scene.first(turn.task):
        return {"verdict": "return", "reason": REASON}
    return {"verdict": "approve", "reason": ""}
