"""One signature judged: who, when, whether the text is as it was signed, and by whose word."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final, TypeVar

from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import (
    DocumentTimestampStatus,
    ModificationInfo,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    SignatureStatus,
)

from server.domain.signatures.found import Added, Chain, Coverage, FoundSignature
from server.signatures.authorities import AskedRevocation, Authorities
from server.signatures.holder import holder_of

USES: Final = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)
"""Either is what authorities give for signing documents."""
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 9000
"""A file may name any instant; what lies at an end of the calendar is in no other zone."""
_COVERAGE: Final = {
    SignatureCoverageLevel.ENTIRE_FILE: Coverage.FILE,
    SignatureCoverageLevel.ENTIRE_REVISION: Coverage.REVISION,
}
_ADDED: Final = {
    ModificationLevel.NONE: Added.NOTHING,
    ModificationLevel.LTA_UPDATES: Added.PROOFS,
    ModificationLevel.FORM_FILLING: Added.FILLED,
}
T = TypeVar("T", PdfSignatureStatus, DocumentTimestampStatus)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judges:
    """What signatures are judged by, and the instant at which the file was there."""

    known: Authorities
    as_of: datetime


def judged(signed: EmbeddedPdfSignature, judges: Judges) -> FoundSignature:
    """Judge one; a broken one is one whose text is not as it was signed."""
    named = holder_of(signed)
    judge = _stamp if named.stamp else _person
    try:
        return judge(signed, judges, named)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - whatever in it breaks the reader, it proves nothing
        return named


def _person(signed: EmbeddedPdfSignature, judges: Judges, named: FoundSignature) -> FoundSignature:
    stamped_at = _stamped_at(signed, judges)
    at = stamped_at or judges.as_of

    def ask(asked: AskedRevocation) -> PdfSignatureStatus:
        return _ask(signed, judges.known, at, asked)

    asked = _settled(ask, _itself, judges.known)
    status = _ask(signed, judges.known, at, asked, skip_diff=False)
    stamp = status.timestamp_validity
    return replace(
        _with_facts(named, status, judges.known, at),
        claimed_at=_told(status.signer_reported_dt),
        stamped_at=_told(stamp.timestamp) if stamp else None,
        stamp_trusted=stamped_at is not None,
        revocation_known=status.trusted and asked is AskedRevocation.ALL,
        coverage=_coverage(status),
        added=_added(status),
    )


def _stamp(signed: EmbeddedPdfSignature, judges: Judges, named: FoundSignature) -> FoundSignature:
    at = judges.as_of

    def ask(asked: AskedRevocation) -> DocumentTimestampStatus:
        return validate_pdf_timestamp(signed, judges.known.context(at, asked), skip_diff=True)

    asked = _settled(ask, _itself, judges.known)
    status = validate_pdf_timestamp(signed, judges.known.context(at, asked))
    return replace(
        _with_facts(named, status, judges.known, at),
        stamped_at=_told(status.timestamp),
        stamp_trusted=status.trusted,
        revocation_known=status.trusted and asked is AskedRevocation.ALL,
        coverage=_coverage(status),
        added=_added(status),
    )


def _with_facts(
    named: FoundSignature, status: SignatureStatus, known: Authorities, at: datetime
) -> FoundSignature:
    return replace(
        named,
        judged_at=at,
        intact=status.intact and status.valid,
        chain=_chain(status, known, at),
    )


def _stamped_at(signed: EmbeddedPdfSignature, judges: Judges) -> datetime | None:
    """Return when a time stamp proves that it was signed; None where there is none to rely on.

    The authority's certificate has to be good both then and when the file came in.
    """
    stamped_at = _trusted_stamp(signed, judges.known, judges.as_of)
    if stamped_at is None or stamped_at > judges.as_of:
        return None
    return _trusted_stamp(signed, judges.known, stamped_at)


def _trusted_stamp(
    signed: EmbeddedPdfSignature, known: Authorities, at: datetime
) -> datetime | None:
    def ask(asked: AskedRevocation) -> PdfSignatureStatus:
        return _ask(signed, known, at, asked)

    found = ask(_settled(ask, _its_stamp, known)).timestamp_validity
    return found.timestamp if found and found.trusted else None


def _itself(status: SignatureStatus) -> SignatureStatus:
    return status


def _its_stamp(status: PdfSignatureStatus) -> SignatureStatus | None:
    return status.timestamp_validity


def _settled(
    ask: Callable[[AskedRevocation], T],
    part: Callable[[T], SignatureStatus | None],
    known: Authorities,
) -> AskedRevocation:
    """Ask with every certificate looked up in lists, then with fewer, until it is settled."""
    for asked in known.outweighing:
        found = part(ask(asked))
        if found is not None and found.revoked:
            return asked
    for asked in (AskedRevocation.ALL, AskedRevocation.HOLDER):
        found = part(ask(asked))
        if found is None or found.trusted or found.revoked:
            return asked
    return AskedRevocation.NONE


def _ask(
    signed: EmbeddedPdfSignature,
    known: Authorities,
    at: datetime,
    asked: AskedRevocation,
    *,
    skip_diff: bool = True,
) -> PdfSignatureStatus:
    """Ask pyHanko, each time by a context of its own: a context remembers."""
    return validate_pdf_signature(
        signed,
        signer_validation_context=known.context(at, asked),
        ts_validation_context=known.context(at, asked),
        key_usage_settings=USES,
        skip_diff=skip_diff,
    )


def _chain(status: SignatureStatus, known: Authorities, at: datetime) -> Chain:
    if status.revoked:
        return Chain.REVOKED
    if status.trust_problem_indic is None and status.validation_path is not None:
        return Chain.TRUSTED
    if not known.roots:
        return Chain.NO_ROOTS
    if status.trust_problem_indic is AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND:
        return Chain.UNKNOWN_ROOT
    if status.signing_cert.not_valid_after < at:
        return Chain.EXPIRED
    return Chain.NOT_YET if status.signing_cert.not_valid_before > at else Chain.UNFIT


def _coverage(status: ModificationInfo) -> Coverage:
    return _COVERAGE.get(status.coverage, Coverage.PART) if status.coverage else Coverage.PART


def _added(status: ModificationInfo) -> Added:
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return Added.NOTHING
    level = status.modification_level
    return _ADDED.get(level, Added.CHANGED) if level and status.docmdp_ok else Added.CHANGED


def _told(at: datetime | None) -> datetime | None:
    """Read an instant that names no zone as UTC; one that no calendar here has is not told."""
    if at is None or not FIRST_YEAR < at.year < LAST_YEAR:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
