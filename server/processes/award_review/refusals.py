"""The sentences of the award review's own refusals."""

from server.processes.award_review.rules import voting
from server.web.refusals.people import CONFLICT, FORBIDDEN
from server.web.refusals.refusal_words import RefusalWords
from server.web.words.catalogue import marked as _

REFUSALS: RefusalWords = {
    voting.NoRound: (
        CONFLICT,
        _("Chưa có vòng bỏ phiếu nào được mở. Hãy báo quản trị: phải sửa quy trình."),
    ),
    voting.NotOnRoll: (FORBIDDEN, _("Đơn vị không có mặt tại hội nghị nên không bỏ phiếu được.")),
    voting.BallotOfAnother: (
        FORBIDDEN,
        _(
            "Trong vòng này bạn đã bỏ phiếu thay một đơn vị khác. Quy tắc của Khối không cho một "
            "người bỏ phiếu thay hai đơn vị: hãy để người khác của đơn vị này bỏ phiếu."
        ),
    ),
    voting.SameScrutineer: (
        FORBIDDEN,
        _("Bạn đã kiểm phiếu vòng này cho đơn vị kia; hai người kiểm phiếu phải là hai người."),
    ),
    voting.VotedTwice: (CONFLICT, _("Đơn vị này đã bỏ phiếu: mỗi đơn vị một lá phiếu.")),
}
