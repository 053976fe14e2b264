"""Time stamps against an authority made of `openssl ts` on this machine."""

import logging
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from sqlalchemy import text

from server.actions.installation import alarms
from server.actions.installation.alarms import Alarm
from server.actions.log.published import LogUnreachable
from server.actions.log.stamp import stamp
from server.cli import main
from server.domain.log.time_stamps import NoStamp, judge, request
from server.jobs import stamper
from server.store.log import checkpoints
from tests.actions.log.pairs import Pair

REFUSED = b"\x30\x05\x30\x03\x02\x01\x02"
OPENSSL = shutil.which("openssl") or "/usr/bin/openssl"
SETTINGS = """
[req]
distinguished_name = name
prompt = no
[name]
CN = Authority
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
[stamping]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
certs = {folder}/root.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""


@dataclass
class Authority:
    """A time-stamping authority in a folder, and the address it answers at."""

    folder: Path
    address: str = ""
    asked: list[bytes] = field(default_factory=list)

    def openssl(self, *words: str) -> str:
        told = subprocess.run(
            [OPENSSL, *words], cwd=self.folder, capture_output=True, text=True, check=False
        )  # fmt: skip
        return told.stdout + told.stderr

    def make(self) -> None:
        (self.folder / "settings").write_text(SETTINGS.format(folder=self.folder))
        curve = ("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:prime256v1")
        for name in ("root", "tsa"):
            self.openssl("genpkey", *curve, "-out", f"{name}.key")
        self.openssl(
            "req", "-new", "-x509", "-key", "root.key", "-days", "30", "-config", "settings",
            "-extensions", "root", "-out", "root.pem",
        )  # fmt: skip
        self.openssl("req", "-new", "-key", "tsa.key", "-config", "settings", "-out", "tsa.csr")
        self.openssl(
            "x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key",
            "-set_serial", "2", "-days", "30", "-extfile", "settings", "-extensions", "stamping",
            "-out", "tsa.pem",
        )  # fmt: skip

    def answer(self, query: bytes) -> bytes:
        self.asked.append(query)
        (self.folder / "query").write_bytes(query)
        self.openssl(
            "ts", "-reply", "-config", "settings", "-section", "tsa", "-queryfile", "query",
            "-out", "answer",
        )  # fmt: skip
        return (self.folder / "answer").read_bytes()

    def holds(self, data: bytes, answer: bytes, root: str = "root.pem") -> bool:
        """Ask `openssl ts` whether the stamp is over the data and by this root."""
        (self.folder / "data").write_bytes(data)
        (self.folder / "stamp").write_bytes(answer)
        told = self.openssl("ts", "-verify", "-data", "data", "-in", "stamp", "-CAfile", root)
        return "Verification: OK" in told


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    made = Authority(tmp_path_factory.mktemp("authority"))
    made.make()

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Content-Type"] == "application/timestamp-query"
            data = made.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(data)

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        made.address = f"http://127.0.0.1:{server.server_address[1]}/"
        yield made
        server.shutdown()
        thread.join()


def stamped(pair: Pair) -> tuple[bytes, bytes]:
    """Return the note of the newest stamped checkpoint, and its stamp."""
    with pair.begin() as session:
        last = checkpoints.stamped(session)[-1]
    return last.note, last.answer


def test_a_checkpoint_is_stamped_once_and_the_stamp_holds_offline(
    pair: Pair, authority: Authority
) -> None:
    pair.grow()
    assert stamp(pair.begin, authority.address) is not None
    assert stamp(pair.begin, authority.address) is None
    assert authority.holds(*stamped(pair))
    pair.grow()
    assert stamper.look(pair.begin, authority.address)


def test_a_changed_checkpoint_stamp_or_root_is_refused(pair: Pair, authority: Authority) -> None:
    pair.grow()
    stamp(pair.begin, authority.address)
    note, answer = stamped(pair)
    assert authority.holds(note, answer)
    assert not authority.holds(note.replace(b"\n", b"\n1", 1), answer)
    assert not authority.holds(note, answer[:-5] + bytes([answer[-5] ^ 1]) + answer[-4:])
    authority.openssl(
        "req", "-new", "-x509", "-key", "tsa.key", "-days", "9", "-config", "settings",
        "-extensions", "root", "-out", "other.pem",
    )  # fmt: skip
    assert not authority.holds(note, answer, "other.pem")


@pytest.mark.usefixtures("at_a_terminal")
def test_stamps_are_handed_out_as_files_openssl_reads(
    pair: Pair, authority: Authority, tmp_path: Path
) -> None:
    pair.grow()
    size = stamp(pair.begin, authority.address)
    assert main(["log", "stamps", str(tmp_path / "out")]) == 0
    told = authority.openssl(
        "ts", "-verify", "-data", str(tmp_path / "out" / f"checkpoint-{size}"),
        "-in", str(tmp_path / "out" / f"checkpoint-{size}-0.tsr"), "-CAfile", "root.pem",
    )  # fmt: skip
    assert "Verification: OK" in told


def test_an_answer_to_another_request_is_none(authority: Authority) -> None:
    data, nonce = b"checkpoint", bytes(range(200, 208))
    answer = authority.answer(request(data, nonce))
    judge(answer, data, nonce)
    for other in (
        *((answer, b"another", nonce), (answer, data, bytes(8))),
        *((said, data, nonce) for said in (b"", b"\x30", b"nonsense", answer[1:], REFUSED)),
    ):
        with pytest.raises(NoStamp):
            judge(*other)


def test_a_request_is_one_openssl_understands(authority: Authority) -> None:
    (authority.folder / "query").write_bytes(request(b"checkpoint", b"\xff" * 8))
    told = authority.openssl("ts", "-query", "-in", "query", "-text")
    assert "Hash Algorithm: sha256" in told
    assert "Certificate required: yes" in told
    assert "Nonce: 0x7FFFFFFFFFFFFFFF" in told


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "file:///etc/passwd", "nonsense"])
def test_an_authority_that_is_away_leaves_nothing(pair: Pair, address: str) -> None:
    pair.grow()
    with pytest.raises(LogUnreachable):
        stamp(pair.begin, address)
    assert not stamper.look(pair.begin, address)
    with pair.begin() as session:
        assert checkpoints.newest_stamp(session) is None


AWAY = "http://127.0.0.1:9/"
HOURS_AGO = "UPDATE chore SET begun_at = begun_at - interval '%s hours' WHERE name = 'time stamps'"


def late(pair: Pair) -> list[Alarm]:
    with pair.begin() as session:
        return [alarm for alarm in alarms.alarms(session) if alarm.kind == "StampsLate"]


def test_an_authority_that_is_away_for_hours_is_an_alarm_until_it_stamps(
    pair: Pair, authority: Authority, caplog: pytest.LogCaptureFixture
) -> None:
    pair.grow()
    assert not stamper.look(pair.begin, AWAY)
    assert not late(pair)
    with pair.begin() as session:
        session.execute(text(HOURS_AGO % 2))
    assert not stamper.look(pair.begin, "nonsense")
    assert not late(pair)
    with pair.begin() as session:
        session.execute(text(HOURS_AGO % 2))
    with caplog.at_level(logging.WARNING):
        assert not stamper.look(pair.begin, AWAY)
        assert not stamper.look(pair.begin, AWAY)
    (alarm,) = late(pair)
    assert AWAY in alarm.detail
    assert len([each for each in caplog.records if "none since" in each.message]) == 1
    assert stamper.look(pair.begin, authority.address)
    assert not late(pair)


def test_an_authority_that_is_named_no_more_is_no_alarm(pair: Pair) -> None:
    pair.grow()
    assert not stamper.look(pair.begin, AWAY)
    with pair.begin() as session:
        session.execute(text(HOURS_AGO % 4))
    assert late(pair)
    stamper.keep(pair.begin, "", threading.Event())
    assert not late(pair)


def test_an_authority_that_has_nothing_to_stamp_is_no_alarm(
    pair: Pair, authority: Authority
) -> None:
    pair.grow()
    assert stamper.look(pair.begin, authority.address)
    assert not stamper.look(pair.begin, authority.address)
    with pair.begin() as session:
        session.execute(text("UPDATE chore SET begun_at = begun_at - interval '9 days'"))
    assert not late(pair)
