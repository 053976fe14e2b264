"""The registers of the blocs one may know of, and the entries of one."""

from collections.abc import Mapping
from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.documents import register_acts
from server.domain.documents.registers import LONGEST_REASON, Register
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.store.documents import register_pages
from server.store.documents.register_pages import RegisterRow
from server.web.refusals.refusals import sentence, status_of
from server.web.registers import entries, exports, reserving
from server.web.registers.known import bloc_years
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session

blueprint = Blueprint("registers", __name__)
PAGE = 50
LONGEST_NUMBER = 9
"""Digits of the number before which a page begins."""


@blueprint.get("/registers")
@access(SIGNED_IN)
def index() -> ResponseReturnValue:
    """List the registers by bloc, year and type."""
    years = bloc_years()
    blocs = sorted({row.bloc_id for row in years.rows if row.known})
    groups: dict[tuple[str, int], list[RegisterRow]] = {}
    for row in register_pages.registers(session(), blocs):
        if years.known(row.bloc_id, row.year):
            groups.setdefault((row.bloc_id, row.year), []).append(row)
    return render_template(
        "registers/index.html",
        groups=[
            (years.known(bloc_id, year), year, rows) for (bloc_id, year), rows in groups.items()
        ],
        address=lambda row: _address(_register(row)),
        reserves=reserving.offered(years),
    )


@blueprint.get("/registers/<path:bloc_id>/<int:year>/<type_>")
@access(SIGNED_IN)
def show(bloc_id: str, year: int, type_: str) -> ResponseReturnValue:
    """List the entries of a register, the newest number first."""
    simulated = request.args.get("simulated") == "1"
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
    row = register_pages.register_row(session(), register)
    if row is None:
        raise NotThere
    odd, place = request.args.get("odd") == "1", before or _place()
    rows = register_pages.page(session(), register, before=place, limit=PAGE + 1, odd=odd)
    lines, only = rows[:PAGE], "1" if odd else None
    return render_template(
        "registers/show.html",
        register=row,
        bloc=bloc,
        lines=entries.shown(lines, years.acting(register.bloc_id, register.year)),
        odd=odd,
        refused=refused,
        typed=request.form.get("reason", ""),
        longest=LONGEST_REASON,
        every=_address(register),
        only_odd=_address(register, odd="1"),
        export=url_for("registers.export", **_parts(register)),  # type: ignore[arg-type]
        first=_address(register, odd=only) if place else "",
        next=_address(register, odd=only, before=str(lines[-1].sequence))
        if len(rows) > PAGE
        else "",
    )


def _place() -> int | None:
    """Return the number before which the page begins; None for the newest."""
    text = request.args.get("before", "")
    fits = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return int(text) if fits else None


def _register(row: RegisterRow) -> Register:
    return Register(bloc_id=row.bloc_id, year=row.year, type=row.type, simulated=row.simulated)


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
