"""Beside a file stands how it is digitally signed, for who sees the file and for nobody else."""

import json
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from server.actions.signatures.read_signatures import read_waiting
from server.signatures import trust
from server.store.tasks import blobs
from tests.signatures import signing
from tests.signatures.authority import Authority
from tests.worlds import states
from tests.worlds.databases import State
from tests.worlds.rows import rows
from tests.worlds.year_end import NOW, YearEnd

MEMBER = "bac-giang/so-gddt/officer"
AUDITOR = "bac-giang/thanh-tra/auditor"
OWNER = "bac-giang/so-tttt/officer"
HEAD = "Giám đốc Sở <TT&TT>"
AUTHORITY = Authority()
SIGNER = AUTHORITY.signer(HEAD, "Sở TT&TT", begins=NOW - timedelta(days=30))
ONCE = signing.signed(signing.plain(), SIGNER)
WAITS = "Đang chờ kiểm tra chữ ký số"


@pytest.fixture(scope="session")
def starting_state() -> State:
    """Answer a year whose evaluation waits for the meeting."""
    return states.ADOPTING


@pytest.fixture
def roots(tmp_path: Path) -> trust.Trust:
    (tmp_path / "root.pem").write_bytes(AUTHORITY.pem)
    return trust.read(tmp_path)


def hand_in(year: YearEnd, data: bytes, name: str = "da-ky.pdf") -> UUID:
    """Put a kept file under the task by which Sở TT&TT handed in its sheet."""
    new = uuid4()
    media = "application/pdf" if name.endswith(".pdf") else "image/png"
    with year.begin() as session:
        digest = blobs.put(session, data, NOW)
        session.execute(
            text("""
            INSERT INTO attachment(id, case_id, task_id, unit_id, kind, subject, sha256, file_name,
              media_type, size, uploaded_by, uploaded_name, uploaded_at, state)
            SELECT :id, case_id, id, subject_unit_id, 'evidence', 'c1-1', :sha256, :name, :media,
              9, done_by, done_name, :at, 'kept'
            FROM task WHERE id = :task
            """),
            {
                "id": new,
                "task": sheet(year),
                "sha256": digest,
                "name": name,
                "media": media,
                "at": NOW,
            },
        )
    return new


def read(year: YearEnd, roots: trust.Trust) -> int:
    """Read all that waits, and return how many files that were."""
    number = 0
    while some := read_waiting(year.begin, roots, now=NOW, stopping=lambda: False):
        number += some
    return number


def sheet(year: YearEnd) -> UUID:
    """Return the task by which Sở TT&TT handed in its sheet."""
    found = year.value(
        "SELECT id FROM task WHERE element = 'score' AND key LIKE '%so-tttt' LIMIT 1"
    )
    assert isinstance(found, UUID)
    return found


def pages(year: YearEnd) -> tuple[str, str]:
    """Return where the file stands: the tab of its task, the papers of its case."""
    case = year.value("SELECT case_id FROM task WHERE id = :id", id=sheet(year))
    return f"/tasks/{sheet(year)}?tab=files", f"/cases/{case}?tab=documents"


def test_a_signed_file_says_by_whom_and_when_on_its_task_and_its_case(
    year: YearEnd, roots: trust.Trust
) -> None:
    hand_in(year, ONCE)
    auditor = year.as_post(AUDITOR)
    assert all(WAITS in auditor.get(page).text for page in pages(year))
    read(year, roots)
    for address in pages(year):
        page = auditor.get(address).text
        assert "1 chữ ký số: hợp lệ, chưa đối chiếu thu hồi" in page
        assert "<b>Giám đốc Sở &lt;TT&amp;TT&gt;</b>, Sở TT&amp;TT" in page
        assert "theo máy của người ký, chưa được chứng minh." in page
        assert "thuộc gốc được tin cậy, xét vào lúc 08:05, 09/12/2024." in page
        assert "Chữ ký cuối cùng bao trùm toàn bộ tệp." in page
        assert WAITS not in page
    papers = auditor.get(pages(year)[1]).text
    assert "Ký, duyệt trên hệ thống không phải là chữ ký số." in papers


