"""The sentences of the revocation's own refusals."""

from server.processes.revocation.opening import AlreadyLookedInto, NothingToRevoke
from server.web.refusals.people import CONFLICT
from server.web.refusals.refusal_words import RefusalWords
from server.web.words.catalogue import marked as _

REFUSALS: RefusalWords = {
    NothingToRevoke: (
        CONFLICT,
        _("Các đơn vị đã chọn không có khen thưởng nào của năm này còn hiệu lực."),
    ),
    AlreadyLookedInto: (
        CONFLICT,
        _("Đang có hồ sơ khác xem xét khen thưởng của đơn vị đã chọn."),
    ),
}
