"""What a case's printout would say with the words of a draft: laid out, and what it lacks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from flask import request

from server.actions.printouts.lay_out import lay_out
from server.domain.printouts.printout import Printout
from server.domain.tasks.work import NotThere
from server.store.blocs.bloc_drafts import BlocDraft
from server.store.cases import case_pages
from server.store.cases.case_pages import CaseHead
from server.web.cases.case_access import known, look
from server.web.names.case_titles import case_title
from server.web.printouts import panels, sending
from server.web.printouts.offered import WantedPrintout, offered, wanted
from server.web.requests.context import actor, session
from server.web.requests.typed_values import id_of
from server.web.words.language import spoken

MOST: Final = 20
"""Cases to choose from: the newest."""
_TRIED: Final = 3
"""Cases that are tried where none was chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A printout of a chosen case; `laid` is None where the case has none for who looks."""

    cases: Sequence[tuple[UUID, str]]
    case: UUID | None = None
    key: str = ""
    keys: Sequence[tuple[str, str]] = ()
    found: WantedPrintout | None = None
    laid: Printout | None = None

    @property
    def unprintable(self) -> Sequence[str]:
        """What cannot be set in type."""
        return sending.unprintable(self.laid) if self.laid else ()


def of_draft(draft: BlocDraft, process: str, name: str, said: Mapping[str, str]) -> Preview:
    """Lay a printout out with a draft's words, from the case that was asked for."""
    cases = _cases(draft, process)
    titles = [(each.id, case_title(each)) for each in cases]
    asked = id_of(request.values.get("case", ""))
    tried = [each.id for each in cases if each.id == asked] or [each.id for each in cases[:_TRIED]]
    for case in tried:
        if preview := _of_case(case, name, said, titles):
            return preview
    return Preview(cases=titles, case=tried[0] if tried else None)


def _cases(draft: BlocDraft, process: str) -> Sequence[CaseHead]:
    """List the cases of the draft's year, and of the one it was taken from, newest first."""
    years = dict.fromkeys(filter(None, (draft.bloc_year_id, draft.base)))
    every = [
        case
        for year in years
        for case in case_pages.of_bloc_year(session(), year, unit=actor().unit_id)
        if case.kind == process
    ]
    shown, _damaged = known(session(), every, actor=actor())
    return sorted(shown, key=lambda case: case.opened_at, reverse=True)[:MOST]


def _of_case(
    case: UUID, name: str, said: Mapping[str, str], titles: Sequence[tuple[UUID, str]]
) -> Preview | None:
    sight = look(session(), case, actor=actor())
    keys = [(each.key, each.about) for each in offered(sight) if each.name == name]
    if not keys:
        return None
    asked = request.values.get("key", "")
    key = asked if any(each == asked for each, _about in keys) else keys[0][0]
    try:
        found = wanted(sight, name, key, tried=said)
    except NotThere:
        return None
    with spoken("vi"):
        laid = lay_out(found.of, found.entry, panels.of(found.of.case.kind))
    return Preview(cases=titles, case=case, key=key, keys=keys, found=found, laid=laid)
