"""The holes that a bloc's texts of a printout may have, each by what fills it."""

from collections.abc import Mapping
from typing import Final

from server.actions.definitions.deployed import Deployed
from server.actions.printouts.material import field_of, title_of
from server.domain.manifest import PrintoutEntry
from server.domain.printouts.wordings import holes_of
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.language import pick

NAMES: Final[Mapping[str, object]] = {
    "year": _l("Năm"),
    "bloc": _l("Tên khối"),
    "theme": _l("Chủ đề thi đua"),
    "unit": _l("Đơn vị"),
    "subject": _l("Tên hồ sơ"),
    "leader": _l("Trưởng khối"),
    "deputy": _l("Phó Trưởng khối"),
    "home_affairs": _l("Sở Nội vụ"),
    "council": _l("Hội đồng Thi đua - Khen thưởng"),
    "chairman": _l("Ủy ban nhân dân tỉnh"),
}
"""The holes of every printout."""


def names_of(model: Deployed, entry: PrintoutEntry) -> Mapping[str, str]:
    """Name the holes there are: those of every printout first, then the fields it says already."""
    fields = sorted(holes_of(entry) - NAMES.keys())
    return {
        **{hole: str(name) for hole, name in NAMES.items()},
        **{hole: _field(model, hole) for hole in fields},
    }


def _field(model: Deployed, hole: str) -> str:
    element, _dot, name = hole.partition(".")
    title = title_of(field_of(model, element, name))
    return pick(model.words(title)) if title else hole
