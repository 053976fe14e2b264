"""Every page's rule, made one step weaker in turn: somebody is answered otherwise.

A rule that nobody's answer depends on is either not needed or not tested.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from werkzeug.routing import Rule as Route

from server.web.requests.access import MARK, Rule, access
from tests.web.access.asking import Asking
from tests.web.access.callers import NAMES
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.played import Played

pytestmark = pytest.mark.slow
ANSWERS = Path(__file__).parent / "answers.txt"
WEAKER = {
    Rule.AUDITOR: (Rule.SIGNED_IN, Rule.PUBLIC),
    Rule.ADMINISTRATOR: (Rule.SIGNED_IN, Rule.PUBLIC),
    Rule.OVERSIGHT: (Rule.SIGNED_IN, Rule.PUBLIC),
    Rule.SIGNED_IN: (Rule.PUBLIC,),
}
ASKED_AGAIN = {
    *("audit.case", "audit.diagram", "audit.moment", "audit.seen"),
    *("directory_links.propose", "directory_links.remove", "working_days.take_back"),
    *("operations.confirm", "operations.decline", "operations.propose"),
    *("people.closing", "people.ending", "people.make_link", "people.put_into_post"),
    *("people.reset_factor", "people.show", "session_ends.end", "security_events.see"),
}
"""Pages for one kind of post whose act asks for that post once more: who is signed in is answered
the same without the rule."""
SENDS_ON = {"calendar.back"}
"""It only sends to a page that has a rule of its own: so does the rule."""


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.DEMONSTRATION


def test_without_its_rule_a_page_answers_somebody_otherwise(module_database: Database) -> None:
    asking = Asking(Played.of(module_database))
    asking.app.config["PROPAGATE_EXCEPTIONS"] = False
    survived = {
        (route.endpoint, weaker)
        for method in ("GET", "POST")
        for route, expected in routes(asking, method)
        for weaker in survivors(asking, route, expected)
    }
    asked_again = {(endpoint, Rule.SIGNED_IN) for endpoint in ASKED_AGAIN}
    assert survived == asked_again | {(endpoint, Rule.PUBLIC) for endpoint in SENDS_ON}


def routes(asking: Asking, method: str) -> Iterator[tuple[Route, Mapping[str, int]]]:
    """Yield the routes with what everybody is answered."""
    expected = answers()
    for route in asking.routes(method):
        yield route, expected[f"{method} {route.rule} {route.endpoint}"]


def survivors(asking: Asking, route: Route, expected: Mapping[str, int]) -> Iterator[Rule]:
    """Put each weaker rule in the place of a page's own, and yield those that nobody notices."""
    view = asking.app.view_functions[route.endpoint]
    rule: Rule = getattr(view, MARK)
    for weaker in WEAKER.get(rule, ()):
        access(weaker)(view)
        try:
            if not missed(asking, route, expected):
                yield weaker
        finally:
            access(rule)(view)


def missed(asking: Asking, route: Route, expected: Mapping[str, int]) -> bool:
    """Tell whether anybody is answered otherwise than with the rule."""
    for who in reversed(NAMES):
        with asking.ask(who, route) as answer:
            if answer.status_code != expected[who]:
                return True
    return False


def answers() -> Mapping[str, Mapping[str, int]]:
    """Read what everybody is answered, by route."""
    return {
        route: {
            who: int(told.partition(" ")[0])
            for told in by_status.split("; ")
            for who in told.split()[1:]
        }
        for route, by_status in (
            re.split(r": (?=\d{3} )", line, maxsplit=1)
            for line in ANSWERS.read_text(encoding="utf-8").splitlines()
        )
    }
