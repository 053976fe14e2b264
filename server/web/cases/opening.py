"""Open the next case of a bloc-year: who may is offered it, and checks it before it begins."""

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.cases.open_case import open_case, vacant_posts
from server.actions.definitions.deployed import rules_of
from server.domain.blocs.rules import CaseRules
from server.domain.case_kinds import CaseKind
from server.domain.cases.opening import (
    NoSuchBlocYear,
    Stage,
    check_order,
    may_open,
)
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.refusals import Refusal
from server.store import Session
from server.store.blocs import bloc_years
from server.web.cases.case_access import Sight
from server.web.names.history_words import case_name
from server.web.refusals.refusals import sentence, status_of
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import (
    actor,
    now,
    session,
)
from server.web.words.catalogue import lazy_gettext as _l

ACTS = {
    CaseKind.EVALUATION: _l("Mở đánh giá, chấm điểm cuối năm"),
    CaseKind.AWARD_REVIEW: _l("Mở bình xét khen thưởng"),
    CaseKind.SUBMISSION: _l("Lập hồ sơ trình"),
}
AFTER = {"evaluation": CaseKind.AWARD_REVIEW, "award_review": CaseKind.SUBMISSION}


def next_of(sight: Sight) -> tuple[object, str] | None:
    """Return what the actor may open after this case, as a label and an address."""
    kind = AFTER.get(sight.case.kind)
    if kind is None or kind in sight.chain or not _may(sight.rules, kind, actor()):
        return None
    stages = {
        name: Stage(adopted=case.adopted_at is not None, closed=case.state == "closed")
        for name, case in sight.chain.items()
    }
    try:
        check_order(kind=kind, stages=stages, simulated=sight.case.simulated)
    except Refusal:
        return None
    return (
        (ACTS[kind], _address(sight.case.bloc_year_id, kind)) if not sight.case.simulated else None
    )


def first_of(session: Session, bloc_year_id: str, rules: CaseRules) -> tuple[object, str] | None:
    """Return the opening of a bloc-year's evaluation, where it has none and the actor may."""
    if not _may(rules, CaseKind.EVALUATION, actor()):
        return None
    if CaseKind.EVALUATION in bloc_years.cases_of(session, bloc_year_id, simulated=False):
        return None
    return ACTS[CaseKind.EVALUATION], _address(bloc_year_id, CaseKind.EVALUATION)


@access(SIGNED_IN)
def check() -> ResponseReturnValue:
    """Show what would be opened and frozen, before it is."""
    return _page(None)


@access(SIGNED_IN)
def submit() -> ResponseReturnValue:
    """Open the case; pressing twice opens one."""
    try:
        case_id = open_case(
            session(),
            bloc_year_id=request.form.get("bloc_year", ""),
            kind=_kind().value,
            actor=actor(),
            now=now(),
        )
    except Refusal as refusal:
        session().rollback()
        return _page(refusal), status_of(refusal)
    return redirect(url_for("cases.show", case_id=case_id), HTTPStatus.SEE_OTHER)


def _page(refusal: Refusal | None) -> str:
    bloc_year_id, kind = request.values.get("bloc_year", ""), _kind()
    rules = _rules(session(), bloc_year_id, actor())
    return render_template(
        "cases/open.html",
        bloc_year=bloc_year_id,
        kind=kind.value,
        act=ACTS[kind],
        name=case_name(kind.value, rules.year),
        rules=rules,
        vacant=vacant_posts(session(), kind, rules, now=now()),
        refused=sentence(refusal) if refusal else "",
    )


def _rules(session: Session, bloc_year_id: str, who: Actor) -> CaseRules:
    """Return the rules that would be frozen; for a stranger the bloc-year is not there."""
    version = bloc_years.version_on(session, bloc_year_id, local_day(now()))
    if version is None:
        raise NoSuchBlocYear(bloc_year_id)
    rules = rules_of(session, version.rules_digest)
    if not _may(rules, _kind(), who):
        raise NoSuchBlocYear(bloc_year_id)
    return rules


def _kind() -> CaseKind:
    wanted = request.values.get("kind", "")
    if wanted not in set(CaseKind):
        raise NoSuchBlocYear(wanted)
    return CaseKind(wanted)


def _address(bloc_year_id: str, kind: CaseKind) -> str:
    return url_for("cases.check_opening", bloc_year=bloc_year_id, kind=kind.value)


def _may(rules: CaseRules, kind: str, who: Actor) -> bool:
    return may_open(rules=rules, post=who.post_id) and bool(who.eyes(kind))
