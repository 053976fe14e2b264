"""A bloc-year played by POSTs whose web worker is killed before their n-th statement or commit."""

from dataclasses import dataclass, field
from itertools import count
from random import Random
from uuid import UUID

from sqlalchemy import text

from server.actions.cases import case_work, open_case
from server.actions.cases.case_work import OpenTask
from server.demo.scene import PDF, Scene
from server.store.cases import openings
from tests.faults.harness.deadly import DIES_AT
from tests.faults.harness.serving import LOST, Browser, Form
from tests.worlds.rows import rows
from tests.worlds.worker import sound
from tests.worlds.year import PLAN, SCHOOL, Year

SWEPT = ("adopt", "meeting", "sign", "council_vote", "decide")


@dataclass(slots=True)
class KilledPosts:
    """Sends each POST again and again, the same to the byte, until nobody dies of it.

    `stride` 1 kills at every statement and commit, 4 at every fourth. `kills` counts by act.
    """

    year: Year
    browser: Browser
    stride: int = 1
    kills: dict[str, int] = field(default_factory=dict)

    def over(self, name: str, post_id: str, address: str, form: Form) -> str:
        """Send a form until it is answered; every invariant holds after each death."""
        for killed, point in enumerate(count(1, self.stride)):
            deadly = Form(form.body, form.headers | {DIES_AT: str(point)})
            answer = self.browser.send(post_id, address, deadly)
            assert sound(self.year)
            if answer != LOST:
                self.kills[name] = killed
                return answer
        raise AssertionError

    def complete(self, task: OpenTask, name: str = "") -> None:
        """Complete a task; the same form has one effect, and always the first answer."""
        form = Form.of(self.browser.fields(self.year, task))
        address = f"/tasks/{task.id}/complete"
        answer = self.over(name or task.element, task.post_id, address, form)
        assert answer == f"303 /tasks/{task.id}/done"
        assert self.browser.send(task.post_id, address, form) == answer
        assert self.completions(task.id) == 1
        self.year.scene.played(task)

    def completions(self, task_id: UUID) -> int:
        """Count how often history says that a task was completed."""
        query = "SELECT 1 FROM event WHERE kind = 'task.completed' AND object = :task"
        with self.year.begin() as session:
            return len(rows(session, query, task=f"task/{task_id}"))

    def fields(self, post_id: str, **more: str) -> dict[str, str]:
        """Fill a form that has no key, as a post."""
        self.browser.sign_in(post_id)
        return {"csrf_token": self.browser.tokens[post_id], **more}

    def open(self) -> None:
        """Open the evaluation; it is opened once, whoever presses again."""
        year = self.year
        with year.begin() as session:
            leader = open_case.leader_post(session, PLAN, now=year.now)
        form = Form.of(self.fields(leader, bloc_year=PLAN, kind="evaluation"))
        answer = self.over("open_case", leader, "/cases/open", form)
        assert answer.startswith(("303", "409")), answer
        play_opened(year)

    def attach(self, task: OpenTask) -> None:
        """Attach a file; a death behind the commit leaves one more, as each press does.

        This form has not seen the draft that the one before left: the file is kept, and the page
        shows both drafts.
        """
        subject = self.year.scene.rules.score_table.sections[0].criteria[0].id
        form = Form.with_file(self.fields(task.post_id), f"file.evidence.{subject}", PDF)
        answer = self.over("attach_file", task.post_id, f"/tasks/{task.id}/files", form)
        assert answer in {f"303 /tasks/{task.id}", "409"}, answer
        with self.year.begin() as session:  # what is handed in next has not seen it either
            session.execute(text("DELETE FROM draft"))

    def take_back(self, task: OpenTask) -> None:
        """Hand in, and take it back; who presses again is told that it is open."""
        self.year.complete(task)
        form = Form.of(self.fields(task.post_id))
        answer = self.over("take_back", task.post_id, f"/tasks/{task.id}/take-back", form)
        assert answer.startswith(("303", "409")), answer
        assert self.year.tasks("score"), "it is open again"

    def arrivals(self) -> None:
        """Sweep a head's approval, and the last sheet, which lets the bloc go on."""
        year = self.year
        year.play("approve", "appraise")
        self.complete(year.task("approve", SCHOOL))
        year.play("appraise")
        *first, last = year.tasks("appraise")
        for task in first:
            year.complete(task)
        while year.play("appraise").tasks() != [last]:
            year.complete(next(task for task in year.tasks() if task != last))
        self.complete(last, "appraise, last")

    def rest(self) -> None:
        """Play a case to its end; the first of each swept act is killed all along."""
        year = self.year
        while tasks := year.tasks():
            for task in tasks:
                last_vote = task.element == "vote" and len(year.tasks("vote")) == 1
                name = "vote, last" if last_vote else task.element
                if (last_vote or task.element in SWEPT) and name not in self.kills:
                    self.complete(task, name)
                else:
                    year.complete(task)


def play_opened(year: Year) -> None:
    """Go on with the evaluation that somebody else has opened."""
    with year.begin() as session:
        (case,) = openings.cases_of_year(session, PLAN, simulated=False)
        year.scene = Scene(begin=year.begin, case_id=case.id, rng=Random(1))  # noqa: S311
        year.scene.rules = case_work.rules_of_case(session, case.id)
    year.cases["evaluation"], year.kind = case.id, "evaluation"
