"""`binhxet log` at a terminal: a first key, a second beside it, the first one gone."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from server.actions.transaction import Begin
from server.cli import main
from server.domain.log.keys import VerifierKey
from server.store.log.key_folder import KeyFolder
from tests.domain.log.trees import ORIGIN

ADMINISTRATOR = """
SELECT p.login FROM person p JOIN appointment a ON a.person_id = p.id
WHERE a.post_id = 'bac-giang/quan-tri/administrator'
"""
pytestmark = pytest.mark.usefixtures("at_a_terminal")


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> KeyFolder:
    monkeypatch.setenv("BINHXET_LOG_KEYS", str(tmp_path / "keys"))
    return KeyFolder(tmp_path / "keys")


def told(begin: Begin) -> list[str]:
    """Return what the log's own stream tells."""
    with begin() as session:
        rows = session.execute(
            text("SELECT kind FROM event WHERE stream = 'log' ORDER BY seq")
        ).all()
    return [row.kind for row in rows]


def test_the_first_key_is_printed_to_be_pinned_and_told_in_the_log(
    keys: KeyFolder, begin: Begin, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["log", "init", "--origin", ORIGIN]) == 0
    vkey = capsys.readouterr().out.strip()
    assert VerifierKey.parse(vkey) == keys.signers()[0].key
    assert told(begin) == ["log.key_added"]


@pytest.mark.parametrize("origin", ["khối thi đua", "nhật-ký.example", "a+b", ""])
def test_an_origin_readers_part_on_is_refused(
    keys: KeyFolder, begin: Begin, origin: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["log", "init", "--origin", origin]) == 1
    assert f"{origin!r}: tên" in capsys.readouterr().err
    assert not keys.exists()
    assert told(begin) == []


def test_keys_are_not_made_over_others(keys: KeyFolder, capsys: pytest.CaptureFixture[str]) -> None:
    main(["log", "init", "--origin", ORIGIN])
    before = (keys.path / "keys").read_text()
    assert main(["log", "init", "--origin", "other.example"]) == 1
    assert "there are keys already" in capsys.readouterr().err
    assert (keys.path / "keys").read_text() == before


def test_what_only_an_administrator_may_is_refused_to_others(keys: KeyFolder, begin: Begin) -> None:
    main(["log", "init", "--origin", ORIGIN])
    for verb in (["rotate"], ["retire", keys.signers()[0].key.id.hex()], ["take-over"]):
        assert main(["log", *verb, "--by", "nobody"]) == 1
    assert len(keys.signers()) == 1
    assert told(begin) == ["log.key_added"]


def test_a_take_over_that_would_sign_less_again_says_how_to_go_on(
    keys: KeyFolder, begin: Begin, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["log", "init", "--origin", ORIGIN])
    (keys.path / "signed").write_text(f"place\n{ORIGIN}\n999999\n{'A' * 43}=\n")
    (keys.path / "signed").chmod(0o600)
    with begin() as session:
        login = session.execute(text(ADMINISTRATOR)).scalars().first()
    assert main(["log", "take-over", "--by", str(login)]) == 1
    said = capsys.readouterr().err
    assert "rolled_back" in said
    assert "binhxet log init with another folder and origin" in said


def test_the_standing_is_shown_for_programs(
    keys: KeyFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["log", "init", "--origin", ORIGIN])
    vkey = capsys.readouterr().out.strip()
    assert main(["log", "show", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["vkeys"], shown["signed"]) == ([vkey], 0)
    assert keys.exists()


def test_without_a_folder_nothing_is_made(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("BINHXET_LOG_KEYS", raising=False)
    assert main(["log", "init", "--origin", ORIGIN]) == 1
    assert "BINHXET_LOG_KEYS" in capsys.readouterr().err


def test_a_folder_where_nothing_can_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("BINHXET_LOG_KEYS", str(tmp_path / "file" / "keys"))
    assert main(["log", "init", "--origin", ORIGIN]) == 1
    assert str(tmp_path / "file") in capsys.readouterr().err
