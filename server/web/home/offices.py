"""The box of who does no work of the bloc: proposals for administrators, signs for auditors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask import url_for

from server.domain.history.oddities import Oddity
from server.domain.people.posts import Position
from server.store.home import office_counts
from server.web.frame.formats import capped
from server.web.names.oddity_words import NAMES
from server.web.requests.context import actor, now, session
from server.web.words.catalogue import gettext as _

SIGNS_OF = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """What there is to look at, how much of it, and where."""

    label: str
    count: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeBox:
    """The lines that have anything; `nothing` is said where none has."""

    title: str
    lines: Sequence[OfficeLine]
    nothing: str


def office_box() -> OfficeBox | None:
    """Return the box of the post acted in; None for posts that work on cases."""
    if actor().position == Position.ADMINISTRATOR:
        return _administrators()
    return _auditors() if actor().position == Position.AUDITOR else None


def _administrators() -> OfficeBox:
    waits = office_counts.second_person(session(), actor().reach, now=now())
    lines = (
        (_("Tài khoản và chức vụ"), waits.accounts, url_for("people.confirmations")),
        (_("Bản quy trình"), waits.versions, f"{url_for('operations.versions')}#proposals"),
        (_("Xóa dữ liệu"), waits.erasures, url_for("erasures.index")),
        (_("Lùi bước của hồ sơ"), waits.moves, url_for("operations.index")),
    )
    return OfficeBox(
        title=_("Chờ người thứ hai"),
        lines=[OfficeLine(label, capped(n), where) for label, n, where in lines if n],
        nothing=_("Không có đề nghị nào chờ người thứ hai xác nhận."),
    )


def _auditors() -> OfficeBox:
    found = office_counts.newest_signs(session(), actor().reach, [*Oddity], since=now() - SIGNS_OF)
    return OfficeBox(
        title=_("Dấu hiệu trong 30 ngày qua"),
        lines=[
            OfficeLine(str(NAMES[kind]), capped(found[kind]), url_for("audit.index", odd=kind))
            for kind in Oddity
            if kind in found
        ],
        nothing=_("Không có việc làm nào mang dấu hiệu cần xem lại."),
    )
