"""One case of a process the code does not know, worked over HTTP while everybody looks."""

import argparse
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from flask.testing import FlaskClient
from sqlalchemy import create_engine, text
from werkzeug.datastructures import MultiDict

from server.cli import definitions
from server.domain.people.actors import DEMONSTRATION_PASSWORD
from tests.worlds.accounts import ADMINISTRATOR, FIRST, HASH, OLD, SECOND
from tests.worlds.played import Played
from tests.worlds.processes.unknown_inquiry import RULING, UnknownInquiry
from tests.worlds.processes.unknown_process import a_name
from tests.worlds.province import World
from tests.worlds.web.pages import settings_of, sign_in
from tests.worlds.web.posting import CSRF, send
from tests.worlds.year import PLAN, PRESS, SCHOOL

SECRETARY, LEADER, DEPUTY = "so-khcn.secretary", "so-khcn.head", "ban-dan-toc.head"
OFFICER, HEAD = "so-gddt.officer", "so-gddt.head"
OTHER_OFFICER, OTHER_HEAD, UNASKED = "so-tttt.officer", "so-tttt.head", "dai-ptth.head"
AFFAIRS, AFFAIRS_HEAD = "so-noi-vu.officer", "so-noi-vu.head"
COUNCIL, CHAIRMAN, AUDITOR = "hd-tdkt.secretary", "ubnd-tinh.chairman", "thanh-tra.auditor"
BLOC = {SECRETARY, LEADER, DEPUTY, OFFICER, HEAD, OTHER_OFFICER, OTHER_HEAD, UNASKED}
BODIES, ORGANISER = {AFFAIRS, AFFAIRS_HEAD}, {SECRETARY, LEADER}
EVERYBODY = (*sorted(BLOC | BODIES), COUNCIL, CHAIRMAN, AUDITOR)
KEY = re.compile(r'name="_key" value="([^"]+)"')
SEEN = re.compile(r'name="seen" value="(\w+)"')
UPLOAD = "/operations/versions/new"
STAGES = ("opened", "asked", "answered", "signed", "sent", "ruled")
Stage = Mapping[str, set[str]]
"""Who of EVERYBODY gets the page of each record, by element; the case itself under ''."""


@dataclass
class Inquiry(Played):
    """One case of such a process being worked, and what everybody could see at each stage."""

    process: UnknownInquiry = field(default_factory=UnknownInquiry)
    secrets: dict[str, str] = field(default_factory=dict)
    stages: dict[str, Stage] = field(default_factory=dict)
    told: dict[str, Stage] = field(default_factory=dict)
    address: str = ""
    watched: tuple[str, ...] = STAGES
    """The stages at which everybody looks."""

    def rows(self, query: str, **values: object) -> list[tuple[object, ...]]:
        engine = create_engine(self.database.url)
        with engine.connect() as connection:
            found = [tuple(row) for row in connection.execute(text(query), values)]
        engine.dispose()
        return found

    def open(self) -> None:
        """Open a case from the catalogue, by the form that was never seen before."""
        client, made = self.as_post(SECRETARY), self.process
        at = f"/cases/open?bloc_year={PLAN}&kind={made.key}"
        assert f"kind={made.key}" in client.get("/cases/new").text
        fields = MultiDict([(made.subject, "Một việc"), ("csrf_token", self.token(client, at))])
        for unit in (SCHOOL, PRESS):
            fields.add(made.chosen, unit)
        checked = client.post(at, data=fields)
        assert checked.status_code == 200, checked.text
        found = KEY.search(checked.text)
        assert found
        fields.update({"_key": found[1], "_confirm": "1"})
        answer = client.post(at, data=fields)
        assert answer.status_code == 303, answer.text
        self.address = str(answer.location)

    def token(self, client: FlaskClient, at: str) -> str:
        found = CSRF.search(client.get(at).text)
        assert found, at
        return found[1]

    def task(self, element: str, key: str = "") -> str:
        query = "SELECT id FROM task WHERE element = :e AND key = :k ORDER BY opened_at DESC"
        return str(self.rows(query, e=element, k=key)[0][0])

    def do(self, login: str, element: str, fields: Mapping[str, str], *, key: str = "") -> None:
        """Complete the newest task of an element by the form of its page."""
        way = f"/tasks/{self.task(element, key)}"
        sent = {**fields, "_key": uuid4().hex, "password": DEMONSTRATION_PASSWORD}
        answer = send(self.as_post(login), f"{way}/complete", sent, at=way)
        assert answer.status_code == 303, (element, answer.text[-3000:])

    def secret(self, element: str, key: str = "") -> dict[str, str]:
        """Fill in a text nobody else has written."""
        self.secrets[element + key] = a_name("Bí mật ")
        return {self.process.text: self.secrets[element + key]}

    def look(self, stage: str) -> None:
        """Let everybody look, where that is asked for."""
        if stage in self.watched:
            self._look(stage)

    def _look(self, stage: str) -> None:
        """Let everybody ask for the case, its history, and the page of every record."""
        tasks = self.rows("SELECT DISTINCT ON (element, key) element, key, id FROM task"
                          " WHERE key IN ('', :school) ORDER BY element, key, opened_at DESC",
                          school=SCHOOL)  # fmt: skip
        ways = {str(element): f"/tasks/{task}" for element, _, task in tasks}
        ways[""] = self.address
        seen: dict[str, set[str]] = {element: set() for element in ways}
        told: dict[str, set[str]] = {name: set() for name in self.secrets}
        for login in EVERYBODY:
            client = self.as_post(login)
            for element, way in ways.items():
                answer = client.get(way)
                assert answer.status_code in {200, 404}, (stage, element, login)
                if answer.status_code == 200:
                    seen[element].add(login)
            history = "".join(
                client.get(f"{self.address}?tab={tab}").text
                for tab in ("overview", "history", "documents", "discussion")
            )
            for name, words in self.secrets.items():
                if words in history:
                    told[name].add(login)
        self.stages[stage], self.told[stage] = seen, told


