"""What history calls what was done with a bloc-year that is being made."""

from collections.abc import Mapping

from server.domain.bloc_draft import document
from server.domain.canonical import Json
from server.domain.texts.words import Words
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_pgettext as _p
from server.web.words.language import pick

BLOC_DRAFT_KINDS: Mapping[str, object] = {
    "bloc_draft.made": _p("history", "Lập năm thi đua từ văn bản của tỉnh"),
    "bloc_draft.saved": _p("history", "Lưu một phần của năm thi đua đang lập"),
    "bloc_draft.handed_over": _p("history", "Chuyển năm thi đua đang lập cho thư ký Trưởng khối"),
    "bloc_draft.given_back": _p("history", "Gửi lại năm thi đua đang lập cho Sở Nội vụ"),
    "bloc_draft.taken_back": _p("history", "Lấy lại năm thi đua đang lập"),
    "bloc_draft.dropped": _p("history", "Bỏ năm thi đua đang lập"),
    "bloc_draft.put_in_force": _p("history", "Đưa năm thi đua vào hiệu lực"),
}


def draft_name(source: str, bloc_year_id: str) -> str:
    """Name a bloc-year being made by its bloc and year."""
    return _named(document.name_of(source), bloc_year_id)


def _named(name: Words, bloc_year_id: str) -> str:
    bloc, year = pick(name), bloc_year_id.rpartition("/")[2]
    return _("%(bloc)s, năm %(year)s", bloc=bloc or _("Khối chưa có tên"), year=year)


def draft_title(words: str, payload: Mapping[str, Json]) -> str:
    """Say of which bloc-year it was done; older events know its id alone."""
    bloc_year = str(payload.get("bloc_year") or "")
    if not bloc_year:
        return words
    name = Words(str(payload.get("title_vi") or ""), str(payload.get("title_en") or ""))
    return f"{words}: {_named(name, bloc_year) if name.vi else bloc_year}"
