"""Files of a task: only known kinds, seen only by who may, gone only while they are a draft."""

import io
from datetime import timedelta

import pytest
from sqlalchemy import NullPool, create_engine, text
from werkzeug.test import TestResponse

from server.domain.files.files import LARGEST, MEGABYTE
from server.store.tasks import blobs
from tests.worlds.databases import Database
from tests.worlds.year_end import NOW, TOKEN, Open, Person, YearEnd

PDF = b"%PDF-1.4 minimal"


@pytest.fixture
def task(year: YearEnd) -> Open:
    return year.open("score", "so-gddt")


def upload(
    person: Person, task: Open, name: str, data: bytes, *, field: str = "file.evidence.c1-1"
) -> TestResponse:
    where = f"/tasks/{task.id}"
    return person.post(
        f"{where}/files",
        {field: (io.BytesIO(data), name)},
        at=where,
        headers={"Accept": "application/json"},
    )


def answered(person: Person, answer: TestResponse) -> TestResponse:
    """Read what a post is answered by: a browser finds it at an address of its own."""
    return person.get(answer.location) if answer.status_code == 303 else answer


def test_a_file_comes_back_byte_for_byte_to_be_saved_and_never_shown(
    year: YearEnd, task: Open
) -> None:
    data = PDF + bytes(range(256)) * 1000
    person = year.as_post(task.post_id)
    file = upload(person, task, "../Báo cáo/Tổng kết.pdf", data).get_json()["files"][0]
    assert file["name"] == "Tổng kết.pdf"
    answer = person.get(file["address"])
    assert answer.data == data
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("virus.exe", b"MZ"),
        ("bao-cao.pdf", b"MZ not a pdf"),
        ("anh.png", PDF),
        ("bang.xlsx", b"PK\x03\x04 broken"),
        ("khong-duoi", PDF),
        ("rong.pdf", b""),
    ],
)
def test_a_file_of_no_known_kind_is_refused(
    year: YearEnd, task: Open, name: str, data: bytes
) -> None:
    answer = upload(year.as_post(task.post_id), task, name, data)
    assert answer.status_code == 422
    assert answer.get_json()["message"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.html", b"<p>", "PDF, Word (.doc, .docx), Excel (.xls, .xlsx) hoặc ảnh"),
        ("a.docm", b"PK", "có macro"),
        ("a.pdf", b"PK", "không phải là tệp .pdf"),
    ],
)
@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_who_sends_a_file_that_is_not_taken_reads_what_is(  # noqa: PLR0913 - a table and its page
    year: YearEnd, task: Open, *, name: str, data: bytes, said: str, accept: str
) -> None:
    where = f"/tasks/{task.id}"
    person = year.as_post(task.post_id)
    answer = person.post(
        f"{where}/files",
        {"file.evidence.c1-1": (io.BytesIO(data), name)},
        at=where,
        headers={"Accept": accept},
    )
    answer = answered(person, answer)
    assert answer.status_code in {413, 422}
    assert said in (answer.get_json()["message"] if accept.endswith("json") else answer.text)


@pytest.mark.parametrize("data", [b"MZ not a pdf", b""])
def test_a_refused_file_is_named_at_its_own_criterion(
    year: YearEnd, task: Open, data: bytes
) -> None:
    where, place = f"/tasks/{task.id}", "scores.c6-1.files"
    person = year.as_post(task.post_id)
    sent = {name: (io.BytesIO(), "") for name in ("file.evidence.c1-1", "file.evidence.c6-1")}
    sent["file.evidence.c6-1"] = (io.BytesIO(data), "a.pdf" if data else "")
    answer = person.post(f"{where}/files", {"_place": place, **sent}, at=where)
    page = answered(person, answer)
    assert page.status_code == 422
    assert "Tiêu chí 6.1, Minh chứng, tệp đính kèm: " in page.text
    assert f'href="#f-{place}"' in page.text
    assert f'id="f-{place}"' in page.text
    assert "Tiêu chí 1.1, Minh chứng" not in page.text


@pytest.mark.parametrize("place", ["", "file.a.b.c", "nothing.files", "scores", "scores.?.files"])
def test_a_place_that_no_button_brings_is_none(year: YearEnd, task: Open, place: str) -> None:
    where = f"/tasks/{task.id}"
    person = year.as_post(task.post_id)
    page = answered(person, person.post(f"{where}/files", {"_place": place}, at=where))
    assert page.status_code == 422
    assert "Tệp trống, hoặc chưa chọn tệp nào." in page.text


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_who_sends_a_file_that_is_too_large_reads_its_size_and_the_limit(
    year: YearEnd, task: Open, accept: str
) -> None:
    person = year.as_post(task.post_id)
    token = TOKEN.search(person.get(f"/tasks/{task.id}").text)
    assert token is not None
    part = b'--b\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
    body = part % (b"csrf_token", b"", token[1].encode())
    body += part % (b"file.evidence.c1-1", b'; filename="a.pdf"', PDF + bytes(LARGEST))
    answer = person.client.post(
        f"/tasks/{task.id}/files",
        data=body + b"--b--",
        content_type="multipart/form-data; boundary=b",
        headers={"Accept": accept},
    )
    answer = answered(person, answer)
    said = answer.get_json()["message"] if accept.endswith("json") else answer.text
    assert answer.status_code == 413
    assert "“a.pdf” có 20,1 MB; mỗi tệp tối đa 20 MB" in said


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_who_sends_more_than_a_request_may_bring_reads_both_limits(
    year: YearEnd, task: Open, accept: str
) -> None:
    person = year.as_post(task.post_id)
    answer = person.client.post(
        f"/tasks/{task.id}/files",
        data=bytes(LARGEST + 4 * MEGABYTE),
        content_type="multipart/form-data; boundary=b",
        headers={"Accept": accept},
    )
    answer = answered(person, answer)
    said = answer.get_json()["message"] if accept.endswith("json") else answer.text
    assert answer.status_code == 413
    assert "Lần gửi này có 24 MB. Mỗi tệp tối đa 20 MB, mỗi lần gửi tối đa 21 MB" in said


