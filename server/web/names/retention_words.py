"""How long a case is kept, in words: what its manifest says, and the day it comes to."""

from datetime import datetime
from typing import Protocol

from server.actions.definitions.seeing import manifest_of
from server.domain.cases.retention import kept_until
from server.domain.deadlines import local_day
from server.store import Session
from server.web.frame.formats import day
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import ngettext


class Kept(Protocol):
    """A case, as far as its retention hangs on it."""

    @property
    def definition_hash(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def closed_at(self) -> datetime | None: ...


def retention_words(session: Session, case: Kept, *, now: datetime) -> str:
    """Say how long a case is kept, and whether that is over; empty where nothing is said."""
    years = manifest_of(session, case.definition_hash, case.kind).retention
    if not years:
        return ""
    if case.closed_at is None:
        return ngettext("%(num)s năm kể từ năm kết thúc", "%(num)s năm kể từ năm kết thúc", years)
    last = kept_until(local_day(case.closed_at), years)
    if last is None:
        return ""
    if local_day(now) <= last:
        return _("đến hết ngày %(day)s", day=day(last))
    return _(
        "đã hết thời hạn ngày %(day)s: được hủy theo quy định; phần mềm chưa có việc hủy hồ sơ",
        day=day(last),
    )
