"""Each table that holds a person's data goes with an erasure, or says why it stays."""

import re
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.history.erasures import ErasureAsked
from server.actions.people import deactivate
from server.config import ROOT
from server.domain.people.actors import Actor
from server.processes.schema import metadata
from tests.actions.history.test_erasures import erase
from tests.processes.difficulty.test_difficulty import OPENER
from tests.worlds.holders import another_holder
from tests.worlds.rows import rows
from tests.worlds.year import Year

LIST: Final = ROOT / "tests" / "guards" / "erased_tables.txt"
LINE: Final = re.compile(r"^(\w+)  (rows|words|stays): (.+)$")
ROW: Final = re.compile(r"^\| `(\w+)` \| (?:personal|secret) \|", re.MULTILINE)
NAMES: Final = frozenset({"name", "login", "email", "address", "browser"})
LEFT: Final = {
    "web_session": """
    INSERT INTO web_session (id_hash, person_id, created_at, seen_at, ended_at, address, browser)
    VALUES ('left', :person, :now, :now, :now, '192.0.2.7', 'Firefox')""",
    "sign_in_try": """
    INSERT INTO sign_in_try (id, at, person_id, result, address, browser)
    VALUES (gen_random_uuid(), :now, :person, 'wrong', '192.0.2.7', 'Firefox')""",
    "security_event": """
    INSERT INTO security_event (id, at, kind, person_id, address, browser)
    VALUES (gen_random_uuid(), :now, 'signed_out', :person, '192.0.2.7', 'Firefox')""",
    "known_browser": """
    INSERT INTO known_browser (id_hash, person_id, created_at) VALUES ('left', :person, :now)""",
    "saved_filter": """
    INSERT INTO saved_filter (person_id, name, address)
    SELECT :person, 'Của tôi', '/tasks' WHERE CAST(:now AS timestamptz) IS NOT NULL""",
    "notice_mark": """
    INSERT INTO notice_mark (person_id, post_id, read_to, keys)
    SELECT :person, id, :now, '{}' FROM post ORDER BY id LIMIT 1""",
    "calendar_link": """
    INSERT INTO calendar_link (token_hash, person_id, post_id, language, made_at)
    SELECT 'left', :person, id, 'vi', :now FROM post ORDER BY id LIMIT 1""",
    "snooze": """
    INSERT INTO snooze (person_id, task_id, until)
    SELECT :person, id, CAST(CAST(:now AS timestamptz) AS date) FROM task ORDER BY id LIMIT 1""",
}
"""A row of the person in each table that closing the account leaves alone."""
GOES: Final = ("rows", "person_id")
CLOSED: Final = frozenset({"second_factor", "passkey", "recovery_code", "directory_link"})
"""Whose rows go as soon as the account is closed (`people.deactivate`)."""


def lines() -> dict[str, tuple[str, str]]:
    found = [LINE.match(line) for line in LIST.read_text(encoding="utf-8").splitlines()]
    return {line[1]: (line[2], line[3]) for line in found if line}


def test_a_table_of_persons_says_what_becomes_of_it() -> None:
    told = ROW.findall((ROOT / "docs" / "data.md").read_text(encoding="utf-8"))
    naming = {
        name
        for name, table in metadata.tables.items()
        if any(
            column.name in NAMES
            or column.name.endswith("_name")
            or any(key.target_fullname == "person.id" for key in column.foreign_keys)
            for column in table.columns
        )
    }
    assert set(lines()) == naming | set(told)


def test_no_row_of_an_erased_person_is_left_where_rows_go(
    year: Year, admins: tuple[Actor, Actor], session: Session
) -> None:
    going = {name for name, (how, column) in lines().items() if (how, column) == GOES}
    assert going == set(LEFT) | CLOSED
    year.open("evaluation")
    gone = another_holder(session, year.holder(OPENER), "Người đã nghỉ").person_id
    with year.begin() as begun:
        deactivate.deactivate(begun, gone, actor=admins[0], now=year.tick())
        for statement in LEFT.values():
            begun.execute(text(statement), {"person": gone, "now": year.now})
    assert {name for name in going - CLOSED if not held(session, name, gone)} == set()
    erase(year, admins, ErasureAsked(person_id=gone))
    assert {name for name in going if held(session, name, gone)} == set()


def held(session: Session, table: str, person: UUID) -> bool:
    asked = f"SELECT 1 FROM {table} WHERE person_id = :id"  # noqa: S608 - a name of the schema
    return bool(rows(session, asked, id=person))
