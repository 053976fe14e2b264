"""Erasing on legal ground: what would go and what stays, and what its two administrators do."""

import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.history import confirm_erasure, erasures
from server.actions.history.erasures import ErasureAsked, ErasureReach
from server.domain.history import erasure_refusals as refusals
from server.domain.history.erasable_kinds import Bar
from server.domain.history.erasing import ErasableEvent, ErasureState
from server.domain.refusals import Refusal
from server.domain.texts.words import Words
from server.store.history import erasures as kept
from server.store.people import people_admin
from server.web.names.history_words import kind_words
from server.web.refusals import page_acts
from server.web.refusals.refusals import password_sentence, sentence, status_of
from server.web.requests.access import ADMINISTRATOR, access
from server.web.requests.context import actor, now, session
from server.web.requests.installation import installation
from server.web.requests.typed_values import id_of
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.language import pick

blueprint = Blueprint("erasures", __name__)
PAGE = 100
LONGEST_TYPED = 40_000
_HASH = re.compile(r"[0-9a-f]{64}")
"""How pages and exports name an event."""
GROUND = ("law", "document", "stays")
STATES: Mapping[str, object] = {
    ErasureState.WAITING: _l("Chờ người thứ hai"),
    ErasureState.DONE: _l("Đã xóa"),
    ErasureState.REJECTED: _l("Bị bác"),
    ErasureState.WITHDRAWN: _l("Đã rút"),
}
BARS: Mapping[Bar, object] = {
    Bar.ERASED: _l("đã xóa từ trước"),
    Bar.OPEN_CASE: _l("hồ sơ chưa kết thúc: còn cần để làm tiếp, rút lại hoặc lùi bước"),
    Bar.RELIED_ON: _l("phê duyệt, chữ ký, quyết định hoặc phiếu: kết quả còn hiệu lực dựa vào đó"),
    Bar.ISSUED: _l("đã ra văn bản có số"),
    Bar.OPEN_ACCOUNT: _l("tài khoản còn dùng: người đăng nhập phải có tên"),
    Bar.OF_ANOTHER: _l("kể về tài khoản của người khác: chỉ xóa theo chính người đó"),
    Bar.DECISION: _l("một quyết định về hồ sơ, quy trình hoặc hệ thống: phải biết ai đã làm"),
    Bar.RECORD: _l("chính là hồ sơ hoặc sổ văn bản phải lưu trữ"),
    Bar.RULES: _l("phải biết ai đã đặt ra quy tắc hoặc ngày nghỉ mà mọi người theo"),
    Bar.TAKEN_OUT: _l("phải biết ai đã tải dữ liệu về"),
    Bar.RESULT: _l("kết quả của hồ sơ dựa vào đó"),
    Bar.NAMELESS: _l("loại sự kiện này không mang dữ liệu của một người"),
    Bar.NOT_DECLARED: _l("chưa ai khai loại sự kiện này có dữ liệu gì của một người"),
}


@blueprint.get("/operations/erasures")
@access(ADMINISTRATOR)
def index() -> ResponseReturnValue:
    """List the erasures of the province, and ask of whom or of what one is wanted."""
    return _index(request.args)


@blueprint.get("/operations/erasures/new")
@access(ADMINISTRATOR)
def look() -> ResponseReturnValue:
    """Show what an erasure would take and what stays, before anything is proposed."""
    return _look(request.args, None)


@blueprint.post("/operations/erasures")
@access(ADMINISTRATOR)
def propose() -> ResponseReturnValue:
    """Let an erasure wait for another administrator."""
    try:
        erasure_id = _propose(request.form)
    except Refusal as refusal:
        session().rollback()
        return _look(request.form, refusal), status_of(refusal)
    return redirect(url_for("erasures.show", erasure_id=erasure_id), HTTPStatus.SEE_OTHER)


@blueprint.get("/operations/erasures/<uuid:erasure_id>")
@access(ADMINISTRATOR)
def show(erasure_id: UUID) -> ResponseReturnValue:
    """Show one erasure: what goes, what stays, on which ground, by whom."""
    return _page(erasure_id, None)


@blueprint.post("/operations/erasures/<uuid:erasure_id>/confirm")
@access(ADMINISTRATOR)
def confirm(erasure_id: UUID) -> ResponseReturnValue:
    """Erase what another proposed; the password is asked for once more."""

    def act() -> None:
        page_acts.check_password()
        seen = request.form.get("seen", "")
        confirm_erasure.confirm(session(), erasure_id, seen=seen, actor=actor(), now=now())

    return _done(erasure_id, act)


