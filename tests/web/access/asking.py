"""The application's routes, asked for one thing of each kind by everybody there is."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus

from flask.testing import FlaskClient
from sqlalchemy import create_engine
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.web.access.callers import callers
from tests.web.access.things import address, made
from tests.worlds.played import Played
from tests.worlds.web.posting import token_on

SAFE = {"HEAD", "OPTIONS"}
ENDS = {
    *("bloc_drafts.drop", "bloc_drafts.hand_over", "deployment.withdraw", "erasures.withdraw"),
    *("people.take_back", "people.revoke", "people.take_out_of_post", "people.close"),
    "sign_in.leave",
}
"""What takes away a thing, or who asks: it comes last."""


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
        """Yield the routes of a method in the order of their addresses, what ends things last."""
        rules = self.app.url_map.iter_rules()
        for rule in sorted(rules, key=lambda rule: (rule.endpoint in ENDS, rule.rule)):
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
