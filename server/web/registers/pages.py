"""The registers of the blocs one may know of, and the entries of one."""

from collections.abc import Collection, Mapping, Sequence
from http import HTTPStatus
from itertools import groupby
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.documents import register_acts
from server.domain.blocs.rules import CaseRules
from server.domain.documents.registers import Register
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.domain.texts.vietnamese import fold, folded_words
from server.store.documents import register_pages
from server.web.refusals.refusals import sentence, status_of
from server.web.registers import beside, entries, exports, reserving
from server.web.registers.entries import ShownEntry
from server.web.registers.known import bloc_years
from server.web.registers.overview import summaries
from server.web.requests import keyset
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session
from server.web.requests.typed_values import FLAG, chosen, searched_by

blueprint = Blueprint("registers", __name__)
PAGE = 50
LONGEST_NUMBER = 9
"""Digits of the number before which a page begins."""


@blueprint.get("/registers")
@access(SIGNED_IN)
def index() -> ResponseReturnValue:
    """List the registers by bloc, year and type."""
    years = bloc_years()
    groups = groupby(summaries(years), key=lambda row: (row.register.bloc_id, row.register.year))
    return render_template(
        "registers/index.html",
        groups=[(years.known(bloc_id, year), year, [*rows]) for (bloc_id, year), rows in groups],
        address=lambda row: _address(row.register),
        reserves=reserving.offered(years),
    )


@blueprint.get("/registers/<path:bloc_id>/<int:year>/<type_>")
@access(SIGNED_IN)
def show(bloc_id: str, year: int, type_: str) -> ResponseReturnValue:
    """List the entries of a register, the newest number first."""
    simulated = bool(chosen("simulated", FLAG))
    return _page(Register(bloc_id=bloc_id, year=year, type=type_, simulated=simulated))


@blueprint.post("/registers/numbers/<uuid:entry_id>/cancel")
@access(SIGNED_IN)
def cancel(entry_id: UUID) -> ResponseReturnValue:
    """Cancel a number one sees; what was typed stays where it is refused."""
    found = register_pages.entry(session(), entry_id)
    if found is None:
        raise NotThere
    register, line = found
    bloc_years().of(register)
    if entries.shown([line], None)[0].hidden:
        raise NotThere
    reason = request.form.get("reason", "")
    try:
        register_acts.cancel(session(), entry_id, reason=reason, actor=actor(), now=now())
    except NotThere:
        raise
    except Refusal as refusal:
        session().rollback()
        before = line.sequence + 1
        page = _page(register, before=before, refused=(entry_id, sentence(refusal)))
        return page, status_of(refusal)
    return redirect(_address(register), HTTPStatus.SEE_OTHER)


def _page(
    register: Register, *, before: int | None = None, refused: tuple[UUID, str] | None = None
) -> str:
    years = bloc_years()
    bloc = years.of(register)
    if not register_pages.is_there(session(), register):
        raise NotThere
    odd, typed, place = bool(chosen("odd", FLAG)), searched_by(), before or _place()
    rules = years.acting(register.bloc_id, register.year)
    lines = _lines(register, place, rules, odd=odd, words=folded_words(typed))
    here = lines[:PAGE]
    asked = {"odd": "1" if odd else None, "q": typed or None}
    following = str(here[-1].line.sequence) if len(lines) > PAGE else ""
    return render_template(
        "registers/show.html",
        register=register,
        bloc=bloc,
        lines=here,
        beside=beside.of(here),
        odd=odd,
        searched=typed,
        refused=refused,
        typed=request.form.get("reason", ""),
        every=_address(register, q=typed or None),
        only_odd=_address(register, odd="1", q=typed or None),
        whole=_address(register),
        export=url_for("registers.export", **_parts(register)),  # type: ignore[arg-type]
        first=_address(register, **asked) if place else "",
        next=_address(register, **asked, before=following) if following else "",
    )


def _lines(
    register: Register,
    place: int | None,
    rules: CaseRules | None,
    *,
    odd: bool,
    words: Collection[str],
) -> Sequence[ShownEntry]:
    """Return the entries of a page, and one more where there are any.

    That a number is an odd one is told by its standing among these: so only to who may see it.
    """
    if not odd and not words:
        rows = register_pages.page(session(), register, before=place, limit=PAGE + 1)
        return entries.shown(rows, rules)
    found: list[ShownEntry] = []
    for rows in register_pages.backwards(session(), register, before=place, odd=odd):
        found += [
            entry
            for entry in entries.shown(rows, rules)
            if not (odd and entry.hidden) and _holds(entry, words)
        ]
        if len(found) > PAGE:
            break
    return found[: PAGE + 1]


def _holds(entry: ShownEntry, words: Collection[str]) -> bool:
    """Tell whether what the reader sees of an entry holds each of the words."""
    said = [entry.line.number]
    if not entry.hidden:
        said += [entry.title, entry.case, entry.line.done_post, entry.line.done_name]
        said += [entry.line.done_on_behalf]
        said += [each for pair in entry.why for each in pair]
    text = fold(" ".join(said))
    return all(word in text for word in words)


def _place() -> int | None:
    """Return the number before which the page begins; None for the newest."""
    return keyset.read_number(request.args.get("before", ""), digits=LONGEST_NUMBER)


def _parts(register: Register) -> Mapping[str, str | int | None]:
    return {
        "bloc_id": register.bloc_id,
        "year": register.year,
        "type_": register.type,
        "simulated": "1" if register.simulated else None,
    }


def _address(register: Register, **more: str | None) -> str:
    return url_for("registers.show", **_parts(register), **more)  # type: ignore[arg-type]


blueprint.add_url_rule("/registers/<path:bloc_id>/reserve", "reserving", reserving.form)
blueprint.add_url_rule(
    "/registers/<path:bloc_id>/reserve", "reserve", reserving.submit, methods=["POST"]
)
blueprint.add_url_rule(
    "/registers/<path:bloc_id>/<int:year>/<type_>/export",
    "export",
    exports.export,
    methods=["POST"],
)
