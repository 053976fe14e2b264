"""The page of one document: what it tells, to whom, and what of its file can be looked at."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from server.store import statements
from server.store.tasks import blobs
from tests.web.registers.test_register_pages import REGISTER, entry, hidden
from tests.web.year.test_task_files import as_owner
from tests.worlds.databases import Database
from tests.worlds.processes.numbered import PLAN_OF_WORK, Numbered
from tests.worlds.processes.unknown_process import UnknownProcess
from tests.worlds.web.attaching import attach
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send

WITH_SCAN = PLAN_OF_WORK.replace("register = true", 'register = true, file = "issued"')


def address(engine: Engine) -> str:
    with engine.begin() as connection:
        found = connection.execute(text("SELECT id FROM document WHERE number <> '' LIMIT 1"))
        return f"/documents/{found.scalar_one()}"


def scanned(numbered: Numbered) -> None:
    """Make a plan of work with its scan."""
    numbered.process = UnknownProcess(one=False, documents=WITH_SCAN, scan="issued")
    numbered.deploy().open()
    attach(numbered.year, numbered.year.task(numbered.process.first), "issued")
    numbered.first()


def test_a_document_says_its_number_case_step_and_who_numbered_it_when(
    numbered: Numbered, leader: FlaskClient, engine: Engine
) -> None:
    numbered.open().first()
    page = leader.get(address(engine)).text.partition("<main")[2]
    for said in ("Kế hoạch số 01/KH-KTĐVHXH1", "Giám đốc Sở KH&amp;CN", "đúng ngày", "04/11/2024"):
        assert said in page
    assert f'href="/cases/{numbered.year.case_id}"' in page
    assert f"Làm {numbered.process.short}" in page
    assert f'href="{REGISTER}?before=2"' in page
    assert "<iframe" not in page


def test_its_case_and_its_register_lead_to_it(
    numbered: Numbered, leader: FlaskClient, engine: Engine
) -> None:
    numbered.open().first()
    where = f'href="{address(engine)}"'
    assert where in leader.get(REGISTER).text
    assert where in leader.get(f"/cases/{numbered.year.case_id}?tab=documents").text


def test_a_document_out_of_sight_is_not_there(
    numbered: Numbered, as_post: SignIn, leader: FlaskClient, engine: Engine
) -> None:
    numbered.process = hidden()
    numbered.deploy().open().first()
    where = address(engine)
    assert leader.get(where).status_code == 200
    for login in ("so-gddt.head", "quan-tri.administrator", "so-noi-vu.head"):
        assert as_post(login).get(where).status_code == 404
    assert leader.get(f"/documents/{uuid4()}").status_code == 404


def test_a_cancelled_number_says_why(
    numbered: Numbered, secretary: FlaskClient, engine: Engine
) -> None:
    numbered.open().first()
    where = f"/registers/numbers/{entry(engine, 1)}/cancel"
    assert send(secretary, where, {"reason": "Ghi nhầm"}, at=REGISTER).status_code == 303
    page = secretary.get(address(engine)).text
    assert "Số đã hủy" in page
    assert "Ghi nhầm" in page


def test_its_file_stands_in_the_page_and_says_that_its_hash_matches(
    numbered: Numbered, leader: FlaskClient, engine: Engine
) -> None:
    scanned(numbered)
    answer = leader.get(address(engine))
    frame = re.search(r'<iframe class="shown no-print" src="([^"#]+)#', answer.text)
    assert frame
    assert re.search(r'href="/files/[0-9a-f-]+">tải tệp về', answer.text)
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "frame-src 'self'" in answer.headers["Content-Security-Policy"]
    shown = leader.get(frame[1])
    assert shown.mimetype == "application/pdf"
    assert "default-src 'none'" in shown.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
    assert shown.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "Tệp khớp mã đã ghi" in answer.text
    assert "Tải về" in answer.text


@pytest.mark.own_database
def test_a_file_is_compared_with_its_hash_once_an_hour_and_when_its_rows_were_written(
    numbered: Numbered, engine: Engine, database: Database
) -> None:
    scanned(numbered)
    with engine.begin() as connection:
        digest = connection.execute(text("SELECT sha256 FROM blob")).scalars().first()
    at = numbered.year.now

    def found(later: timedelta) -> tuple[bool, timedelta]:
        with numbered.year.begin() as session:
            verdict = blobs.verdict(session, str(digest), at + later)
        return verdict.sound, verdict.at - at

    assert found(timedelta()) == (True, timedelta())
    assert found(timedelta(minutes=59)) == (True, timedelta())
    assert found(timedelta(minutes=61)) == (True, timedelta(minutes=61))
    as_owner(database, "UPDATE blob_chunk SET bytes = set_byte(bytes, 9, 65)")
    assert found(timedelta(minutes=62)) == (False, timedelta(minutes=62))
    assert found(timedelta(minutes=63)) == (False, timedelta(minutes=62))


@pytest.mark.own_database
@pytest.mark.parametrize(
    "harm",
    ["UPDATE blob_chunk SET bytes = set_byte(bytes, 9, 65)", "DELETE FROM blob_chunk"],
    ids=["changed", "gone"],
)
def test_a_file_that_is_not_what_was_handed_in_is_neither_shown_nor_offered(
    numbered: Numbered, leader: FlaskClient, engine: Engine, database: Database, harm: str
) -> None:
    scanned(numbered)
    as_owner(database, harm)
    page = leader.get(address(engine)).text.partition("<main")[2]
    assert "Tệp không khớp mã đã ghi" in page
    for link in ("<iframe", "/shown", 'href="/files/'):
        assert link not in page


def test_the_register_links_the_file_and_says_its_size(
    numbered: Numbered, leader: FlaskClient
) -> None:
    scanned(numbered)
    row = leader.get(REGISTER).text.partition("<tbody>")[2]
    assert re.search(r'href="/files/[0-9a-f-]+">PDF', row)
    assert " kB" in row


def test_a_page_of_a_document_costs_few_statements(
    numbered: Numbered, leader: FlaskClient, engine: Engine
) -> None:
    scanned(numbered)
    where = address(engine)
    leader.get(where)
    statements.reset()
    leader.get(where)
    assert statements.count <= 25
