"""What is uploaded is shown to a real clamd first; its test file is refused, and so is silence."""

import io
import shutil
import socket
import subprocess
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from werkzeug.test import TestResponse

from server.config import ScannerSettings
from server.web.files import clamd
from server.web.requests.installation import EXTENSION
from tests.waiting import eventually
from tests.worlds.directories.started import installed
from tests.worlds.year_end import Open, Person, YearEnd

DAEMON = shutil.which("clamd") or "/usr/sbin/clamd"
PARTS = ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE", "!$H+H*")
"""The test file of all scanners (eicar.org), in parts: whole, it would have this file removed."""
HARMFUL = "".join(PARTS).encode()
PDF = b"%PDF-1.4 minimal "
SCRIPT = {"Accept": "application/json"}
ADMINISTRATOR = "bac-giang/quan-tri/administrator"


@pytest.fixture(scope="module")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScannerSettings]:
    """Start clamd on a socket, with one signature."""
    installed(DAEMON)
    home = tmp_path_factory.mktemp("clamd")
    (home / "known").mkdir()
    (home / "known" / "test.ndb").write_text(f"Mau.Thu:0:*:{HARMFUL.hex()}\n")
    at = home / "socket"
    lines = [f"LocalSocket {at}", f"DatabaseDirectory {home / 'known'}", "Foreground yes"]
    (home / "conf").write_text("\n".join([*lines, f"TemporaryDirectory {home}", ""]))
    started = subprocess.Popen(
        [DAEMON, "-c", home / "conf"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        eventually(at.exists, lambda: f"clamd ended: {started.poll()}")
        yield ScannerSettings(socket=str(at))
    finally:
        started.terminate()
        started.wait()


@pytest.fixture
def task(year: YearEnd) -> Open:
    return year.open("score", "so-gddt")


@pytest.fixture
def person(year: YearEnd, task: Open) -> Person:
    return year.as_post(task.post_id)


def ask(app: Flask, scanner: ScannerSettings) -> None:
    """Have the installation ask a scanner."""
    held = app.extensions[EXTENSION]
    held.settings = replace(held.settings, scanner=scanner)


def upload(person: Person, task: Open, name: str, data: bytes) -> TestResponse:
    at = f"/tasks/{task.id}"
    field = {"file.evidence.c1-1": (io.BytesIO(data), name)}
    return person.post(f"{at}/files", field, at=at, headers=SCRIPT)


def packed(data: bytes) -> bytes:
    """Put bytes into a Word document."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", data)
    return made.getvalue()


def test_what_the_scanner_knows_is_refused_by_its_name(
    app: Flask, daemon: ScannerSettings, task: Open, person: Person
) -> None:
    ask(app, daemon)
    assert upload(person, task, "sach.pdf", PDF).status_code == 200
    for name, data in (("x.pdf", PDF + HARMFUL), ("x.docx", packed(HARMFUL))):
        answer = upload(person, task, name, data)
        assert answer.status_code == 422
        said = answer.get_json()["message"]
        assert f"Không nhận tệp “{name}”: chương trình quét vi-rút nhận ra Mau.Thu" in said
    told = text("SELECT times, details FROM security_event WHERE kind = 'file.infected'")
    with app.extensions[EXTENSION].engine.connect() as connection:
        row = connection.execute(told).one()
    assert row.times == 2
    assert "Mau.Thu" in row.details


def test_each_file_of_a_field_is_scanned(
    app: Flask, daemon: ScannerSettings, year: YearEnd
) -> None:
    ask(app, daemon)
    files = [("files", (io.BytesIO(data), "a/x.toml")) for data in (b"a = 1", HARMFUL)]
    at = "/operations/versions/new"
    assert "Mau.Thu" in year.as_post(ADMINISTRATOR).post(at, files, at=at).text


def test_without_a_scanner_files_are_judged_as_before(task: Open, person: Person) -> None:
    assert upload(person, task, "x.pdf", PDF + HARMFUL).status_code == 200


def test_a_form_with_such_a_file_gives_back_what_was_typed(
    app: Flask, daemon: ScannerSettings, task: Open, person: Person
) -> None:
    ask(app, daemon)
    at = f"/tasks/{task.id}"
    mark = person.get(at).text.partition('name="_for" value="')[2].partition('"')[0]
    fields = {
        "file.evidence.c1-1": (io.BytesIO(PDF + HARMFUL), "x.pdf"),
        "scores.c1-1.note": "Đã gõ suốt một giờ",
        "_for": mark,
    }
    answer = person.post(f"{at}/files", fields, at=at)
    assert answer.status_code == 422
    assert "Đã gõ suốt một giờ" in answer.text


def test_where_the_scanner_is_silent_no_file_is_taken_and_operations_says_so(
    app: Flask, year: YearEnd, task: Open, person: Person, tmp_path: Path
) -> None:
    ask(app, ScannerSettings(socket=str(tmp_path / "nobody")))
    answer = upload(person, task, "sach.pdf", PDF)
    assert answer.status_code == 503
    assert "quét vi-rút không trả lời" in answer.get_json()["message"]
    page = year.as_post(ADMINISTRATOR).get("/operations").text
    assert "Mọi tệp tải lên đang bị từ chối" in page


def test_operations_names_the_scanner_that_answers(
    app: Flask, daemon: ScannerSettings, year: YearEnd
) -> None:
    ask(app, daemon)
    page = year.as_post(ADMINISTRATOR).get("/operations").text
    assert "được quét vi-rút bằng ClamAV" in page


@pytest.mark.parametrize(
    "answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"\xff\0", b"stream: OK", b"?" * 9999]
)
def test_any_other_answer_is_silence(app: Flask, task: Open, person: Person, answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        ask(app, ScannerSettings(host="127.0.0.1", port=server.getsockname()[1]))
        told = threading.Thread(target=_answer, args=(server, answer))
        told.start()
        assert upload(person, task, "sach.pdf", PDF).status_code == 503
        told.join()


def test_a_scanner_that_takes_too_long_is_silent(
    app: Flask, task: Open, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clamd, "SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as server:
        ask(app, ScannerSettings(host="127.0.0.1", port=server.getsockname()[1]))
        assert upload(person, task, "sach.pdf", PDF).status_code == 503


def test_many_files_of_a_post_have_the_time_of_one(
    app: Flask, year: YearEnd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clamd, "SECONDS", 0.5)
    scanned: list[None] = []

    def serve(server: socket.socket) -> None:
        with suppress(OSError):  # whoever asked is gone, and so is the server
            for _ in range(12):
                _answer(server, b"stream: OK\0", lambda: time.sleep(0.1))
                scanned.append(None)

    with socket.create_server(("127.0.0.1", 0)) as server:
        ask(app, ScannerSettings(host="127.0.0.1", port=server.getsockname()[1]))
        told = threading.Thread(target=serve, args=(server,))
        told.start()
        files = [("files", (io.BytesIO(b"a = 1"), f"a/{n}.toml")) for n in range(12)]
        at = "/operations/versions/new"
        answer = year.as_post(ADMINISTRATOR).post(at, files, at=at)
        server.shutdown(socket.SHUT_RDWR)
        told.join()
    assert answer.status_code == 503
    assert len(scanned) < 12


def test_who_finds_the_scanner_busy_with_others_waits_no_longer_than_a_turn(
    app: Flask, task: Open, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scanner that hangs holds some threads of a web process, and never all of them."""
    monkeypatch.setattr(clamd, "AT_ONCE", threading.BoundedSemaphore(1))
    monkeypatch.setattr(clamd, "TURN", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as server:
        ask(app, ScannerSettings(host="127.0.0.1", port=server.getsockname()[1]))
        with clamd.AT_ONCE:
            assert upload(person, task, "sach.pdf", PDF).status_code == 503
        told = threading.Thread(target=_answer, args=(server, b"stream: OK\0"))
        told.start()
        assert upload(person, task, "sach.pdf", PDF).status_code == 200
        told.join()


def test_no_connection_of_the_database_is_held_while_it_is_waited_for(
    app: Flask, task: Open, person: Person
) -> None:
    held: list[int] = []
    pool = app.extensions[EXTENSION].engine.pool
    with socket.create_server(("127.0.0.1", 0)) as server:
        ask(app, ScannerSettings(host="127.0.0.1", port=server.getsockname()[1]))
        look = lambda: held.append(pool.checkedout())  # noqa: E731 - what the thread is to do
        told = threading.Thread(target=_answer, args=(server, b"stream: OK\0", look))
        told.start()
        assert upload(person, task, "sach.pdf", PDF).status_code == 200
        told.join()
    assert held == [0]


def _answer(server: socket.socket, answer: bytes, first: object = None) -> None:
    """Read what is sent to its end mark, and answer."""
    line, _ = server.accept()
    with line:
        got = b""
        while not got.endswith(b"\0\0\0\0"):
            got += line.recv(65536)
        if callable(first):
            first()
        line.sendall(answer)
