"""The blocs of the year: plan, units, deadlines, score table and rules, as they are in force."""

from flask import render_template
from flask.typing import ResponseReturnValue

from server.actions.definitions.deployed import rules_of
from server.actions.printouts import rewordings
from server.actions.taken_rows.issued_table import issued_table
from server.domain.administration.repairs import CaseBroken
from server.domain.bloc_draft.drafts import makes
from server.domain.cases.sight import bloc_year_known
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.posts import Position
from server.domain.printouts.bases import by_force
from server.domain.tasks.work import NotThere
from server.store.blocs import bloc_drafts, bloc_pages, bloc_years, draft_notes
from server.store.blocs.bloc_pages import BlocYear
from server.store.cases import case_pages
from server.web.cases.case_access import damaged_lines, known
from server.web.cases.catalogue import first_of
from server.web.frame.reorganised_words import gone_units
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import (
    actor,
    now,
    session,
)
from server.web.words.catalogue import lazy_gettext as _l

MOST = 200
DEADLINE_KINDS = {
    "before": _l("trước ngày"),
    "by": _l("đến hết ngày"),
    "on_occasion": _l("vào dịp đó"),
    "unspecified": _l("văn bản không ghi ngày"),
}
ROLES = {"leader": _l("Trưởng khối"), "deputy": _l("Phó Trưởng khối"), "member": _l("Thành viên")}
RULE_WORDS = {
    "exclude": _l("không tính vào thang điểm"),
    "zero": _l("tính 0 điểm"),
    "full": _l("tính đủ điểm"),
    "half_up": _l("làm tròn nửa lên"),
    "half_even": _l("làm tròn nửa về số chẵn"),
    "down": _l("bỏ phần lẻ"),
    "open": _l("biểu quyết công khai, gọi tên"),
    "paper": _l("phiếu giấy, hai người kiểm phiếu"),
    "allow": _l("được bỏ phiếu cho đơn vị mình"),
    "forbid": _l("không được bỏ phiếu cho đơn vị mình"),
}


@access(SIGNED_IN)
def index() -> ResponseReturnValue:
    """List the bloc-years the actor may know of."""
    rows = [(row, rules_of(session(), row.rules_digest)) for row in known_bloc_years()]
    return render_template("cases/blocs.html", rows=rows, makes=_makes())


@access(SIGNED_IN)
def show(bloc_year_id: str) -> ResponseReturnValue:
    """Show one bloc-year: what was planned, and the rules a case opened today would freeze."""
    row = next((row for row in known_bloc_years() if row.id == bloc_year_id), None)
    if row is None:
        raise NotThere
    rules = rules_of(session(), row.rules_digest)
    of_year = case_pages.of_bloc_year(session(), row.id, unit=actor().unit_id)
    cases, damaged = known(session(), of_year, actor=actor())
    opens, opens_any = first_of(row.id, rules)
    version = bloc_years.version_on(session(), row.id, local_day(now()))
    return render_template(
        "cases/bloc.html",
        row=row,
        rules=rules,
        scorers={scorer.id: scorer.name for scorer in rules.scorers or ()},
        reworded=rewordings.of_rules(session(), rules),
        gone=gone_units(rules.reorganised or ()),
        bases=by_force(rules.legal_bases),
        today=local_day(now()),
        cases=cases,
        damaged=damaged_lines(damaged),
        issued=issued_table(session(), row.id, version.source) if version else None,
        why=draft_notes.in_force(session(), row.id),
        opens=opens,
        opens_any=opens_any,
        deadline_kinds=DEADLINE_KINDS,
        roles=ROLES,
        says=RULE_WORDS,
    )


def _makes() -> bool:
    """Tell whether the actor works on bloc-years that are being made, or may begin one."""
    who = actor()
    if who.position == Position.SECRETARY:
        return bool(bloc_drafts.with_secretary(session(), who.post_id, most=1))
    if who.position != Position.OFFICER:
        return False
    return makes(who, home_affairs=bloc_drafts.home_affairs(session(), who.reach))


def known_bloc_years() -> list[BlocYear]:
    """List the bloc-years the actor may know of, newest year first."""
    return bloc_years_known_to(actor())


def bloc_years_known_to(who: Actor) -> list[BlocYear]:
    """List the bloc-years that somebody may know of, newest year first."""
    day = local_day(now())
    rows = bloc_pages.in_reach(session(), who.kin, day=day, limit=MOST)
    return [row for row in rows if _may_know(row, who)]


def _may_know(row: BlocYear, who: Actor) -> bool:
    """Tell whether somebody may know of a bloc-year; of one that cannot be read nobody does."""
    try:
        rules = rules_of(session(), row.rules_digest)
    except CaseBroken:
        return False
    return bloc_year_known(who.looks_as, rules)