def deploy(case: Inquiry, folder: Path) -> None:
    """Run `binhxet deploy FOLDER` beside the pages that are served."""
    assert case.as_post(SECRETARY).get("/cases/new").status_code == 200
    what = [str(case.process.write(folder / "elsewhere"))]
    arguments = argparse.Namespace(what=what, json=False, lang="vi")
    assert definitions.handle(arguments, settings_of(case.database)) == 0


def work(case: Inquiry) -> Inquiry:
    """Work a case to its end, and look around at each stage."""
    made = case.process
    yes, no = {made.verdict: made.yes}, {made.verdict: made.no, made.reason: "Sửa lại"}
    case.open()
    case.look("opened")
    case.do(SECRETARY, made.ask, case.secret(made.ask))
    case.look("asked")
    case.do(OFFICER, made.answer, case.secret(made.answer, SCHOOL), key=SCHOOL)
    case.look("answered")
    case.do(HEAD, made.sign, no, key=SCHOOL)
    case.do(OFFICER, made.answer, case.secret(made.answer, SCHOOL), key=SCHOOL)
    case.do(HEAD, made.sign, yes, key=SCHOOL)
    case.look("signed")
    case.do(OTHER_OFFICER, made.answer, case.secret(made.answer, PRESS), key=PRESS)
    case.do(OTHER_HEAD, made.sign, yes, key=PRESS)
    case.look("sent")
    case.do(AFFAIRS, made.opinion, case.secret(made.opinion))
    case.do(LEADER, RULING, yes)
    case.look("ruled")
    return case


def deploy_by_page(case: Inquiry) -> None:
    """Let one administrator upload and propose the folder, and another one publish it."""
    first, second = _administrators(case)
    files = [
        (io.BytesIO(data), f"{case.process.key}/{name}")
        for name, data in case.process.files.items()
    ]
    page = send(first, UPLOAD, {"files": files}, at=UPLOAD).location
    assert page, "refused"
    proposed = send(first, f"{page}/propose", {"note": "Theo quy chế mới."}, at=page)
    assert proposed.status_code == 303, proposed.text
    seen = SEEN.search(second.get(page).text)
    assert seen, "nothing to publish"
    published = {"seen": seen[1], "password": OLD}
    assert send(second, f"{page}/publish", published, at=page).status_code == 303


def _administrators(case: Inquiry) -> tuple[FlaskClient, FlaskClient]:
    """Put two persons with accounts of their own into the administrator's post."""
    engine = create_engine(case.database.url)
    world = World(engine)
    for login in (FIRST, SECOND):
        world.person(login, ADMINISTRATOR)
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE person SET demonstration = false, password_hash = :hash"
                 " WHERE login = ANY(:logins)"),
            {"hash": HASH, "logins": [FIRST, SECOND]},
        )  # fmt: skip
    engine.dispose()
    return sign_in(case.app, FIRST, OLD), sign_in(case.app, SECOND, OLD)
