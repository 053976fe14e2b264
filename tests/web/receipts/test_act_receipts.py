"""Who approved has a receipt at once, the proof from the same link later, and nobody else has."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import text

from server.domain.log.keys import VerifierKey
from server.domain.log.notes import open_note
from server.domain.log.policies import pinned
from server.domain.log.promises import Promise
from server.domain.log.tree import leaf_hash
from server.domain.people.actors import DEMONSTRATION_PASSWORD
from server.store.log.ed25519 import verify
from server.store.log.key_folder import KeyFolder
from tests.domain.log.reading import check_proof
from tests.worlds.year_end import Person, YearEnd

pytestmark = pytest.mark.slow
SCHOOL = "bac-giang/so-gddt"
AUDITOR = "bac-giang/thanh-tra/auditor"
LINK = re.compile(r"/receipts/[0-9a-f-]{36}")
VKEY = re.compile(r'<span class="hash">([^<]+\+[0-9a-f]{8}\+[^<]+)</span>')


@pytest.fixture
def head(year: YearEnd) -> Person:
    return year.as_post(f"{SCHOOL}/head")


@pytest.fixture
def receipt(year: YearEnd, head: Person) -> str:
    """Have the head approve; return the address of the receipt the next page shows."""
    task = year.open("approve", "so-gddt")
    page = f"/tasks/{task.id}"
    fields = {"verdict": "approve", "comment": "", "_version": "0", "_key": "k"}
    password = {"password": DEMONSTRATION_PASSWORD}
    answer = head.post(f"{page}/complete", fields | password, at=page)
    assert answer.status_code == 303, answer.text
    found = LINK.search(head.get(answer.location).text)
    assert found is not None
    return found[0]


def hash_of(year: YearEnd, receipt: str) -> str:
    query = "SELECT hash FROM event WHERE id = CAST(:id AS uuid)"
    return str(year.value(query, id=receipt.rpartition("/")[2]))


def test_the_page_after_an_approval_shows_the_event_and_the_promise(
    year: YearEnd, head: Person, receipt: str
) -> None:
    shown = head.get(receipt).text
    assert hash_of(year, receipt) in shown
    assert "Chưa vào nhật ký" in shown
    assert "không phải khóa của nhật ký" in shown


def test_the_promise_is_signed_by_the_key_that_is_shown(
    year: YearEnd, head: Person, receipt: str
) -> None:
    key = VKEY.search(head.get(receipt).text.replace("&#43;", "+"))
    assert key is not None
    note = head.get(f"{receipt}/promise.txt").data
    opened = open_note(note, [VerifierKey.parse(key[1])], verify)
    assert Promise.parse(opened.text).hash == hash_of(year, receipt)


def test_there_is_no_proof_before_the_log_has_it(head: Person, receipt: str) -> None:
    assert head.get(f"{receipt}/proof.tlog-proof").status_code == 404


def test_the_same_link_proves_it_later_and_the_file_to_strangers(
    year: YearEnd, head: Person, receipt: str, logged: Callable[[], None], folder: KeyFolder
) -> None:
    logged()
    shown = head.get(receipt).text
    assert "Sự kiện đứng ở vị trí" in shown
    assert "Chưa có bên chứng kiến" in shown
    file = head.get(f"{receipt}/proof.tlog-proof").data
    entry = bytes.fromhex(hash_of(year, receipt))
    policy = pinned(*(signer.key for signer in folder.signers()))
    told, opened = check_proof(file, entry, policy, verify)
    assert opened.checkpoint.size > told.index
    assert told.extra is not None
    with year.begin() as session:
        leaf = session.execute(
            text("SELECT entry FROM leaf WHERE idx = :idx"), {"idx": told.index}
        ).scalar_one()
    assert leaf_hash(bytes(leaf)) == leaf_hash(entry)


def test_an_event_that_was_rewritten_since_is_said_to_be_unproved(
    head: Person, receipt: str, logged: Callable[[], None], tamper: Callable[[str], None]
) -> None:
    logged()
    tamper("UPDATE event SET hash = encode(sha256(CAST(hash AS bytea)), 'hex')")
    assert "Nhật ký không chứng minh được" in head.get(receipt).text


def test_one_finds_all_of_ones_own_and_nobody_elses(
    year: YearEnd, head: Person, receipt: str
) -> None:
    assert receipt in head.get("/receipts").text
    other = year.as_post("bac-giang/so-tttt/head")
    assert receipt not in other.get("/receipts").text
    for page in (receipt, f"{receipt}/promise.txt", f"{receipt}/proof.tlog-proof"):
        assert other.get(page).status_code == 404


def test_the_unit_itself_sees_nothing_of_its_heads_receipts(year: YearEnd, receipt: str) -> None:
    officer = year.as_post(f"{SCHOOL}/officer")
    assert receipt not in officer.get("/receipts").text
    assert officer.get(receipt).status_code == 404


def test_an_auditor_finds_those_of_the_province(year: YearEnd, receipt: str) -> None:
    auditor = year.as_post(AUDITOR)
    assert receipt in auditor.get("/receipts").text
    assert auditor.get(receipt).status_code == 200


def test_what_is_no_receipt_is_not_there(head: Person, year: YearEnd) -> None:
    event = year.value("SELECT id FROM event WHERE kind = 'case.opened' LIMIT 1")
    assert head.get(f"/receipts/{event}").status_code == 404


def test_a_receipt_later_than_promised_says_so(
    head: Person, receipt: str, tamper: Callable[[str], None]
) -> None:
    tamper("UPDATE event SET act_time = act_time - interval '2 minutes'")
    assert "Quá hạn đã cam kết" in head.get(receipt).text
