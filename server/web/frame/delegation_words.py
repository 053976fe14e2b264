"""What a delegation's scope is called."""

from server.actions.definitions.processes import short_name
from server.domain.people.delegations import Scope
from server.web.requests.transaction import session
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick


def scope_words(scope: Scope) -> str:
    """Say a scope; of one task its page or its row says which."""
    if scope.task_id is not None:
        return _("một nhiệm vụ")
    if scope.kinds is None:
        return _("toàn bộ việc của chức vụ")
    return "; ".join(pick(short_name(session(), kind)) for kind in sorted(scope.kinds))
