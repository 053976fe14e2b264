"""An erased person is named nowhere but where the page says so, with the reason."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.cases import cancel_case
from server.actions.history import confirm_erasure, erasures
from server.actions.history.erasures import ErasureAsked
from server.actions.inbox import save_filter
from server.actions.installation.check_invariants import check
from server.actions.people import deactivate, delegate_post
from server.actions.tasks import attach_file, entrust_task
from server.domain.bloc_draft import document
from server.domain.bloc_draft.parts import DraftPart
from server.domain.bloc_sheet.toml_text import TomlTable, TomlValue
from server.domain.deadlines import local_day
from server.domain.history.erasing import ERASED
from server.domain.history.erasure_refusals import Ground
from server.domain.people.actors import Actor
from server.domain.people.delegations import Scope
from server.domain.tasks.entrusting import Terms
from server.store.identity import provider_proofs, shown_answers, web_sessions
from server.store.identity.provider_proofs import NewProof
from server.store.identity.shown_answers import ShownAnswer
from server.store.people.people import PostChoice
from tests.actions.bloc_drafts.drafting import OFFICER as OFFICER_OF_HOME_AFFAIRS
from tests.actions.bloc_drafts.drafting import found, made, saved
from tests.processes.difficulty.test_difficulty import ANSWERED, CLOSED, OPENER, OPENING, RAISED
from tests.worlds.holders import another_holder
from tests.worlds.rows import rows
from tests.worlds.worker import by_hand, checked
from tests.worlds.year import RADIO, Year

GROUND = Ground(law="Điều 1 Luật mẫu", document="Đơn số 1", stays="")
NAME, MAIL, OFFICER = "Người Đã Nghỉ Hưu", "da-nghi@example.org", f"{RADIO}/officer"
NOTE, ANSWER = "Nhờ anh làm giúp", "Tôi thiếu số liệu"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
CLOSING = (("raise_difficulty", RAISED), ("leader_answer", ANSWERED), ("reporter_close", CLOSED))
PERSONAL = (NAME, MAIL, NOTE, ANSWER)
TEXTS = """
SELECT table_name, column_name FROM information_schema.columns JOIN information_schema.tables
USING (table_schema, table_name)
WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND data_type = 'text'
"""


def handed_over(year: Year, session: Session, to: Actor) -> None:
    """Have the open task handed to somebody, who hands it back with a word."""
    task = year.task("raise_difficulty")
    giver = year.holder(task.post_id)
    last = local_day(year.now) + timedelta(days=5)
    delegation_id = entrust_task.entrust(
        session,
        task.id,
        to=to.person_id,
        terms=Terms(last=last, note=NOTE, document="06/GUQ"),
        actor=giver,
        now=year.tick(),
    )
    colleague = replace(
        to,
        post_id=task.post_id,
        unit_id=giver.unit_id,
        on_behalf=giver.post_title,
        delegation_id=delegation_id,
        scope=Scope(task_id=task.id),
    )
    entrust_task.hand_back(session, task.id, note=ANSWER, actor=colleague, now=year.tick())


@pytest.fixture
def gone(year: Year, admins: tuple[Actor, Actor], session: Session) -> Actor:
    """Answer who was handed a task and lent a post, and has left; the case is over."""
    person, today = another_holder(session, year.holder(OFFICER), NAME), local_day(year.now)
    by_hand(session, now=year.now)
    mail = "UPDATE person SET email = :mail WHERE id = :id"
    session.execute(text(mail), {"mail": MAIL, "id": person.person_id})
    delegate_post.delegate(
        session,
        person.person_id,
        first=today,
        last=today + timedelta(days=3),
        document="05/GUQ",
        actor=year.holder(f"{RADIO}/head"),
        now=year.tick(),
    )
    year.open("difficulty", post=OPENER, opening=OPENING)
    handed_over(year, session, person)
    year.do("raise_difficulty", RAISED)
    year.do("leader_answer", ANSWERED)
    year.do("reporter_close", CLOSED)
    save_filter.save(session, NOTE, "/tasks?q=gi%C3%BAp", actor=person)
    deactivate.deactivate(session, person.person_id, actor=admins[0], now=year.tick())
    return person


def named(session: Session) -> set[str]:
    """Answer every column of the database in which something of the person stands."""
    found = set()
    for table, column in rows(session, TEXTS):
        for said in PERSONAL:
            query = f'SELECT 1 FROM "{table}" WHERE position(:said IN "{column}") > 0 LIMIT 1'  # noqa: S608 - names of the catalogue
            found |= {f"{table}.{column}" for _ in rows(session, query, said=said)}
    return found


def answered(session: Session, reader: Actor, *, now: datetime) -> None:
    """Keep a page somebody else was answered by, and a form of theirs that waits.

    What these say cannot be searched.
    """
    choice = PostChoice(
        post_id=reader.post_id,
        title=reader.post_title,
        unit_id=reader.unit_id,
        unit_name=reader.post_title,
        delegation_id=None,
        valid_from=now.date(),
        valid_to=None,
    )
    token = web_sessions.start(session, reader.person_id, choice, now=now)
    answer = ShownAnswer(status=422, sealed=b"x")
    holder = web_sessions.hashed(token)
    shown_answers.keep(session, key="k", holder=holder, answer=answer, now=now)
    assert rows(session, "SELECT 1 FROM shown_answer") == [(1,)]
    proof = NewProof(
        id=uuid4(),
        session_hash=holder,
        state_hash="s",
        purpose="/",
        link_id=uuid4(),
        sealed=b"x",
        begun_at=now,
    )
    provider_proofs.begin(session, proof)


def erase(year: Year, session: Session, admins: tuple[Actor, Actor], person: Actor) -> None:
    asked = ErasureAsked(person_id=person.person_id)
    seen = erasures.reach_of(session, asked, actor=admins[0]).seal
    proposed = erasures.propose(session, asked, GROUND, seen=seen, actor=admins[0], now=year.tick())
    confirm_erasure.confirm(session, proposed, seen=seen, actor=admins[1], now=year.tick())


def test_nothing_of_an_erased_person_stands_anywhere(
    year: Year, admins: tuple[Actor, Actor], gone: Actor, session: Session
) -> None:
    before = named(session)
    assert {"event_payload.payload", "person.name", "mail.address", "mail.body_vi"} <= before
    assert {"delegation.note", "delegation.answer", "saved_filter.name"} <= before
    answered(session, admins[0], now=year.now)
    erase(year, session, admins, gone)
    assert named(session) == set()
    assert rows(session, "SELECT 1 FROM shown_answer") == []
    assert rows(session, "SELECT 1 FROM provider_proof") == []
    assert check(session, now=year.now) == []


def test_what_others_did_is_still_theirs_and_goes_on_to_say_who_had_the_task(
    year: Year, admins: tuple[Actor, Actor], gone: Actor, session: Session
) -> None:
    giver = year.holder(OPENER)
    erase(year, session, admins, gone)
    ((remains,),) = rows(
        session,
        "SELECT remains FROM erased x JOIN event e ON e.id = x.event_id"
        " WHERE e.kind = 'task.entrusted'",
    )
    assert giver.name in remains
    assert str(gone.person_id) in remains
    assert rows(session, "SELECT note, answer FROM delegation WHERE task_id IS NOT NULL") == [
        (ERASED, ERASED)
    ]


def test_a_letter_that_waits_for_an_erased_person_does_not_leave(
    year: Year, admins: tuple[Actor, Actor], gone: Actor, session: Session
) -> None:
    by_hand(session, now=year.now)
    session.execute(
        text("UPDATE mail SET state = 'waiting', ended_at = NULL WHERE person_id = :id"),
        {"id": gone.person_id},
    )
    erase(year, session, admins, gone)
    letters = "SELECT DISTINCT state, address, body_vi FROM mail WHERE person_id = :id"
    assert rows(session, letters, id=gone.person_id) == [("kept", "", ERASED)]


def proposed(*persons: dict[str, str]) -> TomlValue:
    """Answer persons as the document of a bloc-year proposes them."""
    held: TomlTable = {"post": f"{RADIO}/officer", "from": date(2025, 1, 1)}
    return [{**each, "appointments": [held]} for each in persons]


def persons_of(session: Session, draft_id: UUID) -> list[object]:
    persons = document.read(found(session, draft_id).document).get("persons", [])
    assert isinstance(persons, list)
    return [person["login"] for person in persons if isinstance(person, dict)]


def test_bloc_years_in_the_making_do_not_propose_an_erased_person_and_the_check_holds(
    year: Year, admins: tuple[Actor, Actor], gone: Actor, session: Session
) -> None:
    ((login,),) = rows(session, "SELECT login FROM person WHERE id = :id", id=gone.person_id)
    draft_id, officer = made(year, session), year.holder(OFFICER_OF_HOME_AFFAIRS)
    told = proposed(
        {"login": str(login), "name": "Tên Gõ Khác"},
        {"login": "co-hoa", "name": "Cô Hoa", "email": MAIL.upper()},
        {"login": "trung-ten", "name": NAME, "email": "khac@example.org"},
    )
    saved(year, session, draft_id, officer, DraftPart.PERSONS, told)
    assert "bloc_draft.document" in named(session)
    erase(year, session, admins, gone)
    assert persons_of(session, draft_id) == ["trung-ten"]
    assert check(session, now=year.now) == []
    saved(year, session, draft_id, officer, DraftPart.PERSONS, proposed())
    assert check(session, now=year.now) == []


def attached(year: Year, session: Session, person: Actor) -> None:
    """Have a person attach a file to the open task."""
    task = year.task("raise_difficulty").id
    attach_file.attach(
        session, task, actor=person, kind="difficulty", subject="", file_name="đơn.pdf", data=PDF,
        now=year.tick(),
    )  # fmt: skip


def test_files_that_were_never_handed_in_go_and_no_other_names_who_uploaded_it(
    year: Year, admins: tuple[Actor, Actor], session: Session
) -> None:
    person = another_holder(session, year.holder(OPENER), NAME)
    year.open("difficulty", post=OPENER, opening=OPENING)
    attached(year, session, person)
    for element, said in CLOSING:
        year.do(element, said)
    year.open("difficulty", post=OPENER, opening=OPENING)
    attached(year, session, person)
    cancel_case.cancel(session, year.case_id, reason="Mở nhầm.", actor=admins[0], now=year.tick())
    deactivate.deactivate(session, person.person_id, actor=admins[0], now=year.tick())
    files = "SELECT state, uploaded_name FROM attachment ORDER BY state"
    assert rows(session, files) == [("kept", NAME), ("removed", NAME)]
    erase(year, session, admins, person)
    assert rows(session, files) == [("kept", ERASED)]
    assert checked(session, now=year.now) == []
