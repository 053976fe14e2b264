"""Whoever watches is told of each alarm what it is, since when, and what to do about it."""

import re

import pytest
from sqlalchemy import text

from server.actions.installation import alarms
from server.actions.installation.alarms import LOG, Alarm
from server.actions.transaction import Begin
from server.cli import main
from server.cli.said.alarm_words import what_it_means
from server.config import ROOT
from server.domain.log.signing import WhyUnsigned
from server.store.jobs import chores

KINDS = re.findall(r'Alarm\(\s*"(\w+)"', (ROOT / alarms.__file__).read_text())


@pytest.mark.usefixtures("at_a_terminal")
def test_health_says_what_to_do_and_since_when(
    begin: Begin, capsys: pytest.CaptureFixture[str]
) -> None:
    with begin() as session:
        chores.tell(session, LOG, error="")
        chores.tell(session, LOG, error=WhyUnsigned.FORGOTTEN)
        session.execute(text("UPDATE chore SET done_at = '2024-12-02T01:00:00Z'"))
    assert main(["ops", "health"]) == 1
    told = capsys.readouterr().out.splitlines()
    (line,) = (line for line in told if line.startswith("LogUnsigned  forgotten"))
    assert "since 2024-12-02T01:00:00Z" in line
    assert "take-over" in line


def test_every_alarm_has_its_words() -> None:
    assert len(KINDS) == len(set(KINDS)) > 5
    for kind in KINDS:
        for about in (*WhyUnsigned, "ProgrammingError"):
            vietnamese, english = what_it_means(Alarm(kind, about)).split(" / ")
            assert vietnamese
            assert english


def test_every_reason_not_to_sign_has_words_of_its_own() -> None:
    said = [what_it_means(Alarm("LogUnsigned", why)) for why in (*WhyUnsigned, "ProgrammingError")]
    assert len(set(said)) == len(said)


def test_the_page_tells_every_alarm_apart() -> None:
    told = (ROOT / "server/web/templates/operations/alarms.html").read_text()
    apart = set(re.findall(r'alarm\.kind == "(\w+)"', told))
    assert {*KINDS} - apart == {"MailHeld"}
