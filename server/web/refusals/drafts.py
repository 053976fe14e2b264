"""The sentences of refusals about drafts."""

from collections.abc import Mapping
from http import HTTPStatus

from server.domain.refusals import Refusal
from server.domain.tasks import drafts
from server.web.words.catalogue import marked as _

DRAFT_WORDS: Mapping[type[Refusal], tuple[HTTPStatus, str]] = {
    drafts.DraftTaken: (
        HTTPStatus.CONFLICT,
        _("%(saved_name)s đã lưu một bản nháp khác lúc %(saved_at)s. Hãy chọn giữ bản nào."),
    ),
}
