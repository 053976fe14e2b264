"""The same year through the pages: what a browser posts to complete a task, counted per request."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient

from server.actions.cases.case_work import OpenTask
from server.app import web_application
from server.demo import roles
from server.demo.answers import Value
from server.demo.scene import TaskTurn
from server.domain.people.actors import DEMONSTRATION_PASSWORD as PASSWORD
from server.processes.evaluation import readings as sheets_read
from server.store import statements
from server.web.requests.installation import EXTENSION
from tests.worlds.databases import Database
from tests.worlds.web.pages import settings_of
from tests.worlds.year import Year

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(slots=True)
class OverHttp:
    """Posts completions as the holders of the posts; `counted` has statements and commits."""

    app: Flask
    clients: dict[str, tuple[FlaskClient, str]] = field(default_factory=dict)
    counted: dict[str, set[tuple[int, int]]] = field(default_factory=dict)

    @classmethod
    def on(cls, database: Database) -> "OverHttp":
        """Serve a database."""
        return cls(web_application(settings_of(database)))

    def close(self) -> None:
        """Let go of the database."""
        self.app.extensions[EXTENSION].engine.dispose()

    def complete(self, year: Year, task: OpenTask) -> None:
        """Complete a task by its page's form; the very request is counted."""
        client, token = self.signed_in(task.post_id)
        fields = dict(flat(year.value(task)))
        fields |= {"csrf_token": token, "_key": uuid4().hex, "password": PASSWORD}
        year.tick()
        statements.reset()
        answer = client.post(f"/tasks/{task.id}/complete", data=fields)
        cost = statements.count, statements.commits
        assert answer.status_code == 303, (task.element, answer.text[-3000:])
        year.scene.played(task)
        self.counted.setdefault(f"{year.kind}.{task.element}", set()).add(cost)

    def play(self, year: Year, *until: str) -> None:
        """Complete what opens until only tasks of these elements are left."""
        while tasks := [task for task in year.tasks() if task.element not in until]:
            for task in tasks:
                self.complete(year, task)

    def signed_in(self, post_id: str) -> tuple[FlaskClient, str]:
        """Return the browser of a post, and the token of its forms."""
        if post_id not in self.clients:
            client = self.app.test_client()
            login = post_id.partition("/")[2].replace("/", ".")
            fields = {"username": login, "password": PASSWORD, "csrf_token": token_of(client)}
            assert client.post("/sign-in", data=fields).status_code == 303
            self.clients[post_id] = client, token_of(client, "/tasks")
        return self.clients[post_id]


def appraise(turn: TaskTurn) -> Value:
    """Appraise as in the sample; a sheet that goes back is posted with its empty rows, too."""
    value = roles.appraise(turn)
    if not value["scores"]:
        lines = sheets_read.sheet_lines(turn.session, turn.scene.case_id, turn.task.key)
        value["scores"] = {line.criterion: {"points": None, "reason": ""} for line in lines}
    return value


def token_of(client: FlaskClient, address: str = "/sign-in") -> str:
    """Return the token of a page's form."""
    found = TOKEN.search(client.get(address).text)
    assert found is not None, address
    return found[1]


def flat(value: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Name each value as its field is named: the JSON path, joined by dots."""
    for name, item in value.items():
        here = f"{path}.{name}" if path else name
        if isinstance(item, Mapping):
            yield from flat(item, here)
        elif isinstance(item, bool):
            yield here, "1" if item else "0"
        else:
            yield here, "" if item is None else str(item)
