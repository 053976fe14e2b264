"""Every route, asked by everybody: what it answers, and that "not yours" reads as "not there".

The routes are the application's own, so a new one is asked without being named here. The answers
stand in `answers.txt`; `WRITE_ANSWERS=1` writes them anew, and the difference is to be read.
"""

import os
import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from sqlalchemy import create_engine
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.web.access.callers import NAMES, callers
from tests.web.access.things import address, made
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.played import Played
from tests.worlds.web.posting import token_on

pytestmark = pytest.mark.slow
ANSWERS = Path(__file__).parent / "answers.txt"
SAFE = {"HEAD", "OPTIONS"}
TOKEN = re.compile(r'(name="(?:csrf_token|_form_mark)" value=")[^"]*')
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
WORDS_ONLY = {"form"}
"""A route that names nothing but one of a few words names no thing."""
NOBODYS = {
    "bloc_drafts.letter": "the letter is typed, no file of it was sent",
    "letters.download": "nobody is late",
    "log.tile": "the log has not begun",
    "receipts.proof_file": "the log has not begun",
}
"""Routes whose thing a demonstration does not have, with why."""
SHOWN = ("Content-Type", "Location", "Cache-Control", "Content-Security-Policy")
"""Of the heads what could tell a thing that is there from one that is not."""


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.DEMONSTRATION


class Asking:
    """The routes, the things they name, and who asks."""

    def __init__(self, year: Played) -> None:
        engine = create_engine(year.database.url)
        self.app = year.app
        self.tokens: dict[str, str] = {}
        try:
            self.things: Mapping[str, str] = made(year, engine)
            self.clients: Mapping[str, FlaskClient] = callers(year, engine)
        finally:
            engine.dispose()

    def routes(self, method: str) -> Iterator[Rule]:
        """Yield the routes of a method in the order of their addresses."""
        for rule in sorted(self.app.url_map.iter_rules(), key=lambda rule: rule.rule):
            if (rule.methods or set()) - SAFE == {method}:
                yield rule

    def ask(self, who: str, rule: Rule, *, there: bool = True) -> TestResponse:
        """Ask for a thing that is there, or for one that is not."""
        client, path = self.clients[who], address(self.app, rule, self.things, there=there)
        if "GET" in (rule.methods or set()):
            return client.get(path)
        return client.post(path, data={"csrf_token": self.token(who)})

    def token(self, who: str) -> str:
        """Answer the token of a caller's forms; who has left still has that of the last page."""
        if who not in self.tokens:
            client = self.clients[who]
            gone = client.get("/account").status_code != HTTPStatus.OK
            self.tokens[who] = token_on(client.get("/sign-in" if gone else "/account"))
        return self.tokens[who]


@pytest.fixture(scope="module")
def asking(module_database: Database) -> Asking:
    return Asking(Played.of(module_database))


def read(answer: TestResponse) -> tuple[object, ...]:
    """Say what an answer shows, without the address it was asked at."""
    path = answer.request.path
    body = TOKEN.sub(r"\1", answer.text)
    for form in (path, quote(path, safe=""), quote(path)):
        body = body.replace(form, "…")
    heads = [answer.headers.get(name, "").replace(path, "…") for name in SHOWN]
    return answer.status_code, ID.sub("…", body), *(quote(head, safe="") for head in heads)


def told_apart(asking: Asking, method: str) -> list[str]:
    """List who can tell by the answer that a thing is there, though the page is not theirs."""
    found = []
    for rule in asking.routes(method):
        for who in NAMES if rule.arguments - WORDS_ONLY else ():
            answer = asking.ask(who, rule)
            if answer.status_code != HTTPStatus.NOT_FOUND:
                continue
            if read(answer) != read(asking.ask(who, rule, there=False)):
                found.append(f"{rule.endpoint}: {who}")
    return found


def test_what_is_not_yours_reads_as_what_is_not_there(asking: Asking) -> None:
    assert told_apart(asking, "GET") == []


def test_what_everybody_is_answered_is_what_is_written_down(asking: Asking) -> None:
    lines = []
    for rule in asking.routes("GET"):
        by_status: dict[int, list[str]] = {}
        for who in NAMES:
            with asking.ask(who, rule) as answer:
                by_status.setdefault(answer.status_code, []).append(who)
        told = "; ".join(f"{status} {' '.join(by_status[status])}" for status in sorted(by_status))
        lines.append(f"{rule.rule} {rule.endpoint}: {told}\n")
    if os.environ.get("WRITE_ANSWERS"):
        ANSWERS.write_text("".join(lines), encoding="utf-8")
    assert "".join(lines) == ANSWERS.read_text(encoding="utf-8")


def test_what_is_asked_for_is_there_for_somebody(asking: Asking) -> None:
    assert ANSWERS.exists()
    found = {
        re.split(r" (?=[\w.]+: )", line)[1].partition(":")[0]
        for line in ANSWERS.read_text(encoding="utf-8").splitlines()
        if "<" in line and not re.search(r": (?:200|302|303 (?!stranger))|; 200", line)
    }
    assert found == NOBODYS.keys()
    assert asking.things


def test_what_is_not_yours_to_change_reads_as_what_is_not_there(asking: Asking) -> None:
    assert told_apart(asking, "POST") == []
