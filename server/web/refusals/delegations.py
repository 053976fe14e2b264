"""The sentences of refusals about a delegation's scope, and about a task handed to a colleague."""

from collections.abc import Mapping
from http import HTTPStatus

from server.domain.people import delegations
from server.domain.refusals import Refusal
from server.domain.tasks import entrusting
from server.web.refusals.people import (
    BAD,
    CONFLICT,
    FORBIDDEN,
)
from server.web.words.catalogue import marked as _

DELEGATION_WORDS: Mapping[type[Refusal], tuple[HTTPStatus, str]] = {
    delegations.ScopeMissing: (BAD, _("Hãy chọn ít nhất một loại hồ sơ, hoặc chọn toàn bộ.")),
    entrusting.LastDayMissing: (BAD, _("Hãy ghi ngày cuối người nhận được làm việc này.")),
    entrusting.NotEntrusted: (
        CONFLICT,
        _("Việc này không (hoặc không còn) được chuyển giao cho ai."),
    ),
    entrusting.NoteTooLong: (BAD, _("Rút ngắn lời nhắn còn tối đa %(limit)s ký tự.")),
    entrusting.NoteMissing: (BAD, _("Hãy ghi vài lời: vì sao chuyển giao hoặc trả lại.")),
    entrusting.OnlyLent: (
        FORBIDDEN,
        _("Bạn đang làm thay người khác nên không chuyển giao tiếp, cũng không thu hồi được."),
    ),
}
