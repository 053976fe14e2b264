"""The sentences of refusals about new passwords."""

from collections.abc import Mapping
from http import HTTPStatus

from server.domain.identity import passwords
from server.domain.refusals import Refusal
from server.web.words.catalogue import marked as _

BAD = HTTPStatus.UNPROCESSABLE_ENTITY

PASSWORD_WORDS: Mapping[type[Refusal], tuple[HTTPStatus, str]] = {
    passwords.PasswordTooLong: (BAD, _("Mật khẩu dài quá %(most)s ký tự.")),
    passwords.PasswordTooPlain: (
        BAD,
        _(
            "Mật khẩu quá dễ đoán: ngoài các từ thông dụng, tên của bạn hay của đơn vị và dãy phím "
            "liền nhau, hãy có ít nhất bốn chữ cái khác."
        ),
    ),
    passwords.PasswordTooShort: (BAD, _("Mật khẩu phải có ít nhất %(least)s ký tự.")),
    passwords.PasswordsDiffer: (BAD, _("Hai lần nhập mật khẩu không giống nhau.")),
}
