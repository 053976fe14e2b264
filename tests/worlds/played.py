"""A demonstration as it opens: the plan's own evaluation begun, and one simulated year finished."""

import re
from dataclasses import dataclass, field

from flask import Flask
from flask.testing import FlaskClient

from tests.worlds.databases import Database
from tests.worlds.web.pages import pages, sign_in

LINE = re.compile(r'href="(/cases/[0-9a-f-]{36})">([^<]+)</a>(?:\s*<span class="tag tag-wait">)?')


@dataclass
class Played:
    """The application on a played database, and the addresses of its cases."""

    app: Flask
    database: Database
    clients: dict[str, FlaskClient] = field(default_factory=dict)

    @classmethod
    def of(cls, database: Database) -> "Played":
        """Serve a database that is in the state `DEMONSTRATION`."""
        return cls(pages(database), database)

    def as_post(self, login: str) -> FlaskClient:
        """Answer a client that is signed in as the holder of a post, the same one each time."""
        if login not in self.clients:
            self.clients[login] = sign_in(self.app, login)
        return self.clients[login]

    def cases(self) -> dict[str, str]:
        """Answer the addresses: the open evaluation, and the year-end's three simulated cases."""
        found = LINE.findall(self.as_post("thanh-tra.auditor").get("/cases").text)
        called = {"Đánh giá": ["open", "evaluation"], "Bình xét": ["award_review"]}
        called |= {"Trình": ["submission"]}
        newest_first = [
            (address, names)
            for address, name in found
            if (names := next((n for word, n in called.items() if name.startswith(word)), None))
        ]
        return {names.pop(0): address for address, names in newest_first}
