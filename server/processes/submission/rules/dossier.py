"""The dossier a bloc submits: its checklist, its completeness, and how Home Affairs checks it.

The documents are those of the law on emulation, article 84 clause 1: submission, minutes, and an
achievement report for each nominee (domain facts 1.1).
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from server.domain.answers import SYMBOL_LIMIT, Answers, FormValue
from server.domain.mistakes import MistakeCode
from server.processes.award_review.rules.documents import MINUTES, Document

SUBMISSION = "to_trinh"
REPORT = "bao_cao"


class CheckVerdict(StrEnum):
    """What Home Affairs does with a dossier."""

    ACCEPT = "accept"
    RETURN = "return"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDocument:
    """Home Affairs' finding on one document."""

    kind: str
    ok: bool
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierCheck:
    """Home Affairs accepted the dossier, or returned it with a reason."""

    verdict: CheckVerdict
    reason: str
    documents: tuple[CheckedDocument, ...]


def report_kind(nominee: str) -> str:
    """Name the kind of a nominee's achievement report."""
    return f"{REPORT}/{nominee}"


def checklist(nominees: Iterable[str]) -> tuple[str, ...]:
    """Return the kinds of documents the dossier must have, in the order they are filed."""
    return (SUBMISSION, MINUTES, *(report_kind(nominee) for nominee in nominees))


def signed_minutes(signed: tuple[str, dt.date] | None) -> Document | None:
    """Return the minutes by the number and date they were signed with."""
    return None if signed is None else Document(kind=MINUTES, number=signed[0], date=signed[1])


def check_dossier(  # noqa: PLR0913 - one judgement, named part by part
    *,
    nominees: Iterable[str],
    value: FormValue,
    files: Mapping[str, int],
    minutes: Document | None,
    today: dt.date,
    unasked: Collection[str] = (),
) -> tuple[Document, ...]:
    """Take a dossier that is complete: each document numbered, dated not after today, with a file.

    `files` is the number of files by kind; `minutes` are those the leader signed in the review: the
    dossier may not give them another number or date. `unasked` are the kinds whose number is the
    bloc's register's: of these the minutes are those signed, and any other is made when it is
    signed. Raises Mistakes.
    """
    answers = Answers.of(value)
    documents: dict[str, Document] = {}
    for kind, row in answers.under("documents").rows(checklist(nominees)):
        if kind not in unasked:
            documents[kind] = _numbered(kind, row, today)
        elif minutes is not None and kind == minutes.kind:
            documents[kind] = minutes
        if files.get(kind, 0) < 1:
            row.mistake("files", MistakeCode.FILE_MISSING)
    if minutes is not None:
        _check_as_signed(answers.under("documents").under(MINUTES), documents[MINUTES], minutes)
    answers.found.refuse()
    return tuple(documents.values())


def check_numbered(*, kind: str, value: FormValue, today: dt.date) -> Document:
    """Take the number and date of a document that was issued. Raises Mistakes."""
    answers = Answers.of(value)
    document = _numbered(kind, answers, today)
    answers.found.refuse()
    return document


def check_received(*, nominees: Iterable[str], value: FormValue) -> DossierCheck:
    """Take Home Affairs' check: a document that is not in order is remarked on and bars acceptance.

    A return needs a reason. Raises Mistakes.
    """
    answers = Answers.of(value)
    verdict = answers.choice("verdict", CheckVerdict)
    documents = tuple(
        _checked(kind, row, verdict)
        for kind, row in answers.under("checklist").rows(checklist(nominees))
    )
    reason = answers.reason() if verdict is CheckVerdict.RETURN else answers.text("reason")
    answers.found.refuse()
    return DossierCheck(verdict=verdict or CheckVerdict.RETURN, reason=reason, documents=documents)


def _check_as_signed(row: Answers, filed: Document, signed: Document) -> None:
    if filed.number and _plain(filed.number) != _plain(signed.number):
        row.mistake("number", MistakeCode.NUMBER_NOT_AS_SIGNED, number=signed.number)
    if filed.date != signed.date:
        row.mistake("date", MistakeCode.DATE_NOT_AS_SIGNED, day=signed.date.isoformat())


def _plain(number: str) -> str:
    return "".join(number.split()).casefold()


def _numbered(kind: str, row: Answers, today: dt.date) -> Document:
    number = row.needed_text("number", limit=SYMBOL_LIMIT)
    return Document(kind=kind, number=number, date=row.date("date", today))


def _checked(kind: str, row: Answers, verdict: CheckVerdict | None) -> CheckedDocument:
    ok, remark = row.truth("ok"), row.text("remark")
    if not ok and verdict is CheckVerdict.ACCEPT:
        row.mistake("ok", MistakeCode.DOCUMENT_NOT_OK_BUT_ACCEPTED)
    if not ok and verdict is CheckVerdict.RETURN and not remark:
        row.mistake("remark", MistakeCode.REASON_MISSING)
    return CheckedDocument(kind=kind, ok=ok, remark=remark)
