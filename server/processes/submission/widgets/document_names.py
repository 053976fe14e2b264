"""What the documents of a dossier are called."""

from server.processes.award_review.rules.documents import MINUTES
from server.processes.submission.rules.dossier import REPORT, SUBMISSION
from server.web.tasks.form_view import Desk
from server.web.words.catalogue import gettext as _


def document_name(desk: Desk, kind: str) -> str:
    """Name a document; a report names its nominee."""
    if kind.startswith(f"{REPORT}/"):
        nominee = desk.nominee(kind.partition("/")[2])
        return str(_("Báo cáo thành tích: %(nominee)s", nominee=nominee))
    names = {SUBMISSION: _("Tờ trình"), MINUTES: _("Biên bản họp bình xét")}
    return str(names.get(kind, kind))
