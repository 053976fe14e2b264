"""Which version of a process runs where; moving cases to the newest one, and undoing it."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.cases import migrate_instances
from server.actions.cases.migrate_instances import Plan
from server.actions.definitions.deployed import deployed
from server.actions.definitions.processes import kinds, processes
from server.domain.administration.repairs import CaseBroken
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.store.cases import migrations
from server.store.deployment import proposals
from server.store.deployment import versions as published
from server.store.deployment.versions import PublishedVersion
from server.web.refusals import page_acts
from server.web.refusals.refusals import sentence, status_of
from server.web.requests.access import ADMINISTRATOR, access
from server.web.requests.context import (
    actor,
    now,
    session,
)
from server.web.words.catalogue import lazy_gettext as _l

MOST_PROPOSALS = 20
DIFFERENCES: Mapping[str, object] = {
    "added": _l("thêm"),
    "removed": _l("bỏ"),
    "changed": _l("sửa"),
}
WHY: Mapping[str, object] = {
    "removed": _l("việc đang mở hoặc đang chờ không còn trong bản mới"),
    "kind": _l("loại phần tử khác trong bản mới"),
    "lane": _l("vai trò làm việc này khác trong bản mới"),
    "form": _l("biểu mẫu khác trong bản mới"),
    "waits": _l("điều đang chờ khác trong bản mới"),
    "branches": _l("các nhánh song song đang dở được vẽ khác trong bản mới"),
    "subprocess": _l("quy trình con đang dở được vẽ khác trong bản mới"),
    "fact": _l("bản mới đọc dữ kiện này, mà hồ sơ được mở khi chưa cần đến"),
    "approval_changed": _l("bước duyệt đã qua khác trong bản mới"),
    "approval_skipped": _l("bản mới thêm bước duyệt mà hồ sơ này không còn đi qua"),
}


@access(ADMINISTRATOR)
def index() -> ResponseReturnValue:
    """Show the versions of each process, what changed, and who can move."""
    return _index(None)


@access(ADMINISTRATOR)
def move(key: str) -> ResponseReturnValue:
    """Move every case that can to the version the page showed."""
    try:
        _move_all(_plan(key, request.form.get("to", "")))
    except Refusal as refusal:
        session().rollback()
        return _index(refusal), status_of(refusal)
    return redirect(url_for("operations.versions"), HTTPStatus.SEE_OTHER)


@access(ADMINISTRATOR)
def undo(case_id: UUID) -> ResponseReturnValue:
    """Put a case back on the version it was on."""
    return page_acts.done(
        lambda: migrate_instances.undo(session(), case_id, actor=actor(), now=now()),
        then=url_for("operations.versions"),
        page=_index,
    )


def _plan(key: str, to: str = "") -> Plan:
    known = {row.hash for row in migrations.versions(session(), key)}
    if not known or (to and to not in known):
        raise NotThere
    return migrate_instances.plan(session(), key, to=to, reach=actor().reach)


def _plan_or_none(key: str, versions: Sequence[PublishedVersion]) -> Plan | None:
    """Plan a move to the newest version; None where a version that runs, or that, is damaged."""
    newest, *older = versions
    try:
        if any(each.running for each in older):
            return _plan(key)
        deployed(session(), newest.hash)
    except CaseBroken:
        return None
    return Plan(to=newest.hash, changes={}, cases=())


def _move_all(plan: Plan) -> None:
    """Move case by case, each in a transaction of its own: no lock waits for the whole list."""
    for case in plan.cases:
        if case.moves:
            migrate_instances.move(session(), case.case_id, to=plan.to, actor=actor(), now=now())
            session().commit()


def _index(refusal: Refusal | None) -> str:
    reach = actor().reach
    rows = published.listed(session(), reach)
    by_key: dict[str, list[PublishedVersion]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
    names = kinds(processes(session()))
    order = [*names, *sorted(by_key.keys() - names.keys())]
    return render_template(
        "operations/versions.html",
        definitions=[(key, by_key[key], _plan_or_none(key, by_key[key])) for key in order],
        names=names,
        proposals=proposals.listed(session(), reach, most=MOST_PROPOSALS),
        draft=proposals.draft_of(session(), actor().person_id),
        at=now(),
        numbers={row.hash: row.version for row in rows},
        undoable=migrations.undoable_cases(session(), reach),
        differences=DIFFERENCES,
        why=WHY,
        refused=sentence(refusal) if refusal else "",
    )
