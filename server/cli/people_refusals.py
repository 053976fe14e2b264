"""Why a command about a person's account was refused, in words."""

from collections.abc import Mapping

from server.domain.refusals import Refusal

WORDS = {
    "AdministratorApart": "quản trị không giữ chức vụ khác / administrators hold nothing else",
    "AdministratorConfirms": "tỉnh còn quản trị khác / another administrator can confirm",
    "AuditorApart": "thanh tra không giữ chức vụ khác / auditors hold nothing else",
    "BadSubject": "mã tài khoản bên ngoài chưa đúng / bad name of an outside account",
    "BadLogin": "tên đăng nhập chưa đúng: chữ thường, số, . _ - @ / bad login",
    "FactorMissing": "tài khoản này không có mã xác thực / the person has no second factor",
    "HeldAlready": "người này đã giữ chức vụ đó / the person holds it already",
    "LoginTaken": "tên đăng nhập đã có người dùng / the login is taken",
    "NameMissing": "thiếu họ tên / the name is missing",
    "NoSessionOpen": "không có phiên nào đang mở / no session is open",
    "NoSuchAppointment": "không có lần giao chức vụ này / no such appointment",
    "NoSuchPerson": "không có người này, hoặc tài khoản đã khóa / no such person",
    "NoSuchPost": "không có chức vụ này / no such post",
    "NoSuchProposal": "không có đề nghị này / no such proposal",
    "OtherProvince": "người này thuộc tỉnh khác / the person is of another province",
    "OwnProposal": "người đề nghị không tự xác nhận / the proposer does not confirm",
    "PostTaken": "chức vụ đã có người giữ / the post is held",
    "ProposalExpired": "đề nghị đã quá hạn / nobody confirmed it in time",
    "ProposalSettled": "đề nghị đã xong / settled already",
    "ProposalWaits": "đã có đề nghị như vậy đang chờ / the same waits already",
    "SessionEndReasonMissing": "thiếu lý do / a reason is wanted",
    "SessionEndReasonTooLong": "lý do quá dài / the reason is too long",
    "SubjectTaken": "đã liên kết với người khác / another person is linked with it",
    "ProvinceMissing": "không có, hoặc chưa rõ tỉnh / no such province, or none was named",
}


def sentence(refusal: Refusal, own: Mapping[str, str] | None = None) -> str:
    """Name the rule that said no, in a command's `own` words where it has some.

    The sentences for pages stand in the web.
    """
    name = type(refusal).__name__
    return {**WORDS, **(own or {})}.get(name, name)
