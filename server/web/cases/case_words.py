"""The words and small answers that the templates of a case ask for."""

from decimal import Decimal
from uuid import UUID

from server.domain.blocs.rules import CaseRules
from server.domain.texts.words import Words
from server.web.frame.formats import number
from server.web.names.case_titles import case_title
from server.web.names.history_words import (
    PAPERS,
    SHEET_STATES,
    said,
)
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.language import pick

RESULTS = {
    "nominated": _l("Được đề nghị"),
    "for_council": _l("Để Hội đồng quyết định"),
    "not_nominated": _l("Không được đề nghị"),
}
WHY = {
    "outside_rank": _l("thứ hạng thấp hơn mức được đề cử"),
    "below_minimum": _l("chưa đủ điểm tối thiểu"),
    "not_ranked": _l("không được xếp hạng"),
    "taken_out": _l("không xét năm nay"),
}
KILO = 1000


def file_size(size: int) -> str:
    """Write a number of bytes in kB or MB."""
    if size >= KILO * KILO:
        return f"{number(Decimal(size) / KILO / KILO // Decimal('0.1') * Decimal('0.1'))} MB"
    return f"{number(max(1, round(size / KILO)))} kB"


def file_address(_task_id: UUID, attachment_id: UUID) -> str:
    """Return where a file is read."""
    return f"/files/{attachment_id}"


def award_name(rules: CaseRules, award_id: str) -> str:
    """Return what an award is called; one the rules do not know stands for itself."""
    found = next((award.name for award in rules.awards if award.id == award_id), None)
    return pick(found or Words(award_id))


def paper_name(kind: str) -> str:
    """Return what a kind of paper is called; `bao_cao/flag/…` is a report."""
    return said(PAPERS, kind.partition("/")[0])


def sheet_state(code: str) -> str:
    """Return a sheet's state in words."""
    return said(SHEET_STATES, code)


def said_result(code: str) -> str:
    """Return what came of a candidate."""
    return str(RESULTS.get(code, code))


def said_why(code: str) -> str:
    """Return why a unit may not be proposed."""
    return str(WHY.get(code, code)) or str(_("theo quy tắc"))


def words() -> dict[str, object]:
    """Give all of these to templates."""
    return {
        "file_size": file_size,
        "file_address": file_address,
        "award_name": award_name,
        "paper_name": paper_name,
        "sheet_state": sheet_state,
        "said_result": said_result,
        "said_why": said_why,
        "case_title": case_title,
    }
