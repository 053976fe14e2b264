"""Requests a second of a mixed load on the real web server, and a ten-fold step of it."""

import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import text

from server.actions.cases import case_work
from server.actions.transaction import transactions
from server.demo.scaled import scaled
from server.embedded import Cluster
from server.store import engine_for
from tests.bench.approvals import Approvals, replace_evaluation
from tests.bench.processes import cpu_seconds
from tests.bench.report import REPORT, Spread
from tests.bench.served import Pages, served
from tests.worlds.databases import Database
from tests.worlds.states import with_bloc_years
from tests.worlds.year import Year

CLIENT = Path(__file__).with_name("load_client.py")
UNITS, PAPERS = 80, 12
CONNECTIONS, SECONDS = 8, 20
STEP_SECONDS = 10
LEAST_RATE, MOST_P95 = 300, 400.0
FINE, BUSY = {200, 303}, {429, 503}
DONE = text("SELECT count(*) FROM task WHERE element = 'propose' AND state = 'done'")
REMARKS = text("SELECT count(*) FROM comment")


@dataclass(slots=True)
class Crowd:
    """People at work, and what was answered to them."""

    pages: Pages
    people: list[dict[str, Any]]
    acknowledged: Counter[str] = field(default_factory=Counter)

    def run(self, connections: int, seconds: float) -> dict[str, Any]:
        """Let the client, a process of its own, ask for so long."""
        plan = {
            "port": self.pages.port,
            "connections": connections,
            "seconds": seconds,
            "people": self.people,
        }
        before = cpu_seconds()
        done = subprocess.run(
            [sys.executable, str(CLIENT)],
            input=json.dumps(plan),
            capture_output=True,
            text=True,
            check=True,
        )
        found: dict[str, Any] = json.loads(done.stdout)
        after = cpu_seconds()
        found["cpu_of"] = {part: after[part] - before[part] for part in after}
        self.people = found.pop("people")
        for kind, answers in found["answers"].items():
            self.acknowledged[kind] += sum(status == 303 for status, _, _ in answers)
        return found


def test_mixed_load(durable_cluster: Cluster) -> None:
    with with_bloc_years(durable_cluster, scaled(UNITS)) as made:
        world, case_id = _world(made)
        papers = _proposals(world)
        with served(made, worker=True) as pages:
            load = Crowd(pages, [_person(world, pages, case_id, post, papers) for post in papers])
            load.run(CONNECTIONS, 3)
            _sustained(load.run(CONNECTIONS, SECONDS))
            _step(load.run(CONNECTIONS * 10, STEP_SECONDS))
        _nothing_lost(world, load)
        engine_for(made.url).dispose()


def _world(made: Database) -> tuple[Approvals, str]:
    """Open an evaluation and play it half; then open short approvals enough to complete."""
    year = Year(begin=transactions(made.url), bloc_year_id=f"bac-giang/khoi-mau-{UNITS}/2024")
    case_id = year.open("evaluation")
    for task in year.tasks("score")[: UNITS // 8]:
        year.complete(task)
    replace_evaluation(made, UNITS)
    return Approvals(made, UNITS, year), str(case_id)


def _proposals(world: Approvals) -> dict[str, list[str]]:
    """Open short approvals; list the tasks of the first step by post."""
    found: dict[str, list[str]] = {}
    for _ in range(PAPERS):
        case_id = world.open()[0].case_id
        with world.year.begin() as session:
            for task in case_work.open_tasks(session, case_id):
                found.setdefault(task.post_id, []).append(str(task.id))
    return found


def _person(
    world: Approvals, pages: Pages, case_id: str, post: str, papers: dict[str, list[str]]
) -> dict[str, Any]:
    """Sign somebody in; their own sheet, or the first proposal, is the task they work on."""
    cookie, token = pages.sign_in(post)
    own = [task for task in world.year.tasks("score") if task.post_id == post]
    task = str(own[0].id) if own else papers[post][0]
    lines = [item.id for _, item in world.year.scene.rules.score_table.lines()][:10]
    return {
        "cookie": cookie,
        "token": token,
        "task": task,
        "fields": [f"scores.{line}.note" for line in lines] if own else ["comment"],
        "papers": papers[post] if own else papers[post][1:],
        "reads": {
            "inbox": "/tasks",
            "task": f"/tasks/{task}",
            "case": f"/cases/{case_id}",
            "history": f"/cases/{case_id}?tab=history",
        },
    }


def _sustained(found: dict[str, Any]) -> None:
    REPORT.group(f"Mixed load, 80 % reading, {CONNECTIONS} connections for {SECONDS} s")
    answers = [answer for each in found["answers"].values() for answer in each]
    rate = len(answers) / found["seconds"]
    REPORT.row("requests a second", f"{rate:.0f}", aim=f"≥ {LEAST_RATE}", met=rate >= LEAST_RATE)
    spread = Spread.of(took for _, took, _ in answers)
    REPORT.row("all", spread, aim=f"p95 ≤ {MOST_P95:.0f} ms", met=spread.p95 <= MOST_P95)
    wrong = Counter(status for status, _, _ in answers if status not in FINE)
    REPORT.row("answers but 200 and 303", dict(wrong) or "none", aim="none", met=not wrong)
    for kind, each in found["answers"].items():
        REPORT.row(f"    {kind}, {len(each)}", Spread.of(took for _, took, _ in each))
    for part, used in {**found["cpu_of"], "client": found["cpu"]}.items():
        REPORT.row(f"    CPU of the {part}", f"{used / len(answers) * 1000:.2f} ms a request")


def _step(found: dict[str, Any]) -> None:
    REPORT.group(f"Ten-fold step, {CONNECTIONS * 10} connections for {STEP_SECONDS} s")
    answers = [answer for each in found["answers"].values() for answer in each]
    statuses = Counter(status for status, _, _ in answers)
    allowed = set(statuses) <= FINE | BUSY and all(told for _, _, told in answers)
    REPORT.row(
        "answers",
        ", ".join(f"{status}: {number}" for status, number in sorted(statuses.items())),
        aim="only 200, 303, and 429 or 503 with Retry-After",
        met=allowed,
    )
    REPORT.row("requests a second", f"{len(answers) / found['seconds']:.0f}")
    REPORT.row("all", Spread.of(took for _, took, _ in answers))


def _nothing_lost(world: Approvals, load: Crowd) -> None:
    with world.year.begin() as session:
        kept = {
            "complete": session.scalar(DONE),
            "comment": session.scalar(REMARKS),
        }
    for kind, number in kept.items():
        acknowledged = load.acknowledged[kind]
        REPORT.row(
            f"acknowledged and kept: {kind}",
            f"{acknowledged} and {number}",
            aim="none lost",
            met=acknowledged <= (number or 0),
        )
