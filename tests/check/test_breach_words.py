"""Whatever the check finds can be said in Vietnamese."""

import re

import pytest
from sqlalchemy import create_engine, text

from server.cli import main
from server.cli.said.breach_words import VIETNAMESE, in_vietnamese
from server.config import ROOT
from tests.worlds.databases import Database

NAMED = re.compile(r'"(P[1-6] [^"{]+)')


def test_every_breach_has_its_words() -> None:
    found = {
        name
        for file in (ROOT / "server").glob("**/*.py")
        if file.name != "breach_words.py"
        for name in NAMED.findall(file.read_text())
    }
    assert len(found) > 100
    assert sorted(name for name in found if in_vietnamese(name) == name) == []
    assert sorted(VIETNAMESE.keys() - found) == []


def test_what_a_name_ends_with_stays() -> None:
    assert in_vietnamese("P3 chain people").endswith(" people")
    assert in_vietnamese("P6 case cannot be replayed: KeyError").endswith(": KeyError")
    assert in_vietnamese("another") == "another"


@pytest.mark.own_database
@pytest.mark.usefixtures("at_a_terminal")
def test_the_command_says_them_in_the_language_that_is_asked(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = create_engine(database.owner_url)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE event DISABLE TRIGGER event_written_once"))
    engine.dispose()
    assert main(["check", "--lang", "vi"]) == 1
    assert "P3 nhật ký sửa được: bộ chặn mất hoặc bị tắt: event" in capsys.readouterr().out
    assert main(["check"]) == 1
    assert "P3 history can be changed: trigger missing or stopped: event" in capsys.readouterr().out
