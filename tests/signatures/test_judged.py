"""Of a file's signatures: who, whether it is whole, by whose word, what was added."""

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from asn1crypto.ocsp import OCSPResponse
from pyhanko.sign.signers import SimpleSigner

from server.domain.signatures.found import (
    Added,
    Chain,
    Coverage,
    FoundSignatures,
    ReadState,
    Soundness,
)
from server.signatures import child
from server.signatures.authorities import Authorities, certificates, lists
from server.signatures.child import found
from tests.signatures import signing
from tests.signatures.authority import DAY, TIME_STAMPS, YEAR, Authority

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An authority, whom it gave certificates, and files they signed."""

    authority: Authority
    head: SimpleSigner
    gone: SimpleSigner
    stamps: SimpleSigner
    once: bytes
    twice: bytes

    def known(self, *revoked: bytes) -> Authorities:
        """Return what an installation knows that has its root."""
        return Authorities(certificates=certificates([self.authority.pem]), lists=lists(revoked))


@pytest.fixture(scope="module")
def office() -> Office:
    authority = Authority()
    head, seal = authority.signer("Giám đốc Sở"), authority.signer("Sở KH&CN", "UBND tỉnh")
    stamps = authority.signer("Dấu thời gian", usage=TIME_STAMPS)
    once = signing.signed(signing.plain(), head, stamps=signing.stamper(stamps, DAY - HOUR))
    return Office(
        authority=authority,
        head=head,
        gone=authority.signer("Đã thu hồi"),
        stamps=stamps,
        once=once,
        twice=signing.signed(once, seal, field="CoQuan"),
    )


def chains(read: FoundSignatures) -> Sequence[Chain]:
    return [each.chain for each in read.signatures]


def test_a_file_signed_twice_says_who_and_when_and_that_the_last_is_over_all(
    office: Office,
) -> None:
    read = found(office.twice, office.known(office.authority.revoked()), DAY)
    head, seal = read.signatures
    assert (head.name, head.organisation) == ("Giám đốc Sở", "Sở Khoa học và Công nghệ")
    assert (seal.name, seal.organisation, seal.issuer) == (
        "Sở KH&CN",
        "UBND tỉnh",
        "Gốc thử nghiệm",
    )
    assert (head.stamped_at, head.stamp_trusted, seal.stamped_at) == (DAY - HOUR, True, None)
    assert (head.judged_at, seal.judged_at) == (DAY - HOUR, DAY)
    assert (head.coverage, head.added) == (Coverage.REVISION, Added.FILLED)
    assert (seal.coverage, seal.added) == (Coverage.FILE, Added.NOTHING)
    assert head.revocation_known
    assert seal.revocation_known
    assert (read.state, read.verdict, read.whole) == (ReadState.READ, Soundness.GOOD, True)


def test_an_answer_in_the_file_says_that_a_certificate_was_not_withdrawn(office: Office) -> None:
    data = signing.signed(signing.plain(), office.head)
    answer = office.authority.vouched(office.head, as_of=DAY - HOUR)
    known = replace(office.known(), answers=(OCSPResponse.load(answer),))
    assert [each.revocation_known for each in found(data, known, DAY).signatures] == [True]


def test_without_a_list_it_is_not_known_whether_a_certificate_was_withdrawn(
    office: Office,
) -> None:
    read = found(office.once, office.known(), DAY)
    assert [(each.verdict, each.revocation_known) for each in read.signatures] == [
        (Soundness.GOOD, False)
    ]


def test_nothing_is_fetched_though_certificates_name_where(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _, address: asked.append(address))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *named, **_: asked.append(named))
    assert found(office.twice, office.known(), DAY).verdict is Soundness.GOOD
    assert asked == []


def test_a_file_without_signatures_has_none(office: Office) -> None:
    unsigned = FoundSignatures(state=ReadState.NONE, pages=1)
    assert found(signing.plain(), office.known(), DAY) == unsigned


def test_a_place_that_nobody_signed_is_counted(office: Office) -> None:
    read = found(signing.signed(signing.plain(empty="CoQuan"), office.head), office.known(), DAY)
    assert (len(read.signatures), read.empty_fields) == (1, 1)


@pytest.mark.parametrize(("roots", "chain"), [(0, Chain.NO_ROOTS), (1, Chain.UNKNOWN_ROOT)])
def test_a_root_that_is_not_ours_proves_nobody(office: Office, roots: int, chain: Chain) -> None:
    others = certificates([Authority("Gốc khác").pem][:roots])
    read = found(office.twice, Authorities(certificates=others), DAY)
    assert chains(read) == [chain, chain]
    assert read.verdict is Soundness.UNPROVEN
    assert not read.signatures[0].stamp_trusted


def test_a_root_that_the_file_brings_along_is_no_root_of_ours(office: Office) -> None:
    brought = Authorities(brought=certificates([office.authority.pem]))
    assert chains(found(office.once, brought, DAY)) == [Chain.NO_ROOTS]


CHANGED: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("a letter of the text", lambda data: data.replace(b"(Binh Xet)", b"(Binh Xat)")),
    ("another language in an update", signing.with_other_language),
    ("a line drawn in an update", signing.with_a_line),
    ("bytes after its end", lambda data: data + b"\n% more\n"),
]


@pytest.mark.parametrize("change", [each for _, each in CHANGED], ids=[name for name, _ in CHANGED])
def test_a_file_changed_after_it_was_signed_is_bad(
    office: Office, change: Callable[[bytes], bytes]
) -> None:
    changed = change(office.twice)
    assert changed != office.twice
    assert found(changed, office.known(), DAY).verdict is Soundness.BAD


@pytest.mark.parametrize("change", [signing.with_other_language, signing.with_a_line])
def test_a_change_between_two_signatures_makes_the_first_one_bad(
    office: Office, change: Callable[[bytes], bytes]
) -> None:
    again = signing.signed(change(office.once), office.stamps, field="CoQuan")
    first, last = found(again, office.known(), DAY).signatures
    assert (first.intact, first.added, first.verdict) == (True, Added.CHANGED, Soundness.BAD)
    assert last.coverage is Coverage.FILE


def test_a_file_cut_back_to_its_first_signature_is_good_and_has_one(office: Office) -> None:
    read = found(office.twice[: len(office.once)], office.known(), DAY)
    assert (read.verdict, len(read.signatures), read.whole) == (Soundness.GOOD, 1, True)


def test_a_withdrawn_certificate_is_bad_unless_it_was_withdrawn_later(office: Office) -> None:
    data = signing.signed(signing.plain(), office.gone)
    before = office.known(office.authority.revoked(office.gone, at=DAY - HOUR))
    after = office.known(office.authority.revoked(office.gone, at=DAY + HOUR))
    assert (chains(found(data, before, DAY)), chains(found(data, after, DAY))) == (
        [Chain.REVOKED],
        [Chain.TRUSTED],
    )
    assert found(data, before, DAY).verdict is Soundness.BAD


@pytest.mark.parametrize(("listed", "chain"), [(0, Chain.TRUSTED), (1, Chain.REVOKED)])
def test_an_answer_in_the_file_does_not_outweigh_a_list_that_says_withdrawn(
    office: Office, listed: int, chain: Chain
) -> None:
    data = signing.signed(signing.plain(), office.gone)
    early = office.authority.vouched(office.gone, as_of=DAY - timedelta(days=20))
    withdrawn = office.authority.revoked(*[office.gone][:listed])
    known = replace(office.known(withdrawn), answers=(OCSPResponse.load(early),))
    assert chains(found(data, known, DAY)) == [chain]


@pytest.mark.parametrize(
    ("begins", "chain"), [(DAY - 2 * YEAR, Chain.EXPIRED), (DAY + HOUR, Chain.NOT_YET)]
)
def test_a_certificate_that_did_not_hold_when_the_file_came_proves_nobody(
    office: Office, begins: object, chain: Chain
) -> None:
    assert isinstance(begins, type(DAY))
    signer = office.authority.signer("Người ký", begins=begins)
    read = found(signing.signed(signing.plain(), signer), office.known(), DAY)
    assert (chains(read), read.verdict) == ([chain], Soundness.UNPROVEN)


def test_what_a_time_stamp_proves_is_judged_at_its_time(office: Office) -> None:
    ended = office.authority.signer("Hết hạn", begins=DAY - YEAR - HOUR)
    early = signing.stamper(office.stamps, DAY - timedelta(days=30))
    data = signing.signed(signing.plain(), ended, stamps=early)
    assert chains(found(data, office.known(), DAY)) == [Chain.TRUSTED]


def test_a_stamp_older_than_its_own_certificate_proves_nothing(office: Office) -> None:
    ended = office.authority.signer("Hết hạn", begins=DAY - YEAR - HOUR)
    forged = signing.stamper(office.stamps, DAY - YEAR + HOUR)
    data = signing.signed(signing.plain(), ended, stamps=forged)
    assert chains(found(data, office.known(), DAY)) == [Chain.EXPIRED]


def test_a_file_with_a_password_is_said_to_have_one(office: Office) -> None:
    locked = signing.with_password(signing.plain())
    assert found(locked, office.known(), DAY).state is ReadState.LOCKED


def test_a_file_with_more_signatures_than_are_judged_is_too_much(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "MOST_SIGNATURES", 1)
    assert found(office.once, office.known(), DAY).state is ReadState.READ
    assert found(office.twice, office.known(), DAY).state is ReadState.TOO_MUCH


def test_what_turns_a_line_round_is_left_out_of_a_name(office: Office) -> None:
    odd = office.authority.signer("Giám đốc\u202e gnơht\x00 \n A")
    read = found(signing.signed(signing.plain(), odd), office.known(), DAY)
    assert read.signatures[0].name == "Giám đốc gnơht A"


def test_an_instant_that_no_calendar_here_has_is_not_told(office: Office) -> None:
    late, times = re.subn(rb"/M \(D\\072\d{14}", rb"/M (D\\07299991231235959", office.once)
    assert times
    (read,) = found(late, office.known(), DAY).signatures
    assert (read.name, read.claimed_at) == ("Giám đốc Sở", None)
