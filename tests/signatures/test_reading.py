"""Files are read in a process of its own: whatever they are made to do, an answer comes."""

from pathlib import Path

import pytest

from server.domain.signatures.found import FoundSignatures, ReadState, Soundness
from server.signatures import page_count, reading, trust
from tests.signatures import hostile, signing
from tests.signatures.authority import DAY, Authority

HOSTILE = dict(hostile.files())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("roots")
    (made / "readme.txt").write_text("not a certificate", encoding="utf-8")
    return made


def test_what_is_found_comes_back_from_the_process(folder: Path) -> None:
    authority = Authority()
    (folder / "root.pem").write_bytes(authority.pem)
    (folder / "root.crl").write_bytes(authority.revoked())
    told = trust.read(folder)
    data = signing.signed(signing.plain(), authority.signer("Giám đốc Sở"))
    read = reading.read(data, told, DAY)
    assert (read.verdict, read.signatures[0].name) == (Soundness.GOOD, "Giám đốc Sở")
    assert read.signatures[0].revocation_known


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_has_an_answer_and_proves_nothing(name: str) -> None:
    read = reading.read(HOSTILE[name], trust.NONE, DAY)
    assert read.state is not ReadState.READ or read.verdict is Soundness.BAD


def test_a_file_that_says_nothing_of_signatures_is_not_read_at_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "CHILD", "no.such.module")
    read = reading.read(signing.plain(), trust.NONE, DAY)
    assert read == FoundSignatures(state=ReadState.NONE, pages=1)


@pytest.mark.parametrize("name", HOSTILE)
def test_pages_of_a_hostile_file_are_counted_or_not_told(name: str) -> None:
    assert 0 <= page_count.counted(HOSTILE[name]) <= page_count.MOST


def test_a_file_that_was_cut_off_is_damaged_and_not_unsigned() -> None:
    once = signing.signed(signing.plain(), Authority().signer("A"))
    for size in (len(signing.plain()) // 2, len(signing.plain()) + 100, len(once) // 2):
        read = reading.read(once[:size], trust.NONE, DAY)
        assert read.state is ReadState.DAMAGED, size


def test_a_certificate_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.pem").write_bytes(Authority().pem)
    (tmp_path / "b.crt").write_text("nothing", encoding="utf-8")
    with pytest.raises(trust.TrustUnread, match=r"b\.crt"):
        reading.read(hostile.MARK, trust.read(tmp_path), DAY)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(trust.TrustUnread, match="gone"):
        trust.read(tmp_path / "gone")


def test_what_is_judged_by_changes_with_any_of_its_files(tmp_path: Path) -> None:
    digests = {trust.NONE.digest}
    for name, data in (("a.pem", b"1"), ("a.crl", b"1"), ("b.crl", b"2")):
        (tmp_path / name).write_bytes(data)
        digests.add(trust.read(tmp_path).digest)
    assert len(digests) == 4
