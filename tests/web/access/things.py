"""One thing of each kind that an address can name, and one of each kind that is not there."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from server.actions.deployment import proposals
from server.actions.deployment.folder_lint import judge_folder
from server.actions.people.act_as_administrator import by_login
from tests.web.history.test_what_was_seen import acts, seal
from tests.worlds.played import Played
from tests.worlds.processes.unknown_process import UnknownProcess
from tests.worlds.web.posting import send

ADMINISTRATOR, AFFAIRS = "quan-tri.administrator", "so-noi-vu.officer"
TOKEN = "t" * 43
FIRST, LAST = date(2024, 6, 15), date(2025, 6, 14)
"""A post is lent for a year at most; the demonstration's clock stands within."""
ROWS = {
    "task_id": """SELECT id FROM task WHERE state = 'open' AND element = 'score'
      AND post_id LIKE 'bac-giang/so-gddt/%' LIMIT 1""",
    "case_id": "SELECT id FROM case_ WHERE kind = 'evaluation' AND state = 'open' LIMIT 1",
    "attachment_id": "SELECT id FROM attachment WHERE unit_id = 'bac-giang/so-gddt' LIMIT 1",
    "document_id": "SELECT id FROM document WHERE number <> '' ORDER BY at, id LIMIT 1",
    "event_id": """SELECT e.id FROM event e JOIN event_payload p ON p.event_id = e.id
      JOIN person a ON a.id = p.actor_id WHERE a.login = 'so-gddt.head' AND p.act_class = 'approve'
      ORDER BY e.act_time LIMIT 1""",
    "person_id": "SELECT id FROM person WHERE login = 'so-gddt.officer'",
    "appointment_id": """SELECT a.id FROM appointment a JOIN person p ON p.id = a.person_id
      WHERE p.login = 'so-gddt.officer'""",
    "entry_id": "SELECT id FROM register_entry ORDER BY taken_at, sequence LIMIT 1",
    "timer_id": "SELECT t.id FROM timer t WHERE t.state = 'armed' LIMIT 1",
    "version": "SELECT hash FROM definition WHERE key = 'evaluation' LIMIT 1",
    "delegation_id": "SELECT id FROM delegation LIMIT 1",
    "day_id": "SELECT id FROM province_day LIMIT 1",
    "passkey_id": "SELECT id FROM passkey LIMIT 1",
    "link_id": "SELECT id FROM directory_link LIMIT 1",
}
WORDS = {
    "bloc_year_id": "bac-giang/khoi-vhxh1/2024",
    "bloc_id": "bac-giang/khoi-vhxh1",
    "unit_id": "bac-giang/so-gddt",
    "year": "2024",
    "type_": "KH",
    "seq": "1",
    "key": "evaluation",
    "token": TOKEN,
    "part": "scorers",
    "at": "s0.c0",
    "process": "award_review",
    "form": "pdf",
    "job_id": "1",
    "about": "bac-giang/so-gddt",
    "proof_id": "01936b6e-0000-7000-8000-000000000000",
    "filename": "css/style.css",
}
"""Names that are the same in every run."""
NAMES = {
    "printouts": "self_scores",
    "audit": "command",
    "log": "0/000",
    "wordings": "minutes",
}
"""What `name` is, by blueprint."""
QUERIES = {
    "registers.show": "?simulated=1",
    "printouts.show": "?key=bac-giang/so-gddt",
    "printouts.export": "?key=bac-giang/so-gddt",
}
"""What is asked beside the address; what the demonstration has numbered is all simulated."""
NOMINEE = "SELECT award_id || '/' || unit_id FROM nominee ORDER BY 1 LIMIT 1"
REVIEW = "SELECT id FROM case_ WHERE kind = 'award_review' LIMIT 1"
PROPOSED, PROPOSED_FILES = "deployment.proposed_diagram", "deployment.proposed_files"
PRINTED = "SELECT id FROM case_ WHERE kind = 'evaluation' AND state = 'closed' LIMIT 1"
ROWS_OF_ROUTES = {
    "printouts.show:case_id": PRINTED,
    "printouts.export:case_id": PRINTED,
    "files.shown:file_name": """SELECT file_name FROM attachment WHERE id =
      (SELECT id FROM attachment WHERE unit_id = 'bac-giang/so-gddt' LIMIT 1)""",
    "directory_links.remove:person_id": "SELECT person_id FROM directory_link LIMIT 1",
    "results.show:case_id": REVIEW,
    "results.show:about": NOMINEE,
}
"""What a route needs another thing for, by endpoint and name."""
NOT_THERE = {
    "bloc_year_id": "bac-giang/khong-co/2024",
    "bloc_id": "bac-giang/khong-co",
    "unit_id": "bac-giang/khong-co",
    "year": "1999",
    "seq": "999999",
    "token": "x" * 43,
    "job_id": "999999",
}
"""What no row has; of an id a new one is made."""
BESIDE = frozenset({"form", "part", "type_", "at", "key", "process", "name", "about", "file_name"})
"""Words beside a thing: they stay as they are where the thing is not there."""


class NoSuchThing(Exception):
    """A route names a thing that nobody has said how to find: say it in `ROWS` or `WORDS`."""


