"""What stands in place of a text that was erased, in the reader's language.

Rows and events keep one mark for good, in both languages at once; a page shows the reader's.
"""

from server.domain.history.erasing import ERASED
from server.web.words.catalogue import gettext as _


def shown(value: object) -> object:
    """Return what a page writes of a value: the mark of erased texts in the reader's words."""
    if isinstance(value, str) and ERASED in value:
        return value.replace(ERASED, _("(đã xóa)"))
    return value
