"""What a refusal says to a person: each type has its status and its sentence, here alone."""

import logging
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from http import HTTPStatus
from typing import cast

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge

from server.domain.files.files import (
    LARGEST,
    MEGABYTE,
    megabytes,
)
from server.domain.identity.fresh_proofs import UNPROVEN
from server.domain.people.actors import Performer
from server.domain.refusals import Refusal
from server.domain.texts.words import Words
from server.store.database.busy import (
    BUSY,
    STOPS,
    UNREADABLE,
    cause,
)
from server.store.database.full_disk import is_full
from server.web.frame.formats import (
    day,
    moment,
    number,
)
from server.web.frame.navigation import MenuItem, menu_of
from server.web.refusals.refusal_words import (
    DISK_FULL_WORDS,
    REFUSED_TITLE,
    STATUS_WORDS,
    WORDS,
    RefusalWords,
)
from server.web.requests import identity, kept_forms
from server.web.requests.addresses import here
from server.web.requests.identity import delegation_is_over
from server.web.requests.request_log import request_id
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick

log = logging.getLogger(__name__)
RETRY_AFTER_SECONDS = "5"
_EXTENSION = "refusal_words"


def status_of(refusal: Refusal) -> HTTPStatus:
    """Return the HTTP status of a refusal."""
    return _words(refusal)[0]


def sentence(refusal: Refusal) -> str:
    """Return the refusal's sentence in the request's language, its holes filled by its fields."""
    return _(_words(refusal)[1], **_facts(refusal))


def password_sentence(refusal: Refusal | None) -> str:
    """Return what is said at the field of a password asked for once more; empty for all else."""
    return sentence(refusal) if isinstance(refusal, UNPROVEN) else ""


def wants_json() -> bool:
    """Tell whether a script asks, which reads a message rather than a page."""
    return request.accept_mimetypes.best == "application/json"


def _words(refusal: Refusal) -> tuple[HTTPStatus, str]:
    """Return the words of a refusal: the platform's, or those a process has handed in."""
    kind = type(refusal)
    own = cast("RefusalWords", current_app.extensions[_EXTENSION])
    return WORDS[kind] if kind in WORDS else own[kind]


def hand_in(app: Flask, words: RefusalWords) -> None:
    """Keep the words of the refusals that are processes' own."""
    app.extensions[_EXTENSION] = dict(words)


def install(app: Flask) -> None:
    """Answer refusals and errors with pages."""
    app.register_error_handler(Refusal, _refuse)
    app.register_error_handler(HTTPException, _fail)
    app.register_error_handler(Exception, _break_down)


def _refuse(refusal: Refusal) -> ResponseReturnValue:
    status = status_of(refusal)
    if status is HTTPStatus.CONFLICT:
        return page(status, words=(REFUSED_TITLE, sentence(refusal)))
    said = "" if status is HTTPStatus.NOT_FOUND else sentence(refusal)
    return page(status, _ended(status) or said)


