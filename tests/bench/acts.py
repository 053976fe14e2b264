"""What each act of a year costs the database: statements and commits, and how long it takes."""

import json
import time
from dataclasses import dataclass, field

from sqlalchemy import text

from server.actions.cases.case_work import OpenTask
from server.actions.tasks.complete_task import complete
from server.store import statements
from tests.worlds.year import Year, new_act

_MOVED = text("""
SELECT p.payload FROM event e JOIN event_payload p ON p.event_id = e.id
WHERE e.object = :task AND e.kind = 'task.completed'
""")


@dataclass(frozen=True, slots=True)
class Cost:
    """One completion: statements but BEGIN and COMMIT, commits, milliseconds, instances moved.

    `cpu` is this process's own milliseconds: what does not depend on who else uses the machine.
    """

    statements: int
    commits: int
    milliseconds: float
    cpu: float
    instances: int


@dataclass(slots=True)
class Costs:
    """What completing cost, by element."""

    of: dict[str, list[Cost]] = field(default_factory=dict)

    def complete(self, year: Year, task: OpenTask) -> None:
        """Complete a task as its holder and take down what it cost."""
        value, actor, now, act = year.value(task), year.holder(task.post_id), year.tick(), new_act()
        statements.reset()
        began, worked = time.perf_counter(), time.process_time()
        with year.begin() as session:
            complete(session, task.id, actor=actor, value=value, act=act, now=now)
        took, cpu = (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000
        number, commits = statements.count, statements.commits
        year.scene.played(task)
        with year.begin() as session:
            kept = json.loads(session.scalar(_MOVED, {"task": f"task/{task.id}"}) or "{}")
        cost = Cost(number, commits, took, cpu, len(kept["moved"]))
        self.of.setdefault(f"{year.kind}.{task.element}", []).append(cost)

    def play(self, year: Year, *until: str) -> None:
        """Complete what opens until only tasks of these elements are left."""
        while tasks := [task for task in year.tasks() if task.element not in until]:
            for task in tasks:
                self.complete(year, task)

    def most_statements(self) -> dict[str, int]:
        """Return the most statements by element: the last to come in costs one more than others."""
        return {
            element: max(cost.statements for cost in costs) for element, costs in self.of.items()
        }
