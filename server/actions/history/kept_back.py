"""Which events do not tell an auditor what was handed in."""

from typing import Final
from uuid import UUID

from server.actions.definitions.deployed import deployed, rules_of
from server.actions.steps.conditions import CaseOpening, conditions
from server.domain.administration.repairs import CaseBroken
from server.domain.cases import sight
from server.domain.cases.case_marks import Applies, CaseMarks, RecordFacts, unconditional
from server.domain.manifest import Manifest
from server.store import Session
from server.store.cases import case_pages
from server.store.history.history_events import HistoryEvent


def withheld(session: Session, event: HistoryEvent) -> bool:
    """Tell whether nobody may read here what an event's task handed in.

    It is so where the version it was handed in under, or the rules of its case, cannot be read:
    what is confidential is not known then.
    """
    version, element = str(event.row["definition_hash"] or ""), event.element
    if not version or not element:
        return False
    try:
        manifest = deployed(session, version).manifest
        case = CaseMarks(
            manifest=manifest,
            marks=event.marks(manifest.key),
            applies=_applies(session, manifest, event),
        )
        return sight.withheld(case, element, key=event.key, made_at=event.row["act_time"])
    except CaseBroken:
        return True


def _applies(session: Session, manifest: Manifest, event: HistoryEvent) -> Applies:
    """Ask for the case only where the task has a condition, and only once it matters."""
    entry = manifest.tasks.get(event.element)
    case_id = event.row["case_id"]
    if case_id is None or entry is None or not entry.condition:
        return unconditional

    def applies(record: RecordFacts) -> bool:
        opened, digest = _opened(session, case_id)
        version = str(event.row["definition_hash"])
        return conditions(session, version, opened, rules_of(session, digest))(record)

    return applies


def _opened(session: Session, case_id: UUID) -> tuple[CaseOpening, str]:
    """Return how a case was opened and the digest of its rules: both are as they are for good."""
    if case_id not in _OPENED:
        if len(_OPENED) >= MOST_CASES:
            _OPENED.clear()
        head = case_pages.head(session, case_id)
        post = head.opened_post or ""
        opened = CaseOpening(opened_at=head.opened_at, opened_post=post, opening=head.opening)
        _OPENED[case_id] = (opened, head.rules_digest)
    return _OPENED[case_id]


MOST_CASES: Final = 2000
_OPENED: Final[dict[UUID, tuple[CaseOpening, str]]] = {}
