"""The sentences of the submission's own refusals."""

from server.processes.submission.opening import NobodyNominated
from server.web.refusals.people import CONFLICT
from server.web.refusals.refusal_words import RefusalWords
from server.web.words.catalogue import marked as _

REFUSALS: RefusalWords = {
    NobodyNominated: (
        CONFLICT,
        _("Bình xét không đề nghị đơn vị nào nên không có gì để trình."),
    ),
}
