"""A file that is no text, an address nothing can be made of, a folder that is none: each named."""

from pathlib import Path

import pytest

from server.actions.log.ask_witnesses import policy_in
from server.actions.log.published import LogUnreachable, reader, send
from server.cli import main
from server.store.log.witness_folder import WitnessFolder

NAME = "thanh-tra.example/w1"
ADDRESSES = ["http://[x", "http://a\nb/", "https://x:port/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_is_none_is_unreachable(address: str) -> None:
    with pytest.raises(LogUnreachable, match="http"):
        reader(address)("checkpoint")
    with pytest.raises(LogUnreachable, match="http"):
        send(address, b"")


@pytest.mark.parametrize("address", ["file:///etc/hostname", "ftp://127.0.0.1/x", "httpx://x", ""])
def test_nothing_is_sent_where_no_web_address_stands(address: str) -> None:
    with pytest.raises(LogUnreachable, match="http:// or https://"):
        send(address, b"")


def test_pins_that_are_no_text_make_no_witness(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = ["witness", "init", "--name", NAME, "--state", str(tmp_path / "w")]
    (tmp_path / "pins").write_bytes(b"\xff")
    assert main([*made, "--policy", str(tmp_path / "pins")]) == 1
    assert f"{tmp_path / 'pins'}: " in capsys.readouterr().err
    assert not (tmp_path / "w").exists()


def test_pins_with_a_mark_of_utf_8_are_read(tmp_path: Path) -> None:
    (tmp_path / "pins").write_bytes(b"\xef\xbb\xbfquorum none\n")
    made = ["witness", "init", "--name", NAME, "--state", str(tmp_path / "w")]
    assert main([*made, "--policy", str(tmp_path / "pins")]) == 0
    assert policy_in(tmp_path / "pins") == WitnessFolder(tmp_path / "w").policy()


@pytest.mark.parametrize(("bind", "port"), [("127.0.0.1", "99999"), ("192.0.2.1", "8025")])
def test_a_witness_that_cannot_listen_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], bind: str, port: str
) -> None:
    WitnessFolder(tmp_path / "w").create(NAME, "quorum none\n")
    served = ["witness", "serve", "--state", str(tmp_path / "w"), "--bind", bind]
    assert main([*served, "--listen", port]) == 1
    assert f"{bind}:{port}: " in capsys.readouterr().err


@pytest.mark.usefixtures("at_a_terminal")
def test_a_file_in_the_place_of_a_folder_takes_no_time_stamps(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert main(["log", "stamps", str(tmp_path / "file")]) == 1
    assert str(tmp_path / "file") in capsys.readouterr().err


@pytest.mark.usefixtures("at_a_terminal")
def test_a_policy_that_is_no_text_takes_no_cosignature(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "policy").write_bytes(b"\xff")
    monkeypatch.setenv("BINHXET_LOG_POLICY", str(tmp_path / "policy"))
    assert main(["log", "cosigned", str(tmp_path / "policy")]) == 1
    assert f"{tmp_path / 'policy'}: " in capsys.readouterr().err
