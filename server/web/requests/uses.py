"""What of a person is counted in 15 minutes, said at each route; `web.limits` counts."""

from collections.abc import Callable
from enum import StrEnum
from typing import ParamSpec, TypeVar

from flask import Flask

from server.web.requests import access
from server.web.requests.transaction import SAFE

P = ParamSpec("P")
R = TypeVar("R")
MARK = "_use"


class Use(StrEnum):
    """What costs others something; how often each may be is in `server.config.limits`."""

    UPLOADS = "uploads"
    REMARKS = "remarks"
    DRAFTS = "drafts"
    EXPORTS = "exports"
    TRIALS = "trials"
    SEARCHES = "searches"
    OPENINGS = "openings"
    LETTERS = "letters"
    ACTS = "acts"


def counted(use: Use) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Say as what a view is counted; a post that says nothing is an act, a page is free."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        setattr(view, MARK, use)
        return view

    return mark


def uncounted(reason: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Say why a post is counted as nothing."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        setattr(view, MARK, reason)
        return view

    return mark


def use_of(app: Flask, endpoint: str | None, method: str) -> Use | None:
    """Return as what a request is counted."""
    view = app.view_functions.get(endpoint or "")
    said = _said(view, posts=method not in SAFE) if view else ""
    return said if isinstance(said, Use) else None


def listed(app: Flask) -> list[str]:
    """List what counts each post, or why nothing does, and each page that is counted."""
    views = ((rule, app.view_functions[rule.endpoint]) for rule in app.url_map.iter_rules())
    told = [(_said(view, posts=bool((rule.methods or set()) - SAFE)), rule) for rule, view in views]
    return sorted(
        f"{said if isinstance(said, Use) else f'({said})':10} {rule.endpoint} {rule.rule}"
        for said, rule in told
        if said
    )


def _said(view: object, *, posts: bool) -> Use | str:
    """Return what a view is counted as, or why not; nobody is who posts where strangers may."""
    stranger = getattr(view, access.MARK, "") is access.PUBLIC
    usual = "stranger" if stranger else Use.ACTS
    said: Use | str = getattr(view, MARK, usual if posts else "")
    return said
