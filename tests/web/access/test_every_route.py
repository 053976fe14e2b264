"""Every route, asked by everybody: what it answers, and that "not yours" reads as "not there".

The routes are the application's own, so a new one is asked without being named here. The answers
stand in `answers.txt`; `WRITE_ANSWERS=1` writes them anew, and the difference is to be read.
"""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

import pytest
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.web.access.asking import Asking
from tests.web.access.callers import GONE, NAMES
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.played import Played

pytestmark = pytest.mark.slow
ANSWERS = Path(__file__).parent / "answers.txt"
TOKEN = re.compile(r'(name="(?:csrf_token|_form_mark)" value=")[^"]*')
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
WORDS_ONLY = {"form"}
"""A route that names nothing but one of a few words names no thing."""
NOBODYS = {
    "bloc_drafts.letter": "the letter is typed, no file of it was sent",
    "letters.download": "nobody is late",
    "log.tile": "the log has not begun",
    "passkeys.show": "accounts of a demonstration have none",
    "proving.show": "a demonstration asks no provider",
    "receipts.proof_file": "the log has not begun",
}
"""Routes whose thing a demonstration does not have, with why."""
SHOWN = ("Content-Type", "Location", "Cache-Control", "Content-Security-Policy")
"""Of the heads what could tell a thing that is there from one that is not."""


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.DEMONSTRATION


@dataclass(frozen=True)
class Walk:
    """What a walk over every route found, by method and endpoint."""

    lines: tuple[str, ...]
    """A line a route: who was answered with which status."""
    apart: tuple[str, ...]
    """Who can tell by the answer that a thing is there, though the page is not theirs."""
    nobodys: tuple[str, ...]
    """Routes that name a thing and are nobody's."""


@pytest.fixture(scope="module")
def walk(module_database: Database) -> Walk:
    asking = Asking(Played.of(module_database))
    lines, apart, nobodys = [], [], []
    for method in ("GET", "POST"):
        for rule in asking.routes(method):
            by_status: dict[int, list[str]] = {}
            for who in NAMES:
                status, told = asked_twice(asking, who, rule)
                by_status.setdefault(status, []).append(who)
                apart += [f"{method} {rule.endpoint}: {who}"] if told else []
            lines.append(line(f"{method} {rule.rule} {rule.endpoint}", by_status))
            if method == "GET" and rule.arguments and not any_of_them(by_status):
                nobodys.append(rule.endpoint)
    return Walk(tuple(lines), tuple(apart), tuple(nobodys))


def asked_twice(asking: Asking, who: str, rule: Rule) -> tuple[int, bool]:
    """Answer the status, and whether a thing that is not there is answered otherwise."""
    answer = asking.ask(who, rule)
    try:
        status = answer.status_code
        if status != HTTPStatus.NOT_FOUND or not rule.arguments - WORDS_ONLY:
            return status, False
        return status, read(answer) != read(asking.ask(who, rule, there=False))
    finally:
        answer.close()


def any_of_them(by_status: Mapping[int, Sequence[str]]) -> bool:
    """Tell whether anybody who is signed in is answered by what is there."""
    return any(
        set(who) - set(GONE) for status, who in by_status.items() if status != HTTPStatus.NOT_FOUND
    )


def line(route: str, by_status: Mapping[int, Sequence[str]]) -> str:
    told = "; ".join(f"{status} {' '.join(by_status[status])}" for status in sorted(by_status))
    return f"{route}: {told}\n"


def read(answer: TestResponse) -> tuple[object, ...]:
    """Say what an answer shows, without the address it was asked at."""
    path = answer.request.path
    body = TOKEN.sub(r"\1", answer.text)
    for form in (path, quote(path, safe=""), quote(path)):
        body = body.replace(form, "…")
    heads = [answer.headers.get(name, "").replace(path, "…") for name in SHOWN]
    return answer.status_code, ID.sub("…", body), *(quote(head, safe="") for head in heads)


def test_what_is_not_yours_reads_as_what_is_not_there(walk: Walk) -> None:
    assert walk.apart == ()


def test_what_everybody_is_answered_is_what_is_written_down(walk: Walk) -> None:
    if os.environ.get("WRITE_ANSWERS"):
        ANSWERS.write_text("".join(walk.lines), encoding="utf-8")
    assert "".join(walk.lines) == ANSWERS.read_text(encoding="utf-8")


def test_what_is_asked_for_is_there_for_somebody(walk: Walk) -> None:
    assert set(walk.nobodys) == NOBODYS.keys()


def test_nobody_is_answered_by_an_error_of_ours(walk: Walk) -> None:
    assert [told for told in walk.lines if re.search(r"[:;] 5\d\d ", told)] == []