def test_the_form_tells_the_browser_which_files_it_takes(year: YearEnd, task: Open) -> None:
    page = year.as_post(task.post_id).get(f"/tasks/{task.id}").text
    assert 'accept=".pdf,.docx,.doc,.xlsx,.xls,.png,.jpg,.jpeg,.jfif,.heic,.heif"' in page
    assert f'data-largest="{LARGEST}"' in page
    assert "PDF, Word, Excel hoặc ảnh, tối đa 20 MB." in page


@pytest.mark.parametrize("field", ["file.evidence.c9-9", "file.minutes.", "file.evidence."])
def test_a_file_for_what_the_form_does_not_ask_is_refused(
    year: YearEnd, task: Open, field: str
) -> None:
    assert upload(year.as_post(task.post_id), task, "a.pdf", PDF, field=field).status_code == 422


def test_a_draft_file_is_seen_by_nobody_else_and_evidence_by_the_own_unit_once_handed_in(
    year: YearEnd, task: Open
) -> None:
    where = upload(year.as_post(task.post_id), task, "a.pdf", PDF).get_json()["files"][0]["address"]
    others = ("bac-giang/so-gddt/head", "bac-giang/so-khcn/appraiser", "bac-giang/so-tttt/officer")
    for post in others:
        assert year.as_post(post).get(where).status_code == 404
    with year.begin() as session:
        session.execute(year.keep(task.id))
    seen = [year.as_post(post).get(where).status_code for post in others]
    assert seen == [200, 404, 404]


def test_a_file_can_be_taken_out_while_it_is_a_draft(year: YearEnd, task: Open) -> None:
    person = year.as_post(task.post_id)
    file = upload(person, task, "a.pdf", PDF).get_json()["files"][0]
    assert person.post(file["remove"], {}, at=f"/tasks/{task.id}").status_code == 303
    assert person.get(file["address"]).status_code == 404


def test_bytes_are_kept_once_in_chunks_and_swept_when_no_file_refers_to_them(
    year: YearEnd,
) -> None:
    data = bytes(range(256)) * 8000
    with year.begin() as session:
        digest = blobs.put(session, data, NOW)
        assert blobs.put(session, data, NOW) == digest
        sizes = session.execute(text("SELECT length(bytes) FROM blob_chunk")).scalars().all()
        assert max(sizes) <= 1_000_000
        assert blobs.read(session, digest) == data
        assert blobs.sweep(session, NOW) == 0
        assert blobs.sweep(session, NOW + timedelta(seconds=1)) == 1
        with pytest.raises(blobs.BytesChanged):
            blobs.read(session, digest)


CHANGES = {
    "changed": "UPDATE blob_chunk SET bytes = set_byte(bytes, 9, 65)",
    "gone": "DELETE FROM blob_chunk",
}


@pytest.mark.own_database
@pytest.mark.parametrize("change", CHANGES)
def test_bytes_that_are_not_what_was_handed_in_are_given_to_nobody(
    year: YearEnd, task: Open, database: Database, change: str
) -> None:
    person = year.as_post(task.post_id)
    file = upload(person, task, "a.pdf", PDF).get_json()["files"][0]
    as_owner(database, CHANGES[change])
    answer = person.get(file["address"])
    assert (answer.status_code, PDF[:5] in answer.data) == (409, False)
    assert "a.pdf" in answer.text


@pytest.mark.own_database
@pytest.mark.parametrize("change", CHANGES)
def test_who_hands_a_ruined_file_in_again_mends_it(
    year: YearEnd, task: Open, database: Database, change: str
) -> None:
    person = year.as_post(task.post_id)
    upload(person, task, "a.pdf", PDF)
    as_owner(database, CHANGES[change])
    for file in upload(person, task, "b.pdf", PDF).get_json()["files"]:
        assert person.get(file["address"]).data == PDF


def as_owner(database: Database, statement: str) -> None:
    owner = create_engine(database.owner_url, poolclass=NullPool)
    with owner.begin() as connection:
        connection.execute(text(statement))


def searched(person: Person) -> str:
    return person.get("/search?q=minh+chung+chuyen+doi").text


def test_a_file_is_found_once_it_was_handed_in_and_by_who_may_open_it(year: YearEnd) -> None:
    task = year.open("score", "so-gddt")
    author = year.as_post(task.post_id)
    address = upload(author, task, "Minh chứng chuyển đổi số.pdf", PDF).get_json()["files"][0][
        "address"
    ]
    assert address not in searched(author)
    with year.begin() as session:
        session.execute(year.keep(task.id))
    assert address in searched(author)
    assert author.get(address).status_code == 200
    other = year.as_post("bac-giang/dai-ptth/officer")
    assert address not in searched(other)
    assert other.get(address).status_code == 404
