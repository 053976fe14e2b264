"""Every route, asked what no browser asks: nothing is answered by an error of ours.

`ODD_REQUESTS=10000` is the whole of it (`make odd-requests`), `ODD_SEED` another series; a find
is told by its number, method and address.
"""

import logging
import os
from collections import Counter
from contextlib import closing
from random import Random
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.web.access.asking import ENDS, Asking
from tests.web.access.callers import NAMES
from tests.web.access.things import address
from tests.web.odd_requests import odd
from tests.web.odd_requests.pages import Offered, OfferedForm, offered
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.played import Played

pytestmark = pytest.mark.slow
REQUESTS = int(os.environ.get("ODD_REQUESTS") or "1500")
LEAVES = ENDS | {"clock.move"}
"""What takes away who asks; a clock that is moved ends every session."""
SEED = os.environ.get("ODD_SEED") or "1"


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.DEMONSTRATION


class Odd:
    """One series of odd requests."""

    def __init__(self, asking: Asking, pages: Offered) -> None:
        self.asking, self.pages = asking, pages
        self.rules = [*asking.routes("GET"), *asking.routes("POST")]
        self.forms: dict[str, list[OfferedForm]] = {}
        for form in pages.forms:
            if endpoint := self._stays(form):
                self.forms.setdefault(endpoint, []).append(form)
        self.names = sorted({name for form in pages.forms for name, _ in form.fields})
        name = asking.app.config["SESSION_COOKIE_NAME"]
        found = {who: client.get_cookie(name) for who, client in asking.clients.items()}
        self.cookies = {who: (name, cookie.value) for who, cookie in found.items() if cookie}
        self.answered: Counter[int] = Counter()
        self.asked: set[str] = set()

    def _stays(self, form: OfferedForm) -> str:
        """Name the endpoint of a form; empty where it leaves or leads nowhere of ours."""
        urls = self.asking.app.url_map.bind("localhost")
        try:
            endpoint, _ = urls.match(form.action, "POST")
        except HTTPException:
            return ""
        return "" if endpoint in LEAVES else endpoint

    def ask(self, number: int) -> str:
        """Send one; say what it was."""
        random = Random(f"{SEED}:{number}")  # noqa: S311 - no secret: it can be played again
        send = random.choice((self.filled, self.filled, self.visited, self.visited, self.raw))
        with closing(send(random)) as answer:
            self.answered[answer.status_code] += 1
            request = answer.request
            return f"{number} {request.method} {request.path[:200]}: {answer.status_code}"

    def filled(self, random: Random) -> TestResponse:
        """Send a form that a page offers, with some of its fields odd, missing, twice or new."""
        form = random.choice(self.forms[random.choice([*self.forms])])
        fields: list[tuple[str, odd.Value]] = [*form.fields]
        fields += [(name, random.choice(odd.FILES)) for name in form.files]
        for _ in range(random.randint(1, 3)):
            self._spoil(random, fields)
        if random.random() < 0.95:
            fields.append(("csrf_token", self.asking.token(form.who)))
        body, kind = odd.body(fields)
        heads = [("Content-Type", kind), *self.heads(random, 0.1)]
        return self.client(form.who).post(form.action, data=body, headers=heads)

    def _spoil(self, random: Random, fields: list[tuple[str, odd.Value]]) -> None:
        at = random.randrange(len(fields)) if fields else -1
        match random.choice(("odd", "odd", "odd", "gone", "twice", "new", "file")):
            case "odd" if fields:
                fields[at] = (fields[at][0], odd.text(random))
            case "gone" if fields:
                fields.pop(at)
            case "twice" if fields:
                fields.append((fields[at][0], odd.text(random)))
            case "file" if fields:
                fields[at] = (fields[at][0], random.choice(odd.FILES))
            case _:
                fields.append((odd.text(random)[:60] or "x", odd.text(random)))

    def visited(self, random: Random) -> TestResponse:
        """Ask a page that there is, with an odd query or an odd part of its address."""
        rule = random.choice([rule for rule in self.rules if "GET" in (rule.methods or ())])
        self.asked.add(rule.endpoint)
        path = self._address(rule)
        names = [*self.pages.queries.get(path, ()), "before", "after", "tab", "q", "page", "x"]
        chosen = random.sample(names, random.randint(0, min(4, len(names))))
        if not chosen or random.random() < 0.2:
            path = odd.path(random, rule, path)
        query = [(name, odd.text(random)) for name in chosen]
        return self.client(random.choice(NAMES)).get(
            path,
            query_string=urlencode(query, errors="surrogatepass"),
            headers=self.heads(random, 0.3),
        )

    def raw(self, random: Random) -> TestResponse:
        """Ask any route by any method, with a body of any kind."""
        rule = random.choice([rule for rule in self.rules if rule.endpoint not in LEAVES])
        self.asked.add(rule.endpoint)
        who, path = random.choice(NAMES), self._address(rule)
        if rule.arguments and random.random() < 0.5:
            path = odd.path(random, rule, path)
        method = random.choice((*odd.METHODS, *["POST"] * 9, "GET"))
        body, kind = self._body(random)
        heads = [("Content-Type", kind), *self.heads(random, 0.5)]
        if random.random() < 0.9:
            heads.append(("X-CSRFToken", self.asking.token(who)))
        return self.client(who).open(path, method=method, data=body, headers=heads)

    def _body(self, random: Random) -> tuple[bytes, str]:
        """Fill in a form of fields from all pages, or write what is none."""
        if random.random() < 0.3:
            text = odd.text(random).encode("utf-8", "surrogatepass")
            return text * random.randint(0, 3), random.choice((odd.FORM, "application/json", "x"))
        names = random.sample(self.names, random.randint(1, 12))
        return odd.body([(name, odd.text(random)) for name in names])

    def heads(self, random: Random, share: float) -> list[tuple[str, str]]:
        return [random.choice(odd.HEADS)] if random.random() < share else []

    def client(self, who: str) -> FlaskClient:
        """Answer a caller's browser, with the cookies it came with."""
        client = self.asking.clients[who]
        if cookie := self.cookies.get(who):
            client.set_cookie(*cookie)
        return client

    def _address(self, rule: Rule) -> str:
        return address(self.asking.app, rule, self.asking.things, there=True).partition("?")[0]


@pytest.fixture(scope="module")
def series(module_database: Database) -> Odd:
    asking = Asking(Played.of(module_database))
    asking.app.config["PROPAGATE_EXCEPTIONS"] = False
    return Odd(asking, offered(asking))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_nothing_odd_is_answered_by_an_error_of_ours(
    series: Odd, caplog: pytest.LogCaptureFixture
) -> None:
    found = []  # Werkzeug leaves files of a body it refuses half-way to the collector: the warning
    for number in range(REQUESTS):
        try:
            with caplog.at_level(logging.ERROR):
                told = series.ask(number)
        except Exception as error:  # noqa: BLE001 - nothing may pass the pages of refusals
            told = f"{number}: {error!r} 500"
        if caplog.records or " 5" in told[-4:]:
            found.append((told, caplog.records[-1].exc_text if caplog.records else ""))
        caplog.clear()
    assert found == []
    assert series.answered.keys() >= {200, 303, 400, 404, 405, 409}, series.answered