@blueprint.post("/operations/erasures/<uuid:erasure_id>/reject")
@access(ADMINISTRATOR)
def reject(erasure_id: UUID) -> ResponseReturnValue:
    """Reject what another proposed, with the reason."""
    reason = request.form.get("reason", "").strip()[:LONGEST_TYPED]
    return _done(
        erasure_id,
        lambda: erasures.reject(session(), erasure_id, reason=reason, actor=actor(), now=now()),
    )


@blueprint.post("/operations/erasures/<uuid:erasure_id>/withdraw")
@access(ADMINISTRATOR)
def withdraw(erasure_id: UUID) -> ResponseReturnValue:
    """Take back one's own proposal."""
    return _done(
        erasure_id,
        lambda: erasures.withdraw(session(), erasure_id, actor=actor(), now=now()),
    )


def _index(typed: Mapping[str, str], *, refused: str = "") -> str:
    return render_template(
        "erasures/index.html",
        rows=kept.listed(session(), actor().reach, most=PAGE),
        states=STATES,
        at=now(),
        typed=typed,
        refused=refused,
    )


def _propose(form: Mapping[str, str]) -> UUID:
    law, document, stays = (form.get(name, "")[:LONGEST_TYPED] for name in GROUND)
    return erasures.propose(
        session(),
        _asked(form),
        refusals.ground_of(law=law, document=document, stays=stays),
        seen=form.get("seen", ""),
        actor=actor(),
        now=now(),
        hold=installation().settings.proposals_hold,
    )


def _asked(typed: Mapping[str, str]) -> ErasureAsked:
    """Read of whom or of what.

    Raises NobodyNamed, PersonUnknown, EventsUnreadable, EventUnknown and TooManyEvents.
    """
    if login := typed.get("login", "").strip():
        person = people_admin.by_login(session(), login)
        if person is None or person.province not in actor().reach:
            raise refusals.PersonUnknown(login[:100])
        return ErasureAsked(person_id=person.id)
    words = typed.get("events", "")[:LONGEST_TYPED].split()
    if not words:
        raise refusals.NobodyNamed
    if len(words) > refusals.MOST_EVENTS:
        raise refusals.TooManyEvents
    hashes = {word for word in words if _HASH.fullmatch(word)}
    found = kept.of_hashes(session(), hashes, actor().reach) if hashes else {}
    return ErasureAsked(events=frozenset(_key(word, found) for word in words))


def _key(word: str, by_hash: Mapping[str, UUID]) -> UUID:
    if word in by_hash:
        return by_hash[word]
    if _HASH.fullmatch(word):
        raise refusals.EventUnknown(word)
    found = id_of(word)
    if found is None:
        raise refusals.EventsUnreadable(word[:100])
    return found


def _look(typed: Mapping[str, str], refusal: Refusal | None) -> str:
    """Show the reach; where it cannot be said, the question again with what was typed."""
    try:
        asked = _asked(typed)
        reach = erasures.reach_of(session(), asked, actor=actor())
    except Refusal as unsaid:
        return _index(typed, refused=sentence(unsaid))
    return render_template(
        "erasures/look.html",
        typed=typed,
        refused=sentence(refusal) if refusal else "",
        **_reach(reach),
    )


def _done(erasure_id: UUID, act: Callable[[], None]) -> ResponseReturnValue:
    then = url_for("erasures.show", erasure_id=erasure_id)
    return page_acts.done(act, then=then, page=lambda refusal: _page(erasure_id, refusal))


def _page(erasure_id: UUID, refusal: Refusal | None) -> str:
    row = erasures.seen_by(session(), erasure_id, actor=actor())
    asked = erasures.asked_of(session(), row)
    waits = row.state == ErasureState.WAITING
    return render_template(
        "erasures/show.html",
        row=row,
        states=STATES,
        own=row.proposed_by == actor().person_id,
        at=now(),
        form=request.form,
        refused=sentence(refusal) if refusal else "",
        password_error=password_sentence(refusal),
        erased=len(asked.events),
        **(_reach(erasures.reach_of(session(), asked, actor=actor())) if waits else {}),
    )


def _reach(reach: ErasureReach) -> dict[str, object]:
    return {
        "reach": reach,
        "goes": [(event, _title(event)) for event in reach.goes],
        "stays": [(event, _title(event), BARS[bar]) for event, bar in reach.stays],
        "again": [(event, _title(event)) for event in reach.again],
    }


def _title(event: ErasableEvent) -> str:
    """Say what was done; of a completion which task, as the event names it."""
    if event.kind != "task.completed":
        return kind_words(event.kind)
    task = event.payload.get("task")
    named = task if isinstance(task, Mapping) else {}
    title = Words(str(named.get("title_vi") or ""), str(named.get("title_en") or ""))
    return pick(title) or _("Hoàn thành một việc")
