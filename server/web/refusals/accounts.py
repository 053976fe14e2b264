"""The sentences of refusals about accounts: confirmations by a second person, passwords."""

from collections.abc import Mapping
from http import HTTPStatus

from server.domain.people import actors, second_person
from server.domain.refusals import Refusal
from server.web.words.catalogue import marked as _

FORBIDDEN, CONFLICT, MISSING = HTTPStatus.FORBIDDEN, HTTPStatus.CONFLICT, HTTPStatus.NOT_FOUND

ACCOUNT_WORDS: Mapping[type[Refusal], tuple[HTTPStatus, str]] = {
    actors.DemonstrationAccount: (
        CONFLICT,
        _(
            "Tài khoản trình diễn để mọi người cùng thử: mật khẩu giữ như ghi ở trang đăng nhập, "
            "và không bật được xác nhận lần hai."
        ),
    ),
    second_person.AdministratorConfirms: (
        CONFLICT,
        _("Tỉnh còn quản trị khác có thể xác nhận; người vận hành máy chủ không xác nhận thay."),
    ),
    second_person.NoSuchProposal: (MISSING, _("Không có trang này.")),
    second_person.OwnProposal: (
        FORBIDDEN,
        _("Người đề nghị không tự xác nhận được: phải là một quản trị khác."),
    ),
    second_person.SameHands: (
        FORBIDDEN,
        _(
            "Tài khoản của bạn và của người đề nghị đã cùng qua tay: %(names)s. Hai tài khoản như "
            "vậy không tính là hai người, cả khi đã tự đổi mật khẩu. Hãy để một quản trị khác xác "
            "nhận, hoặc nhờ người vận hành máy chủ cấp đường dẫn mới cho một trong hai tài khoản."
        ),
    ),
    second_person.ProposalExpired: (
        CONFLICT,
        _("Đề nghị này đã quá hạn xác nhận nên không còn hiệu lực. Hãy đề nghị lại nếu còn cần."),
    ),
    second_person.ProposerLeft: (
        CONFLICT,
        _(
            "Người đề nghị không còn là quản trị, nên đề nghị này không còn đủ hai người. Hãy bác "
            "đề nghị; nếu còn cần, một quản trị khác đề nghị lại."
        ),
    ),
    second_person.ProposalSettled: (CONFLICT, _("Đề nghị này đã được xác nhận hoặc bác trước đó.")),
    second_person.ProposalWaits: (
        CONFLICT,
        _("Đã có một đề nghị như vậy cho người này, đang chờ quản trị thứ hai xác nhận."),
    ),
}
