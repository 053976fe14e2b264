"""The sentence of a deployed process that cannot be begun."""

from collections.abc import Mapping
from http import HTTPStatus

from server.domain.cases import opening
from server.domain.refusals import Refusal
from server.web.words.catalogue import marked as _

DEFINITION_WORDS: Mapping[type[Refusal], tuple[HTTPStatus, str]] = {
    opening.DefinitionFails: (
        HTTPStatus.CONFLICT,
        _(
            "Quy trình đang ban hành không chạy được ngay từ đầu (%(error)s: %(detail)s), nên chưa "
            "mở hồ sơ nào. Hãy báo quản trị ban hành bản đã sửa."
        ),
    ),
}
