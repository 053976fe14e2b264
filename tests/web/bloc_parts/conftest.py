"""A bloc-year of the plan's bloc, being made for the next year and handed to its secretary."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from server.actions.bloc_drafts import make_bloc_draft, pass_bloc_draft, save_part
from server.actions.cases import case_work
from server.domain.bloc_draft import document
from server.domain.bloc_draft.beginning import Beginning
from server.domain.bloc_draft.drafts import FoundingLetter
from server.domain.bloc_draft.parts import DraftPart
from server.store.blocs import bloc_drafts
from tests.domain import bloc_years
from tests.worlds import states
from tests.worlds.databases import State
from tests.worlds.web.pages import sign_in
from tests.worlds.web.posting import send
from tests.worlds.year_end import NOW, YearEnd

HOME: Final = "bac-giang/so-noi-vu/officer"
SECRETARY: Final = "bac-giang/so-khcn/secretary"
DOCUMENT: Final = bloc_years.PLAN.replace("year = 2024", "year = 2025")
LETTER: Final = FoundingLetter(number="15/QĐ-UBND", dated=date(2024, 11, 1))
SEAL: Final = re.compile(r'name="seal" value="(\w+)"')


def enter(app: Flask, post: str) -> FlaskClient:
    """Sign in as the demonstration's holder of a post."""
    return sign_in(app, post.removeprefix("bac-giang/").replace("/", "."))


@dataclass
class DraftPages:
    """A draft with its secretary, and the secretary's browser."""

    year: YearEnd
    id: UUID
    client: FlaskClient

    def at(self, page: str) -> str:
        """Return the address of a page of the draft."""
        return f"/bloc-drafts/{self.id}/{page}"

    def get(self, page: str) -> str:
        """Open a page."""
        answer = self.client.get(self.at(page))
        assert answer.status_code == 200, answer.text
        return answer.text

    def send(self, page: str, fields: Mapping[str, object], *, seal: str = "") -> TestResponse:
        """Send a page's form with the seal it shows, or another."""
        shown = seal or SEAL.findall(self.get(page))[0]
        fields = {**fields, "seal": shown}
        return send(self.client, self.at(page), fields, at=self.at(page))

    @property
    def values(self) -> dict[str, Any]:
        """The document as it is kept."""
        with self.year.begin() as session:
            draft = bloc_drafts.find(session, self.id)
            assert draft is not None
            return document.read(draft.document)

    def put(self, part: DraftPart, value: Any) -> None:  # noqa: ANN401 - a value of TOML
        """Save a part as the secretary, as another page would."""
        with self.year.begin() as session:
            draft = bloc_drafts.find(session, self.id)
            assert draft is not None
            seen = {part: document.seal(draft.values, part)}
            actor = case_work.holder_of(session, SECRETARY, now=NOW)
            save_part.save(session, self.id, {part: value}, seen=seen, actor=actor, now=NOW)


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.SCORING


@pytest.fixture
def year(engine: Engine, app: Flask) -> YearEnd:
    return YearEnd(engine, app)


@pytest.fixture
def draft(year: YearEnd, app: Flask) -> DraftPages:
    with year.begin() as session:
        officer = case_work.holder_of(session, HOME, now=NOW)
        begins = Beginning(document=DOCUMENT)
        made = make_bloc_draft.make(session, begins, LETTER, actor=officer, now=NOW)
        pass_bloc_draft.hand_over(session, made, note="", actor=officer, now=NOW)
    return DraftPages(year, made, enter(app, SECRETARY))
