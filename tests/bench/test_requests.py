"""What the ten main requests cost, sign-in check included: statements, commits, calls of pages."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.actions.cases.case_work import OpenTask
from server.actions.transaction import transactions
from server.demo.scaled import scaled
from server.demo.scene import PDF
from server.embedded import Cluster
from server.store import engine_for, statements
from tests.bench.report import REPORT
from tests.work import work
from tests.worlds.states import with_bloc_years
from tests.worlds.web.over_http import OverHttp, appraise, flat
from tests.worlds.year import Year

UNITS = 50
MOST, MOST_ACROSS = 12, 24
CALLS = {"inbox": 17_700, "task page": 49_300, "case page": 21_300, "history": 13_900}
"""At most so many calls of functions a page, C's among them: 3 % more than before processes were
data (docs/decisions/0010). They are exact: a busy machine changes nothing."""
Ask = Callable[[], TestResponse]


@dataclass(slots=True)
class TaskPage:
    """One task, and the browser of who works on it."""

    year: Year
    task: OpenTask
    client: FlaskClient
    token: str

    @classmethod
    def at(cls, year: Year, web: OverHttp, task: OpenTask) -> "TaskPage":
        return cls(year, task, *web.signed_in(task.post_id))

    def get(self, address: str) -> Ask:
        return lambda: self.client.get(address)

    def post(self, what: str, **fields: object) -> Ask:
        address, data = f"/tasks/{self.task.id}/{what}", {"csrf_token": self.token, **fields}
        return lambda: self.client.post(address, data=data)

    def complete(self, *, version: int = 0) -> Ask:
        """Hand it in from a page that was drawn with this version of the draft."""
        typed = dict(flat(self.year.value(self.task)))
        return self.post("complete", _key=uuid4().hex, _version=version, **typed)


def test_ten_main_requests(durable_cluster: Cluster) -> None:
    REPORT.group(f"Statements and commits of the ten main requests, {UNITS} units")
    with with_bloc_years(durable_cluster, scaled(UNITS)) as made:
        year = Year(begin=transactions(made.url), bloc_year_id=f"bac-giang/khoi-mau-{UNITS}/2024")
        year.answers["appraise"] = appraise
        case_id = year.open("evaluation")
        web = OverHttp.on(made)
        own = TaskPage.at(year, web, year.tasks("score")[5])
        line = year.scene.rules.score_table.sections[0].criteria[0].id
        asked: dict[str, Ask] = {
            "inbox": own.get("/tasks"),
            "task page": own.get(f"/tasks/{own.task.id}"),
            "case page": own.get(f"/cases/{case_id}"),
            "history": own.get(f"/cases/{case_id}?tab=history"),
            "draft": own.post("draft", _version="0", **{f"scores.{line}.note": "Bản nháp"}),
            "file": own.post(
                "files", _version="1", **{f"file.evidence.{line}": (io.BytesIO(PDF), "a.pdf")}
            ),
            "comment": own.post("comments", text="Xin bổ sung minh chứng."),
            "claim": own.post("claim"),
            "completion inside an instance": own.complete(version=2),
        }
        for name, ask in asked.items():
            _count(name, ask)
            if name in CALLS:
                _calls(name, ask)
        year.scene.played(own.task)
        year.play("appraise")
        sheet = TaskPage.at(year, web, year.tasks("appraise")[5])
        _count("completion that arrives at the bloc", sheet.complete(), most=MOST_ACROSS)
        web.close()
        engine_for(made.url).dispose()


def _calls(name: str, ask: Ask) -> None:
    """Count the calls of a page that was asked for before, as all but the first are."""
    number = work(ask)
    met = number <= CALLS[name]
    REPORT.row(name, f"{number:6,} calls of functions", aim=f"≤ {CALLS[name]:,}", met=met)


def _count(name: str, ask: Ask, *, most: int = MOST) -> None:
    statements.reset()
    answer = ask()
    number, commits = statements.count, statements.commits
    assert answer.status_code in {200, 303}, (name, answer.text[-2000:])
    REPORT.row(
        name,
        f"{number:3} statements  {commits} commit",
        aim=f"≤ {most}, 1 commit",
        met=number <= most and commits == 1,
    )
