"""The cases that the system is to open on a day, as the operations page tells of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from server.actions.definitions.processes import short_name
from server.domain.people.lineage import Reach
from server.domain.texts.words import Words
from server.store.cases import timed_openings
from server.web.requests.context import session
from server.web.words.catalogue import lazy_gettext as _l

WHY: Mapping[str, object] = {
    "MilestoneMissing": _l("Chưa đủ điều kiện: còn chờ mốc của hồ sơ đi trước."),
    "MilestoneAwaited": _l("Chưa đủ điều kiện: còn chờ mốc của hồ sơ đi trước."),
    "FormRefused": _l("Biểu mẫu mở hồ sơ không nhận giá trị ghi trong manifest."),
    "PostsMissing": _l("Khối không có chức vụ mà quy trình cần."),
    "RulesNotCarried": _l("Bản quy trình đang dùng cũ hơn quy chế của Khối."),
    "RegisterMissing": _l("Năm của Khối chưa khai sổ văn bản mà quy trình cần."),
}
OTHER = _l("Quy trình không chạy qua được những bước đầu.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingOpening:
    """One line: what is to be opened where and when, and why it was not; `why` is empty before."""

    name: Words
    bloc_year_id: str
    day: date
    tried_at: datetime | None
    why: object
    detail: str


def coming(reach: Reach) -> Sequence[ComingOpening]:
    """List what is still to be opened in a reach, first what could not be."""
    return [
        ComingOpening(
            name=short_name(session(), row.kind),
            bloc_year_id=row.bloc_year_id,
            day=row.day,
            tried_at=row.tried_at,
            why=WHY.get(row.error, OTHER) if row.error else "",
            detail=row.detail,
        )
        for row in timed_openings.waiting(session(), reach)
    ]
