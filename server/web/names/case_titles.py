"""What a case is called: as it was named when it opened."""

from typing import Protocol

from server.domain.texts.words import Words
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick


class OfCase(Protocol):
    """A row that knows its case's title in both languages."""

    @property
    def case_vi(self) -> str:
        """The title in Vietnamese."""

    @property
    def case_en(self) -> str:
        """The title in English; empty where there is none."""


def case_title(row: OfCase) -> str:
    """Return the title of a row's case in the reader's language.

    A case that the release before this one opened beside it has none.
    """
    return pick(Words(row.case_vi, row.case_en)) or _("Hồ sơ chưa đặt tên")
