"""What a delegation's scope is called."""

from server.domain.people.delegations import Scope
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l

KINDS = {
    "evaluation": _l("Đánh giá cuối năm"),
    "award_review": _l("Bình xét khen thưởng"),
    "submission": _l("Trình khen thưởng"),
}


def scope_words(scope: Scope) -> str:
    """Say a scope; of one task its page or its row says which."""
    if scope.task_id is not None:
        return _("một nhiệm vụ")
    if scope.kinds is None:
        return _("toàn bộ việc của chức vụ")
    return "; ".join(str(KINDS[kind]) for kind in KINDS if kind in scope.kinds)
