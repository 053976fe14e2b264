"""Play a bloc-year while every main act is killed at each of its points; print what came of it.

Run as a process of its own, which has one thread and may fork: `python -m
tests.faults.harness.killed_acts URL`. Prints JSON: kills by act. What is not
sound ends it with the breaches.
"""

import json
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from server import processes
from server.actions.cases import open_case
from server.actions.cases.case_work import OpenTask
from server.actions.steps import fire_timer
from server.actions.tasks import (
    attach_file,
    complete_task,
    recall_task,
)
from server.actions.transaction import Begin, transactions
from server.demo.scene import PDF
from server.domain.cases.opening import AlreadyOpened
from tests.faults.harness.killed_posts import play_opened
from tests.faults.harness.killing import Sweep
from tests.worlds.worker import checked
from tests.worlds.year import PLAN, SCHOOL, Year, new_act

SWEPT = ("approve", "adopt", "candidates", "sign", "council_vote", "decide")


@dataclass(slots=True)
class Killed:
    """A year and the sweep over it."""

    year: Year
    sweep: Sweep

    def look(self) -> None:
        """See that every invariant holds now."""
        with self.year.begin() as session:
            found = checked(session, now=self.year.now)
        if found:
            sys.exit(f"{self.sweep.kills}: {found}")

    def complete(self, task: OpenTask, name: str = "") -> None:
        """Complete a task, killed all along; the same key is sent each time, as a browser would.

        After the death behind the commit the first answer is given once more.
        """
        year, act = self.year, new_act()
        value, actor, now = year.value(task), year.holder(task.post_id), year.tick()

        def complete(begin: Begin) -> None:
            with begin() as session:
                complete_task.complete(session, task.id, actor=actor, value=value, act=act, now=now)

        self.sweep.over(name or task.element, complete, self.look)
        year.scene.played(task)
        again = year.complete(task, value, by=actor, act=act)
        assert again.repeated, "the same key has one effect"

    def open(self) -> None:
        """Open the evaluation; who presses again after it was opened is told so."""
        year = self.year
        with year.begin() as session:
            leader = open_case.leader_post(session, PLAN, now=year.now)
        actor, now = year.holder(leader), year.tick()

        def opening(begin: Begin) -> None:
            with suppress(AlreadyOpened), begin() as session:
                open_case.open_case(
                    session, bloc_year_id=PLAN, kind="evaluation", actor=actor, now=now
                )

        self.sweep.over("open_case", opening, self.look)
        play_opened(year)

    def attach(self, task: OpenTask) -> None:
        """Attach a file; each death behind the commit leaves one more, as each press does."""
        actor, now = self.year.holder(task.post_id), self.year.tick()

        def attach(begin: Begin) -> None:
            with begin() as session:
                attach_file.attach(
                    session,
                    task.id,
                    actor=actor,
                    kind="evidence",
                    subject=self.year.scene.rules.score_table.sections[0].criteria[0].id,
                    file_name="a.pdf",
                    data=PDF,
                    now=now,
                )

        self.sweep.over("attach_file", attach, self.look)

    def take_back(self, task: OpenTask) -> None:
        """Hand in, and take it back."""
        self.year.complete(task)
        actor, now = self.year.holder(task.post_id), self.year.tick()

        def taking(begin: Begin) -> None:
            with begin() as session:
                recall_task.take_back(session, task.id, actor=actor, now=now)

        self.sweep.over("take_back", taking, self.look)

    def fire(self) -> None:
        """Let the deadline pass: what is armed and due is no breach before the 60 seconds."""
        self.year.now = self.year.after("self_score") + timedelta(seconds=30)
        now = self.year.now
        with self.year.begin() as session:
            (timer,) = fire_timer.due(session, now=now)

        def fire(begin: Begin) -> None:
            with begin() as session:
                fire_timer.fire(session, timer, now=now)

        self.sweep.over("fire_timer", fire, self.look)


def main(url: str, *, quick: bool) -> None:
    killed = Killed(Year(begin=transactions(url)), Sweep(url))
    if quick:
        killed.year.open("evaluation")
        killed.complete(killed.year.task("score", SCHOOL))
    else:
        killed.open()
        sheet(killed)
        arrivals(killed)
        rest(killed)
        for kind in ("award_review", "submission"):
            killed.year.open(kind)
            rest(killed)
    json.dump(killed.sweep.kills, sys.stdout)


def sheet(killed: Killed) -> None:
    """Sweep a file and a sheet handed in."""
    score = killed.year.task("score", SCHOOL)
    killed.attach(score)
    killed.complete(score)


def arrivals(killed: Killed) -> None:
    """Sweep the head's approval, the deadline, and the last arrival that lets the bloc go on."""
    year = killed.year
    killed.take_back(year.tasks("score")[0])
    year.play("approve", "appraise")
    killed.complete(year.task("approve", SCHOOL))
    killed.fire()
    year.do("late")
    year.play("appraise")
    *first, last = year.tasks("appraise")
    for task in first:
        year.complete(task)
    while year.play("appraise").tasks() != [last]:
        year.complete(next(task for task in year.tasks() if task != last))
    killed.complete(last, "appraise, last")


def rest(killed: Killed) -> None:
    """Play a case to its end; the first of each swept act is killed all along."""
    year = killed.year
    while tasks := year.tasks():
        for task in tasks:
            last_vote = task.element == "vote" and len(year.tasks("vote")) == 1
            name = "vote, last" if last_vote else task.element
            if (last_vote or task.element in SWEPT) and name not in killed.sweep.kills:
                killed.complete(task, name)
            else:
                year.complete(task)


if __name__ == "__main__":
    processes.compose()
    main(sys.argv[1], quick="quick" in sys.argv)
