"""docs/adding-a-process.md as it stands: its files, its commands, its tables, to the end."""

import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from server.actions.mail import remind
from server.actions.transaction import transactions
from server.cli import main
from tests.workflows.test_words import form_words
from tests.workflows.tutorial import COMMANDS, FILES, Play, plays
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.web.browsing import Browser
from tests.worlds.web.pages import pages
from tests.worlds.web.pages import sign_in as signed_in_by_login
from tests.worlds.year import PLAN


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@dataclass
class Installation:
    """A running one, and whoever enters it by the name of a post."""

    app: Flask
    database: Database

    def enter(self, title: str) -> Browser:
        """Sign in as a post."""
        (post,) = self.asked("SELECT id FROM post WHERE title_vi = :title", title=title)
        login = str(post).partition("/")[2].replace("/", ".")
        return Browser(signed_in_by_login(self.app, login))

    def play(self, line: Play) -> Browser:
        """Do what one line of a table says."""
        browser = self.enter(line.post)
        if line.task in line.buttons:
            browser.go(f"/cases/new?bloc_year={PLAN}").follow(line.task)
        else:
            browser.go("/tasks").follow(line.task)
        for number, button in enumerate(line.buttons):
            browser.press(button, line.typed if number == 0 else {})
        return browser

    def asked(self, query: str, **values: object) -> list[object]:
        """Answer the first column of a query."""
        engine = create_engine(self.database.url)
        with engine.connect() as connection:
            found = [row[0] for row in connection.execute(text(query), values)]
        engine.dispose()
        return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the page's files where its first command has made room for them."""
    monkeypatch.chdir(tmp_path)
    (made,) = [words for words in map(shlex.split, COMMANDS) if words[0] == "mkdir"]
    assert made[1] == "-p"
    for name in made[2:]:
        (tmp_path / name).mkdir(parents=True)
    for name, content in FILES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


@pytest.fixture
def running(
    folder: Path, database: Database, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Installation:  # fmt: skip
    """Run the page's commands beside an installation whose pages were read before."""
    monkeypatch.setenv("DATABASE_URL", database.url)
    monkeypatch.setenv("BINHXET_HOME", str(folder / "home"))
    found = Installation(pages(database), database)
    act = next(plays())[0].task
    assert not found.enter("Cán bộ TĐKT – Sở GD&ĐT").go("/cases/new").reads(act)
    commands = [shlex.split(line)[1:] for line in COMMANDS if line.startswith("binhxet ")]
    assert [words[0] for words in commands] == ["lint", "deploy"]
    for words in commands:
        assert main(words) == 0, capsys.readouterr()
    return found


@pytest.mark.parametrize("table", [*plays()], ids=["by the leader", "by Home Affairs", "passed on"])
def test_what_the_page_says_is_played_to_the_end(running: Installation, table: list[Play]) -> None:
    for line in table:
        running.play(line)
    assert running.asked("SELECT state FROM case_ WHERE kind = 'reward_money'") == ["closed"]
    assert main(["check"]) == 0


def test_the_table_sends_each_amount_to_who_decides_and_says_why(running: Installation) -> None:
    for table, level in zip(plays(), ("Trưởng khối", "Sở Nội vụ", "Trưởng khối"), strict=True):
        for line in table[:-1]:
            running.play(line)
        (case,) = running.asked("SELECT max(id::text) FROM case_ WHERE state = 'open'")
        page = running.enter("Thư ký Khối – Sở KH&CN").go(f"/cases/{case}")
        assert page.reads("Thẩm quyền quyết định kinh phí")
        assert page.reads(f"Cấp quyết định: {level}")
        running.play(table[-1])


@pytest.mark.parametrize(
    ("old", "new", "amount"),
    [
        ("&lt;= 20000000", "&lt; 20000000", "20000000"),
        ("&gt; 20000000", "&gt; 30000000", "20000001"),
    ],
)
def test_the_linter_names_the_amount_that_nobody_decides_on(
    folder: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, amount: str
) -> None:
    table = folder / "reward-money" / "reward_money_authority.dmn"
    table.write_text(FILES["reward-money/reward_money_authority.dmn"].replace(old, new))
    assert main(["lint", "reward-money"]) == 1
    assert f"request_money.amount = {amount}" in capsys.readouterr().out


def test_every_word_has_its_english_and_no_english_is_left_over() -> None:
    english = json.loads(FILES["reward-money/reward_money.en.json"])
    said = {word for name, data in FILES.items() for word in words_in(name, data)}
    assert english.keys() == said


def words_in(name: str, data: str) -> Iterator[str]:
    """Go through every word of a file that a person reads."""
    if name.endswith(".toml"):
        found = tomllib.loads(data)
        yield from (found["name"], found["short"], found["open"]["act"])
    elif name.endswith(".en.json"):
        return
    elif name.endswith(".json"):
        yield from form_words(json.loads(data))
    else:
        yield from re.findall(r'(?:name="title" value|label)="([^"]+)"', data)
        yield from re.findall(r"<(?:bpmn:documentation|description)>([^<]+)<", data)
        named = re.findall(r'<(?!spiffworkflow:|output)[^>]*? name="([^"]+)"', data)
        yield from named


def test_an_officer_of_another_unit_gets_a_page_that_is_not_there(running: Installation) -> None:
    for line in next(plays())[:2]:
        running.play(line)
    (case,) = running.asked("SELECT id FROM case_ WHERE kind = 'reward_money'")
    other = running.enter("Cán bộ TĐKT – Ban Dân tộc")
    assert other.client.get(f"/cases/{case}").status_code == 404


def test_the_secretary_is_reminded_and_two_days_late_the_leader_is_told(
    running: Installation,
) -> None:
    for line in next(plays())[:2]:
        running.play(line)
    (due,) = running.asked("SELECT due FROM task WHERE element = 'examine_request'")
    assert isinstance(due, datetime)
    with transactions(running.database.url)() as session:
        for moment in (due - timedelta(days=1), due + timedelta(days=4)):
            remind.remind(session, now=moment)
            for task, day in remind.late(session, now=moment):
                remind.escalate(session, task, day, now=moment)
    told = "SELECT post_id FROM reminder WHERE kind = :kind AND state = 'sent'"
    assert running.asked(told, kind="remind") == ["bac-giang/so-khcn/secretary"]
    assert running.asked(told, kind="escalate") == ["bac-giang/so-khcn/head"]
