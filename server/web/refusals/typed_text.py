"""The sentence of a text that holds what nobody can see."""

from collections.abc import Mapping
from http import HTTPStatus

from server.domain.refusals import Refusal
from server.domain.texts.typed_text import CharacterRefused
from server.web.words.catalogue import marked as _

TYPED_TEXT_WORDS: Mapping[type[Refusal], tuple[HTTPStatus, str]] = {
    CharacterRefused: (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        _(
            "Dòng %(line)s, chữ thứ %(place)s có ký tự không hiển thị được (%(code)s), "
            "đứng sau “%(before)s”: xóa đi và gõ lại."
        ),
    ),
}