def _fail(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error
    if isinstance(error, InternalServerError) and isinstance(error.original_exception, BUSY):
        return _break_down(error.original_exception)  # at the commit, after the page was made
    if isinstance(error, RequestEntityTooLarge):
        return page(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _too_large())
    status = HTTPStatus(error.code)
    return page(status, _ended(status))


def _ended(status: HTTPStatus) -> str:
    """Say that it is closed for the delegation acted by has ended, whatever was looked for."""
    if status not in {HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN} or not delegation_is_over():
        return ""
    if request.method == "POST":
        return _(
            "Ủy quyền mà bạn đang dùng đã hết hạn; bạn trở lại chức vụ của chính mình. Phần vừa "
            "nhập chưa được ghi: hãy chép lại và gửi cho người đã ủy quyền."
        )
    return _("Ủy quyền mà bạn đang dùng đã hết hạn; bạn trở lại chức vụ của chính mình.")


def _break_down(error: Exception) -> ResponseReturnValue:
    if isinstance(error, BUSY):
        log.warning(
            "database busy: %s",
            cause(error),
            extra={"request": request_id(), "endpoint": request.endpoint or ""},
        )
        return busy(full=is_full(error))
    if is_full(error):
        log.error("disk full: %s", error, extra={"request": request_id()})
        return busy(full=True)
    if isinstance(error, UNREADABLE):
        log.warning(
            "unreadable: %s on %s",
            type(error).__name__,
            request.endpoint,
            extra={"request": request_id()},
        )
        return page(HTTPStatus.BAD_REQUEST)
    log.error("unexpected", exc_info=error, extra={"request": request_id()})
    return page(HTTPStatus.INTERNAL_SERVER_ERROR)


def busy(*, full: bool = False) -> Response:
    """Answer that the system has too much to do just now, and after how long to try again.

    A `full` disk is named: it waits for somebody, and who reads the page can tell them.
    """
    status = HTTPStatus.SERVICE_UNAVAILABLE
    response = page(status, words=DISK_FULL_WORDS if full else STATUS_WORDS[status])
    response.headers["Retry-After"] = RETRY_AFTER_SECONDS
    return response


def page(
    status: HTTPStatus,
    reason: str = "",
    *,
    back: str = "/",
    words: tuple[object, object] | None = None,
    again: bool = False,
) -> Response:
    """Answer with the error page: the same bytes for everybody, whatever was looked for.

    A script that asked for JSON gets the sentence alone, as `message`. `back` is where its button
    leads: the page of what was typed, where something was. `again`: what was sent is offered to be
    sent once more, as it was.
    """
    title, text = words or STATUS_WORDS.get(status, STATUS_WORDS[HTTPStatus.BAD_REQUEST])
    if wants_json():
        return make_response(jsonify(message=str(reason or text)), status)
    kept = kept_forms.of_request()
    html = render_template(
        "refused.html",
        title=title,
        text=reason or text,
        kept=kept,
        again=again and kept is not None,
        back=here() if kept else back,
        lines=_menu(status),
        request_id=request_id() if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "",
    )
    return make_response(html, status)


def _menu(status: HTTPStatus) -> Sequence[MenuItem]:
    """Return the menu of who is signed in; where the server fails, of who was known before."""
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return menu_of(identity.known())
    try:
        return menu_of(identity.signed_in())
    except STOPS:
        return ()


def _too_large() -> str:
    """Say whether it is the files or the text that is more than a request may bring."""
    sent, most = request.content_length or 0, current_app.config["MAX_CONTENT_LENGTH"]
    if sent <= most:
        return _("Phần chữ trong biểu mẫu dài quá mức cho phép. Hãy rút ngắn rồi gửi lại.")
    return _(
        "Lần gửi này có %(size)s MB. Mỗi tệp tối đa %(limit)s MB, mỗi lần gửi tối đa %(most)s MB: "
        "hãy chọn tệp nhỏ hơn, hoặc tải lên từng tệp một.",
        size=number(megabytes(sent)),
        limit=LARGEST // MEGABYTE,
        most=most // MEGABYTE,
    )


def _facts(refusal: Refusal) -> dict[str, object]:
    """Return the refusal's fields as people write them."""
    names = getattr(refusal, "__dataclass_fields__", {})
    return {name: _shown(getattr(refusal, name)) for name in names}


def performer(who: Performer) -> str:
    """Name who did something, and on whose behalf."""
    if not who.on_behalf:
        return who.name
    return _("%(own)s, thay mặt %(other)s", own=who.name, other=who.on_behalf)


def _shown(value: object) -> object:  # noqa: C901, PLR0911 - one line a type
    match value:
        case datetime():
            return moment(value)
        case date():
            return day(value)
        case Decimal():
            return number(value)
        case Performer():
            return performer(value)
        case Words():
            return pick(value)
        case tuple():
            return ", ".join(str(item) for item in value)
        case None:
            return ""
        case _:
            return value
