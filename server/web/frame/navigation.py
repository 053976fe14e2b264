"""The main menu: a page stands in it where it exists and its rule lets the actor in."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app, request, url_for

from server.web.requests.access import (
    MARK,
    PUBLIC,
    permits,
)
from server.web.requests.identity import SignedIn, signed_in
from server.web.words.catalogue import lazy_gettext as _l

PAGES = (
    ("home.index", _l("Tổng quan")),
    ("inbox.mine", _l("Việc của tôi")),
    ("board.index", _l("Theo dõi năm")),
    ("cases.index", _l("Hồ sơ")),
    ("registers.index", _l("Sổ văn bản")),
    ("search.index", _l("Tìm kiếm")),
    ("audit.index", _l("Nhật ký phê duyệt")),
    ("people.index", _l("Quản trị")),
    ("operations.index", _l("Vận hành")),
)
UNDER = {"tasks": "inbox", "urging": "board", "calendar": "board", "years": "board"}
"""Pages that stand under a line of the menu of another name."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One line of the menu; `current` on the pages under it."""

    address: str
    label: object
    current: bool


def menu() -> Sequence[MenuItem]:
    """Return the menu for who is signed in; empty for a stranger."""
    return menu_of(signed_in())


def menu_of(found: SignedIn | None) -> Sequence[MenuItem]:
    """Return the menu for somebody; asks nothing of the database."""
    if found is None:
        return ()
    here = (request.endpoint or "").partition(".")[0]
    items = []
    for endpoint, label in PAGES:
        view = current_app.view_functions.get(endpoint)
        if view is not None and permits(getattr(view, MARK, PUBLIC), found.actor):
            home = endpoint.partition(".")[0]
            current = home in {here, UNDER.get(here)}
            items.append(MenuItem(url_for(endpoint), label, current))
    return items
