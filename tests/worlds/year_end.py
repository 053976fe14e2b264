"""The plan's bloc in its year-end, played by the simulation to where a page test begins."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, TextClause, text
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from server.demo.simulate import Simulation
from server.store import engine_for, open_session
from tests.worlds.databases import Database

BEGINS = datetime(2024, 12, 2, 1, 0, tzinfo=UTC)
NOW = datetime(2024, 12, 9, 1, 5, tzinfo=UTC)
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
HIDDEN = re.compile(r'name="(_key|_version)" value="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Open:
    """An open task and the post that has it."""

    id: UUID
    post_id: str
    key: str


@dataclass
class YearEnd:
    """A demonstration with one bloc-year, its accounts, and a case that stands at an element."""

    engine: Engine
    app: Flask | None = None
    bloc_year_id: str = field(init=False, default="")

    def __post_init__(self) -> None:
        self.bloc_year_id = str(self.value("SELECT max(id) FROM bloc_year"))

    @classmethod
    def on(cls, database: Database) -> "YearEnd":
        """Play in a database."""
        return cls(engine_for(database.url))

    @contextmanager
    def begin(self) -> Iterator[Session]:
        with open_session(self.engine) as session:
            yield session
            session.commit()

    def play(self, until: str) -> None:
        """Play until tasks of this element are open."""
        Simulation(
            begin=self.begin,
            bloc_year_id=self.bloc_year_id,
            now=BEGINS + timedelta(hours=1),
            until=until,
            ends_by=NOW,
        ).run()

    def open(self, element: str, unit: str = "") -> Open:
        """Return an open task of an element, about a unit where one is named by its code."""
        query = text("""
            SELECT id, post_id, key FROM task WHERE state = 'open' AND element = :element
              AND key LIKE '%' || :unit ORDER BY id LIMIT 1
        """)
        with self.begin() as session:
            row = session.execute(query, {"element": element, "unit": unit}).one()
        return Open(row.id, row.post_id, row.key)

    def value(self, query: str, **values: object) -> object:
        """Return the one value a query finds."""
        with self.begin() as session:
            return session.execute(text(query), values).scalar()

    def person_with(self, post_id: str) -> UUID:
        """Add a person who holds a post beside the one who does."""
        person_id = uuid4()
        values = {"id": person_id, "login": person_id.hex, "post": post_id, "of": BEGINS}
        with self.begin() as session:
            session.execute(
                text("""
                WITH added AS (INSERT INTO person(id, login, name, demonstration, created_at)
                  VALUES (:id, :login, 'Người cùng chức vụ', true, :of) RETURNING id)
                INSERT INTO appointment(id, person_id, post_id, valid_from)
                SELECT id, id, :post, CAST(:of AS date) FROM added
                """),
                values,
            )
        return person_id

    def keep(self, task_id: UUID) -> TextClause:
        """Return the statement that hands in a task's files, as its completion does."""
        return text("UPDATE attachment SET state = 'kept' WHERE task_id = :id").bindparams(
            id=task_id
        )

    def as_post(self, post_id: str) -> "Person":
        """Sign in with one click."""
        assert self.app is not None
        person = Person(self.app.test_client())
        answer = person.post("/sign-in/demonstration", {"post": post_id}, at="/sign-in")
        assert answer.status_code == 303, answer.text
        return person


@dataclass
class Person:
    """A browser without script: it opens pages and sends the forms on them."""

    client: FlaskClient
    token: str = ""

    def get(self, address: str) -> TestResponse:
        return self.client.get(address)

    def post(self, address: str, fields: object, *, at: str, **more: Any) -> TestResponse:  # noqa: ANN401
        """Send fields with the token, key and version of the page `at`; fields may repeat."""
        page = self.client.get(at).text
        token = TOKEN.search(page)
        assert token is not None, page
        pairs = list(fields.items()) if isinstance(fields, dict) else list(fields)  # type: ignore[call-overload]
        names = {name for name, _ in pairs}
        hidden = [(n, v) for n, v in HIDDEN.findall(page)[:2] if n not in names]
        data: dict[str, list[object]] = {}
        for name, value in [("csrf_token", token[1]), *hidden, *pairs]:
            data.setdefault(name, []).append(value)
        return self.client.post(address, data=data, **more)
