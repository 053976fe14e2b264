"""What was taken out of a case, in words: an event keeps a code of it, and where it lay."""

from collections.abc import Mapping
from uuid import UUID

from server.actions.definitions.deployed import Deployed
from server.actions.printouts.material import model_of
from server.domain.canonical import Json
from server.store.cases import case_pages
from server.store.cases.case_pages import CaseHead
from server.store.history.history_events import HistoryEvent
from server.store.tasks import claims
from server.web.cases import tabs
from server.web.requests.context import session
from server.web.requests.typed_values import id_of
from server.web.words.language import pick


def in_words(event: HistoryEvent, told: Mapping[str, Json]) -> Mapping[str, Json]:
    """Say in words what a download was of; what is not there any more stays as it is kept."""
    kind = event.row["kind"]
    where, _, number = str(event.row["object"]).partition("/")
    place = id_of(number)
    if place is None:
        return told
    if kind == "printout.exported":
        code = str(told.get("name") or "")
        rest = {name: part for name, part in told.items() if name != "name"}
        return {"printout": _printout(place, code) or code, **rest}
    if kind == "record.exported":
        code = str(told.get("of") or "")
        return {**told, "of": (_task(place) if where == "task" else _table(code)) or code}
    return told


def _printout(case_id: UUID, name: str) -> str:
    model = _model(case_id)
    entry = model.manifest.printouts.get(name) if model else None
    return pick(model.words(entry.name)) if model and entry else ""


def _model(case_id: UUID) -> Deployed | None:
    found: list[CaseHead] = [*case_pages.heads(session(), [case_id])]
    return model_of(session(), found[0]) if found else None


def _task(task_id: UUID) -> str:
    titles = claims.in_case_order(session(), [task_id])
    return pick(titles[0][1]) if titles else ""


def _table(name: str) -> str:
    tab = tabs.handed_in().get(name)
    return str(tab.label) if tab else ""