def made(year: Played, engine: Engine) -> Mapping[str, str]:
    """Make what a demonstration lacks; answer each thing's name in an address."""
    found: dict[str, str] = {}
    with engine.begin() as connection:
        head, officer = (
            connection.execute(
                text("SELECT id FROM person WHERE login = :l"), {"l": login}
            ).scalar()
            for login in ("so-gddt.head", "so-tttt.officer")
        )
        connection.execute(text(_LENT), {"id": uuid4(), "to": officer, "of": head} | _PERIOD)
        connection.execute(text(_DAY), {"id": uuid4(), "by": head})
        connection.execute(text(_LINK), {"hash": _hash(TOKEN), "person": head})
        connection.execute(text(_INVITE), {"hash": _hash(TOKEN), "person": officer} | _PERIOD)
        connection.execute(text(_OUTSIDE), {"id": uuid4()})
        connection.execute(text(_PASSKEY), {"id": uuid4()})
        for name, asked in (ROWS | ROWS_OF_ROUTES).items():
            found[name] = str(connection.execute(text(asked)).scalar_one())
    found["draft_id"] = _draft(year)
    found["erasure_id"] = _erasure(year, str(acts(year, "write_report")[-1][2]))
    process = UnknownProcess()
    found["proposal_id"] = _proposal(engine, process)
    found |= {f"{PROPOSED}:key": process.key, f"{PROPOSED_FILES}:key": process.key}
    return WORDS | found


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _draft(year: Played) -> str:
    typed = {"letter": "15/QĐ-UBND", "letter_on": "05/12/2024", "way": "last", "year": "2025"}
    typed |= {"base": WORDS["bloc_year_id"]}
    answer = send(year.as_post(AFFAIRS), "/bloc-drafts", typed, at="/bloc-drafts/new")
    assert answer.status_code == 303, answer.text
    return answer.location.rpartition("/")[2]


def _erasure(year: Played, event_id: str) -> str:
    first, page = year.as_post(ADMINISTRATOR), "/operations/erasures"
    asked = {"events": event_id, "law": "Điều 1 Luật mẫu", "document": "Đơn số 1"}
    looked = first.get(f"{page}/new", query_string={"events": event_id}).text
    return send(first, page, asked | {"seen": seal(looked)}, at=page).location.rpartition("/")[2]


def _proposal(engine: Engine, process: UnknownProcess) -> str:
    now = datetime(2024, 12, 12, 2, tzinfo=UTC)
    texts = {name: data.decode() for name, data in process.files.items()}
    with Session(engine) as session, session.begin():
        actor = by_login(session, ADMINISTRATOR, now=now)
        asked = proposals.asked_of(session, texts, {}, actor=actor)
        draft = proposals.keep_draft(session, asked, judge_folder(asked), actor=actor, now=now)
        proposals.propose(session, draft, note="Theo quy chế mới.", actor=actor, now=now)
    return str(draft)


def address(app: Flask, rule: Rule, things: Mapping[str, str], *, there: bool) -> str:
    """Build the address of a route for a thing that is there, or for one that is not.

    Raises NoSuchThing where the route names a kind of thing that is new.
    """
    values: dict[str, object] = {}
    for name in rule.arguments:
        value = things.get(f"{rule.endpoint}:{name}", things.get(name))
        if name == "name":
            value = NAMES.get(rule.endpoint.partition(".")[0])
        if value is None:
            message = f"{rule.endpoint}: {name}"
            raise NoSuchThing(message)
        if not there and (name not in BESIDE or len(rule.arguments) == 1):
            value = _absent(name, value)
        values[name] = UUID(value) if name.endswith("_id") and _is_id(value) else value
    with app.test_request_context():
        path = app.url_map.bind("localhost").build(rule.endpoint, values, method=_method(rule))
    return path + QUERIES.get(rule.endpoint, "")


def _method(rule: Rule) -> str:
    return next(iter((rule.methods or set()) - {"HEAD", "OPTIONS"}))


def _absent(name: str, value: str) -> str:
    return str(uuid4()) if _is_id(value) else NOT_THERE.get(name, "khong-co")


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


_PASSKEY = """
WITH made AS (
  INSERT INTO passkey (id, person_id, credential, public_key, transports, made_at)
  SELECT :id, id, 'x', 'x', '', created_at FROM person WHERE login = 'dai-ptth.officer'
  RETURNING id)
INSERT INTO passkey_use (passkey_id, name, sign_count) SELECT id, 'x', 0 FROM made"""
_OUTSIDE = """INSERT INTO directory_link (id, person_id, directory, issuer, subject, made_at,
  confirmed_at) SELECT :id, id, 'ldap', 'x', 'nv-1', created_at, created_at FROM person
  WHERE login = 'dai-ptth.officer'"""
_PERIOD = {"first": FIRST, "last": LAST}
_LENT = """INSERT INTO delegation (id, post_id, person_id, valid_from, valid_to, document, given_by,
  note, answer) VALUES (:id, 'bac-giang/so-gddt/head', :to, :first, :last, 'GUQ 3', :of, '', '')"""
_DAY = """INSERT INTO province_day (id, province, day, worked, paper, paper_on, added_by,
  added_name, added_at)
  VALUES (:id, 'bac-giang', '2025-03-03', false, '1/QĐ', '2024-12-01', :by, 'x', now())"""
_LINK = """INSERT INTO calendar_link (token_hash, person_id, post_id, language, made_at)
  VALUES (:hash, :person, 'bac-giang/so-gddt/head', 'vi', now())"""
_INVITE = """INSERT INTO invite (token_hash, person_id, expires_at, mailed)
  VALUES (:hash, :person, :last, false)"""
