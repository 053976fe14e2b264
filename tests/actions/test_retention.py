"""What the night would take is said before, and is what it takes."""

import json
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.installation.housekeeping import NightPart, parts
from server.actions.transaction import transactions
from server.cli import main
from server.cli.said import retention_words
from server.config import Settings
from server.config.keeping import KeepingSettings
from server.store.tasks import blobs
from tests.worlds.databases import Database

NOW = datetime(2024, 12, 9, 1, 0, tzinfo=UTC)
SESSION = """
INSERT INTO web_session (id_hash, person_id, created_at, seen_at) VALUES (:key, :person, :at, :at)
"""
ROWS = {
    "acts": """
    INSERT INTO act (key, person_id, endpoint, body_hash, at) VALUES (:key, :person, 'e', 'h', :at)
    """,
    "sessions": SESSION,
    "sign_ins": """
    INSERT INTO sign_in_try (id, at, result) VALUES (CAST(:key AS uuid), :at, 'wrong')
    """,
    "security_events": """
    INSERT INTO security_event (id, at, kind) VALUES (CAST(:key AS uuid), :at, 'signed_out')
    """,
    "addresses": """
    INSERT INTO security_event (id, at, kind, address)
    VALUES (CAST(:key AS uuid), :at, 'signed_out', '192.0.2.7')
    """,
    "known_browsers": """
    INSERT INTO known_browser (id_hash, person_id, created_at) VALUES (:key, :person, :at)
    """,
    "counters": "INSERT INTO throttle (key, window_start, failures) VALUES (:key, :at, 1)",
    "mail": """
    INSERT INTO mail (key, person_id, kind, address, subject_vi, body_vi, state, created_at,
      next_at, ended_at) VALUES (:key, :person, 'x', 'a@x.example', 's', 'b', 'sent', :at, :at, :at)
    """,
    "shown_answers": """
    WITH held AS (INSERT INTO web_session (id_hash, person_id, created_at, seen_at)
      VALUES (:key, :person, :now, :now) RETURNING id_hash)
    INSERT INTO shown_answer (key_hash, session_hash, made_at, status, sealed)
    SELECT :key, id_hash, :at, 200, 'x' FROM held
    """,
    "provider_proofs": """
    WITH held AS (INSERT INTO web_session (id_hash, person_id, created_at, seen_at)
      VALUES (:key, :person, :now, :now) RETURNING id_hash)
    INSERT INTO provider_proof (id, session_hash, state_hash, purpose, sealed, begun_at)
    SELECT CAST(:key AS uuid), id_hash, :key, '/', 'x', :at FROM held
    """,
}


def add(session: Session, name: str, at: datetime) -> None:
    """Add a row that a part of the night's work counts from an instant."""
    if name == "files":
        blobs.put(session, uuid4().bytes, at)
        return
    person: UUID = session.execute(text("SELECT id FROM person LIMIT 1")).scalar_one()
    values = {"key": str(uuid4()), "person": person, "at": at, "now": NOW}
    statement = text(ROWS[name])
    used = {key: value for key, value in values.items() if f":{key}" in ROWS[name]}
    session.execute(statement, used)


@pytest.mark.parametrize("name", [*ROWS, "files"])
def test_what_is_said_before_is_what_is_taken(session: Session, name: str) -> None:
    part = parts()[name]
    clear(session, part)
    for days in (0, 1, 3):
        add(session, name, NOW - part.kept - timedelta(days=days))
    said = part.due(session, NOW)
    assert said is not None
    assert (said.rows, said.oldest) == (2, NOW - part.kept - timedelta(days=3))
    assert part(session, NOW) == 2
    again = part.due(session, NOW)
    assert again is not None
    assert (again.rows, again.oldest) == (0, None)


def clear(session: Session, part: NightPart) -> None:
    part(session, NOW + timedelta(days=4000))


def test_every_part_that_takes_away_says_so_before_and_has_words() -> None:
    told = {name for name, part in parts().items() if part.old is not None}
    assert told == set(parts()) - {"claims"} == set(retention_words.PARTS)
    for words in retention_words.PARTS.values():
        assert len(words.split(" / ")) == 2


def test_a_time_the_installation_chose_is_the_nights() -> None:
    told = Settings.from_environment({"BINHXET_MAIL_KEPT": "30", "BINHXET_ACTS_KEPT": "400"})
    chosen = parts(told.sign_ins_kept, told.keeping)
    assert (chosen["mail"].kept.days, chosen["acts"].kept.days) == (30, 400)
    assert chosen["files"].kept == KeepingSettings().files


@pytest.mark.usefixtures("at_a_terminal")
def test_the_command_says_it_and_takes_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BINHXET_SESSIONS_KEPT", "10")
    with transactions(database.url)() as session:
        clear(session, parts()["sessions"])
        add(session, "sessions", datetime(2020, 5, 6, 20, tzinfo=UTC))
    for _ in range(2):
        assert main(["retention", "--json"]) == 0
        (line,) = (
            each for each in json.loads(capsys.readouterr().out) if each["part"] == "sessions"
        )
        assert (line["rows"], line["oldest"]) == (1, date(2020, 5, 7).isoformat())
        assert (line["kept_days"], line["setting"]) == (10, "BINHXET_SESSIONS_KEPT")
    assert main(["retention"]) == 0
    said = capsys.readouterr().out
    assert "web_session  phiên đăng nhập đã dứt / sessions that are over" in said
    assert "giữ / kept 10 ngày / days  theo / by BINHXET_SESSIONS_KEPT" in said
