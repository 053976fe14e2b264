"""A province with three administrators, for tests of what two of them do together."""

import re
from dataclasses import dataclass, field

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from tests.worlds.province import World
from tests.worlds.states import EASY
from tests.worlds.web.pages import sign_in
from tests.worlds.web.posting import send

FIRST, SECOND, ELSEWHERE = "quan.tri.1", "quan.tri.2", "quan.tri.noi.khac"
HEAD = "bac-giang/so-khcn/head"
OFFICER = "bac-giang/so-khcn/officer"
AUDITOR = "bac-giang/thanh-tra/auditor"
ADMINISTRATOR = "bac-giang/quan-tri/administrator"
PASSWORD = "mật khẩu đủ dài"  # noqa: S105 - a test's
OLD = "con trâu đi trước cái cày"
HASH = EASY.hash(OLD)
LINK = re.compile(r'value="http://[^/"]+(/invite/[\w-]+)"')
PROPOSAL = re.compile(r'name="id" value="([0-9a-f-]{36})"')
CONFIRMATIONS = "/people/confirmations"


@dataclass(frozen=True, slots=True)
class Accounts:
    """The pages of a province with two administrators, a head and an officer."""

    app: Flask
    world: World
    _administrators: dict[str, FlaskClient] = field(default_factory=dict)

    @classmethod
    def made(cls, app: Flask, world: World) -> "Accounts":
        """Fill the world with posts and administrators, each of them a real person's account."""
        administration = world.post(world.unit("quan-tri", "Quản trị"), "administrator", held=False)
        world.post(world.unit("thanh-tra", "Thanh tra"), "auditor")
        unit = world.unit("so-khcn", "Sở KH&CN")
        world.post(unit, "head")
        world.post(unit, "officer")
        there = world.unit("quan-tri", "Quản trị", province="ha-giang")
        for login in (FIRST, SECOND):
            world.person(login, administration)
        world.person(ELSEWHERE, world.post(there, "administrator", held=False))
        office = cls(app, world)
        office._real()
        return office

    def _real(self) -> None:
        made = text(
            "UPDATE person SET demonstration = false, password_hash = :h WHERE demonstration"
        )
        with self.world.engine.begin() as connection:
            connection.execute(made, {"h": HASH})

    def signed_in(self, login: str, password: str = OLD) -> FlaskClient:
        """Sign in by password."""
        return sign_in(self.app, login, password)

    def administrator(self, login: str) -> FlaskClient:
        """Answer the session of an administrator, signed in once a test."""
        if login not in self._administrators:
            self._administrators[login] = self.signed_in(login)
        return self._administrators[login]

    def person(self, login: str, *posts: str) -> None:
        """Add a real person's account, signing in by the password of all."""
        self.world.person(login, *posts)
        self._real()

    def page(self, login: str) -> str:
        """Return the address of a person's page."""
        return f"/people/{self.world.people[login]}"

    def propose_link(self, login: str, *, by: str = FIRST) -> str:
        """Ask for a link that a second person confirms; return the proposal."""
        admin = self.administrator(by)
        answer = send(admin, f"{self.page(login)}/link", {}, at=self.page(login))
        assert answer.status_code == 303, answer.text
        (proposal,) = PROPOSAL.findall(admin.get(CONFIRMATIONS).text)
        return str(proposal)

    def propose_post(self, login: str, post: str, *, by: str = FIRST) -> str:
        """Ask for an appointment that a second person confirms; return the proposal."""
        admin = self.administrator(by)
        fields = {"post": post, "first": "2024-12-01", "decision": "QĐ 1"}
        answer = send(admin, f"{self.page(login)}/appointments", fields, at=self.page(login))
        assert answer.status_code == 303, answer.text
        (proposal,) = PROPOSAL.findall(admin.get(CONFIRMATIONS).text)
        return str(proposal)

    def handed(self, login: str, *, by: str = FIRST, hands: str = SECOND) -> str:
        """Have one administrator ask for a link and another open it; return its path."""
        proposal = self.propose_link(login, by=by)
        page = settle(self.administrator(hands), proposal).text
        found = LINK.search(page)
        assert found is not None, page
        return found[1]

    def accept(self, path: str, password: str = PASSWORD) -> None:
        """Set a password by a link."""
        client = self.app.test_client()
        words = {"password": password, "again": password}
        assert send(client, path, words, at=path).status_code == 303


def settle(admin: FlaskClient, proposal: str, do: str = "confirm") -> TestResponse:
    """Confirm or decline a proposal on the page."""
    return send(admin, CONFIRMATIONS, {"id": proposal, "do": do}, at="/people")


def handed_link(asking: FlaskClient, second: FlaskClient, person: str) -> str:
    """Have one administrator ask for a link on a person's page and another open it; return it."""
    assert send(asking, f"{person}/link", {}, at=person).status_code == 303
    (proposal,) = PROPOSAL.findall(second.get(CONFIRMATIONS).text)
    page = settle(second, proposal).text
    found = LINK.search(page)
    assert found is not None, page
    return found[1]
