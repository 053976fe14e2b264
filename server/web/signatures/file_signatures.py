"""What was found of the digital signatures in the files of a page, in words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from server.domain.signatures.found import (
    FoundSignature,
    FoundSignatures,
    ReadState,
    Soundness,
)
from server.store.signatures import readings
from server.store.signatures.readings import SignatureReading
from server.web.requests.context import session
from server.web.signatures import signature_words
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.catalogue import ngettext

_STATES: Final[Mapping[ReadState, object]] = {
    ReadState.NONE: _l("Không có chữ ký số"),
    ReadState.LOCKED: _l("Tệp đặt mật khẩu mở nên không kiểm tra được chữ ký số"),
    ReadState.DAMAGED: _l("Tệp hỏng hoặc không đúng chuẩn PDF nên không kiểm tra được chữ ký số"),
    ReadState.TOO_MUCH: _l("Tệp quá phức tạp nên không kiểm tra được chữ ký số"),
}
_KINDS: Final = {
    Soundness.GOOD: "",
    Soundness.UNPROVEN: "wait",
    Soundness.BAD: "late",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureView:
    """One signature: whose, and what is to be known of it, a sentence each."""

    who: str
    organisation: str
    said: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSignatures:
    """What a file's line says: `tag` in a word, and of a signed one whose and how good."""

    tag: str
    kind: str = ""
    told: bool = False
    """Whether the tag is a verdict on signatures, and no mere remark."""
    signatures: Sequence[SignatureView] = ()
    said: Sequence[str] = ()
    sha256: str = ""
    read_at: datetime | None = None
    lacks: str = ""
    """Who has to have signed it, where no signature is theirs."""
    pages: int = 0
    """How many the file says it has; 0 where that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSigner:
    """Who signed a document by what the case holds, and has to have signed its file."""

    name: str
    post: str
    on_behalf: str = ""

    @property
    def who(self) -> str:
        """Name them by name and post, and by whom they stood in for."""
        who = self.name if self.post in {"", self.name} else f"{self.name}, {self.post}"
        return f"{who}, {_('thay mặt %(post)s', post=self.on_behalf)}" if self.on_behalf else who


def of_files(
    ids: Collection[UUID], signers: Mapping[UUID, AskedSigner] | None = None
) -> Mapping[UUID, FileSignatures]:
    """Say it of the PDFs among some files, in one statement; other files have no line.

    They are files the reader sees: nothing is asked about that here. `signers` are those that the
    files of documents must have.
    """
    found, asked = readings.of_files(session(), ids), signers or {}
    return {file: _view(reading, asked.get(file)) for file, reading in found.items()}


def _view(reading: SignatureReading | None, asked: AskedSigner | None) -> FileSignatures:
    if reading is None:
        return FileSignatures(tag=_("Đang chờ kiểm tra chữ ký số"))
    found = reading.found
    if found.state is not ReadState.READ:
        return FileSignatures(tag=str(_STATES[found.state]), pages=found.pages)
    return FileSignatures(
        tag=_tag(found),
        kind=_KINDS[found.verdict],
        told=True,
        signatures=[_signature(each) for each in found.signatures],
        said=[*signature_words.of_file(found), *_asked(found, asked)],
        sha256=reading.sha256,
        read_at=reading.read_at,
        pages=found.pages,
        lacks="" if asked is None or found.bears(asked.name) else asked.name,
    )


def _asked(found: FoundSignatures, asked: AskedSigner | None) -> list[str]:
    """Say whether a document's file is signed by who signed the document in the system."""
    if asked is None:
        return []
    who = asked.who
    match found.bears(asked.name):
        case Soundness.GOOD:
            said = _("Hồ sơ ghi người ký là %(who)s: tệp có chữ ký số mang tên này.", who=who)
        case Soundness.UNPROVEN:
            said = _(
                "Hồ sơ ghi người ký là %(who)s: tệp có chữ ký số ghi tên này, chưa xác minh được "
                "là của ai.",
                who=who,
            )
        case _:
            said = _(
                "Hồ sơ ghi người ký là %(who)s: tệp không có chữ ký số nào mang tên này.", who=who
            )
    return [said]


def _tag(found: FoundSignatures) -> str:
    number = sum(not each.stamp for each in found.signatures)
    count = (
        ngettext("%(num)s chữ ký số", "%(num)s chữ ký số", number)
        if number
        else _("Chỉ có dấu thời gian, không có chữ ký số")
    )
    match found.verdict:
        case Soundness.GOOD:
            return (
                _("%(count)s: hợp lệ", count=count)
                if found.revocation_known
                else _("%(count)s: hợp lệ, chưa đối chiếu thu hồi", count=count)
            )
        case Soundness.UNPROVEN:
            return _("%(count)s: chưa xác minh được người ký", count=count)
        case Soundness.BAD:
            return _("%(count)s: không hợp lệ", count=count)


def _signature(found: FoundSignature) -> SignatureView:
    unnamed = _("Dấu thời gian") if found.stamp else _("Không đọc được tên người ký")
    return SignatureView(
        who=found.name or unnamed,
        organisation=found.organisation,
        said=signature_words.of_signature(found),
    )