def test_a_list_of_revoked_certificates_is_said_to_be_asked(
    year: YearEnd, roots: trust.Trust, tmp_path: Path
) -> None:
    hand_in(year, ONCE)
    read(year, roots)
    (tmp_path / "root.crl").write_bytes(AUTHORITY.revoked(as_of=NOW))
    assert read(year, trust.read(tmp_path)) == 1
    page = year.as_post(AUDITOR).get(pages(year)[0]).text
    assert "Theo danh sách thu hồi, chứng thư không bị thu hồi." in page
    assert "chưa đối chiếu thu hồi" not in page


def test_other_roots_have_a_signed_file_read_again_and_a_plain_one_not(
    year: YearEnd, roots: trust.Trust
) -> None:
    hand_in(year, ONCE)
    hand_in(year, signing.plain(), "chua-ky.pdf")
    assert read(year, trust.NONE) > 1
    page = year.as_post(AUDITOR).get(pages(year)[1]).text
    assert "1 chữ ký số: chưa xác minh được người ký" in page
    assert "Máy chủ chưa được cài chứng thư gốc nào" in page
    assert "Không có chữ ký số" in page
    assert read(year, roots) == 1
    assert read(year, roots) == 0
    assert "1 chữ ký số: hợp lệ" in year.as_post(AUDITOR).get(pages(year)[1]).text


def test_a_changed_file_is_said_to_be_changed(year: YearEnd, roots: trust.Trust) -> None:
    hand_in(year, signing.with_a_line(ONCE))
    read(year, roots)
    page = year.as_post(AUDITOR).get(pages(year)[0]).text
    assert "1 chữ ký số: không hợp lệ" in page
    assert "Sau chữ ký này tệp bị sửa ngoài những gì chữ ký cho phép." in page
    assert "Không chữ ký nào bao trùm toàn bộ tệp." in page


def test_a_file_that_is_no_pdf_says_nothing_of_signatures(
    year: YearEnd, roots: trust.Trust
) -> None:
    hand_in(year, b"\x89PNG\r\n\x1a\n/ByteRange", "anh.png")
    read(year, roots)
    page = year.as_post(AUDITOR).get(pages(year)[0]).text
    line = page.partition("anh.png")[2].partition("</li>")[0]
    assert "anh.png" in page
    assert "chữ ký số" not in line


def test_who_does_not_see_a_file_reads_nothing_of_its_signatures(
    year: YearEnd, roots: trust.Trust
) -> None:
    hand_in(year, ONCE)
    read(year, roots)
    member = year.as_post(MEMBER)
    assert all("TT&amp;TT&gt;" not in member.get(page).text for page in pages(year))
    assert "TT&amp;TT&gt;" in year.as_post(OWNER).get(pages(year)[0]).text


def test_it_is_said_in_english_too(year: YearEnd, roots: trust.Trust) -> None:
    hand_in(year, ONCE)
    read(year, roots)
    auditor = year.as_post(AUDITOR)
    auditor.post("/language", {"language": "en"}, at="/tasks")
    page = auditor.get(pages(year)[1]).text
    assert "1 digital signature: valid" in page
    assert "as judged at 08:05, 09/12/2024." in page


def test_bytes_that_are_removed_take_what_was_found_along(
    year: YearEnd, roots: trust.Trust
) -> None:
    file = hand_in(year, ONCE)
    read(year, roots)
    digest = str(year.value("SELECT sha256 FROM attachment WHERE id = :id", id=file))
    with year.begin() as session:
        session.execute(text("DELETE FROM attachment WHERE id = :id"), {"id": file})
        blobs.sweep(session, NOW + timedelta(days=1))
        assert (
            rows(session, "SELECT state FROM signature_reading WHERE sha256 = :d", d=digest) == []
        )
        written = "SELECT op FROM change WHERE table_name = 'signature_reading' AND keys[1] = :k"
        assert rows(session, f"{written} ORDER BY n", k=json.dumps([digest])) == [("I",), ("D",)]
