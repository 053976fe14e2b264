"""Who asks too often is told so, and when to go on; what they typed is given back."""

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from uuid import UUID

from flask import Flask, Response, current_app, request

from server.store.database.busy import BUSY
from server.store.identity.security import WINDOW
from server.store.identity.uses import count_use
from server.web.refusals import refusals
from server.web.requests.identity import signed_in
from server.web.requests.installation import installation
from server.web.requests.transaction import SAFE, now, release
from server.web.requests.uses import Use, use_of
from server.web.words.catalogue import gettext
from server.web.words.catalogue import marked as _

MINUTES = WINDOW // timedelta(minutes=1)
USE_WORDS: Mapping[Use, str] = {
    Use.UPLOADS: _("Trong %(window)s phút, mỗi người tải lên tối đa %(most)s lần."),
    Use.REMARKS: _("Trong %(window)s phút, mỗi người gửi tối đa %(most)s ý kiến trao đổi."),
    Use.DRAFTS: _("Trong %(window)s phút, mỗi người lưu bản nháp tối đa %(most)s lần."),
    Use.EXPORTS: _("Trong %(window)s phút, mỗi người xuất hoặc tải xuống tối đa %(most)s lần."),
    Use.TRIALS: _("Trong %(window)s phút, mỗi người xem thử hoặc chạy thử tối đa %(most)s lần."),
    Use.SEARCHES: _("Trong %(window)s phút, mỗi người tìm kiếm tối đa %(most)s lần."),
    Use.OPENINGS: _("Trong %(window)s phút, mỗi người mở tối đa %(most)s hồ sơ."),
    Use.LETTERS: _("Trong %(window)s phút, mỗi người yêu cầu gửi thư tối đa %(most)s lần."),
    Use.ACTS: _("Trong %(window)s phút, mỗi người gửi biểu mẫu tối đa %(most)s lần."),
}


def install(app: Flask) -> None:
    """Count what is asked by who is signed in, once the page's rule has let them in."""

    @app.before_request
    def count() -> Response | None:
        use = use_of(current_app, request.endpoint, request.method)
        found = signed_in() if use else None
        if use is None or found is None:
            return None
        most: int = getattr(installation().settings.limits, use)
        wait = _counted(found.actor.person_id, use, most)
        return None if wait is None else _wait(use, most, wait)


def _counted(person_id: UUID, use: Use, most: int) -> timedelta | None:
    """Count it, between two transactions: no thread waits for a connection with one in its hand.

    What only reads is answered, too, where nothing can be written.
    """
    moment = now()
    release()
    try:
        return count_use(installation().engine, person_id, use, most=most, now=moment)
    except BUSY:
        if request.method in SAFE:
            return None
        raise


def _wait(use: Use, most: int, wait: timedelta) -> Response:
    """Answer with the words, and in how many seconds the window ends."""
    seconds = max(1, -(-wait // timedelta(seconds=1)))
    said = gettext(USE_WORDS[use], window=MINUTES, most=most)
    then = gettext(
        "Hãy thử lại sau %(minutes)s phút; chưa có gì bị thay đổi.", minutes=-(-seconds // 60)
    )
    response = refusals.page(HTTPStatus.TOO_MANY_REQUESTS, f"{said} {then}", again=True)
    response.headers["Retry-After"] = str(seconds)
    return response
