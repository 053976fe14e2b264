"""What history and papers of an award review are called where its forms do not say."""

from server.web.names.process_words import Payload, ProcessWords
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l


def _differed(payload: Payload) -> str:
    return _(
        "Vòng %(round)s: hai người kiểm phiếu đếm khác nhau, kiểm lại",
        round=payload.get("round", ""),
    )


HISTORY_WORDS = ProcessWords(
    events={
        "round.opened": _l("Mở vòng bỏ phiếu"),
        "round.closed": _l("Kết thúc vòng bỏ phiếu"),
        "counts.differed": _l("Hai người kiểm phiếu đếm khác nhau, kiểm lại"),
    },
    titles={"counts.differed": _differed},
    papers={
        "ballot_minutes": _l("Biên bản kiểm phiếu"),
        "minutes": _l("Biên bản"),
        "bien_ban": _l("Biên bản bình xét"),
        "bien_ban_review": _l("Biên bản họp bình xét"),
    },
)
