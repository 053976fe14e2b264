"""A demonstration as it opens: the plan's own evaluation begun, and one simulated year finished."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient

from server.actions.transaction import transactions
from server.config import ROOT
from server.demo.load import load_demonstration
from server.domain.people.actors import DEMONSTRATION_PASSWORD
from server.web import create_app
from server.web.requests.installation import EXTENSION
from tests.conftest import Database, _cloned
from tests.web.conftest import settings_of
from tests.web.posting import send

LINE = re.compile(r'href="(/cases/[0-9a-f-]{36})">([^<]+)</a>(?:\s*<span class="tag tag-wait">)?')


@dataclass
class Played:
    """The application on a played database, and the addresses of its cases."""

    app: Flask
    database: Database
    clients: dict[str, FlaskClient] = field(default_factory=dict)

    def as_post(self, login: str) -> FlaskClient:
        """Answer a client that is signed in as the holder of a post, the same one each time."""
        if login not in self.clients:
            self.clients[login] = self._sign_in(login)
        return self.clients[login]

    def _sign_in(self, login: str) -> FlaskClient:
        client = self.app.test_client()
        fields = {"username": login, "password": DEMONSTRATION_PASSWORD}
        answer = send(client, "/sign-in", fields, at="/sign-in")
        assert answer.status_code == 303, answer.text
        return client

    def cases(self) -> dict[str, str]:
        """Answer the addresses: the open evaluation, and the three simulated cases."""
        found = LINE.findall(self.as_post("thanh-tra.auditor").get("/cases").text)
        names = ["open", "submission", "award_review", "evaluation"]
        return dict(zip(names, (address for address, _name in found), strict=True))


@contextmanager
def played(cluster: object) -> Iterator[Played]:
    with _cloned(cluster) as database:  # type: ignore[arg-type]
        load_demonstration(
            transactions(database.url),
            workflows=ROOT / "workflows",
            forms=ROOT / "forms",
            now=datetime.now(UTC),  # noqa: TID251 - the demonstration's clock starts from the real one
            report=lambda _text: None,
        )
        app = create_app(settings_of(database))
        yield Played(app, database)
        app.extensions[EXTENSION].engine.dispose()
