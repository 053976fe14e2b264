"""An auditor's desk: how the journal stands, its cases, and the acts that carry a sign."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask import url_for

from server.domain.history.oddities import Oddity
from server.domain.log.lag import LATE_AFTER
from server.store.cases.case_pages import CaseHead
from server.store.history import history_pages
from server.store.history.event_questions import EventFilter
from server.store.history.history_events import HistoryEvent
from server.store.home import journal_counts, office_counts
from server.store.home.journal_counts import CaseJournal
from server.store.log import checkpoints
from server.store.log.lag import Lag, lag
from server.web.frame.formats import capped
from server.web.history.event_lines import signs_of
from server.web.names.history_words import actor_of, title_of
from server.web.names.oddity_words import NAMES, SignLine
from server.web.requests.context import actor, now, session
from server.web.requests.installation import installation

SIGNS_OF = timedelta(days=30)
MOST_SIGNS = 5
MOST_CASES = 8


@dataclass(frozen=True, slots=True)
class SignCount:
    """How many acts carry a kind of sign, and where they are listed."""

    label: str
    count: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedAct:
    """An act that carries signs."""

    id: UUID
    case_id: UUID | None
    title: str
    actor: Mapping[str, str]
    at: datetime
    signs: Sequence[SignLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalHealth:
    """How far the journal is under signed checkpoints, and how many others confirmed it."""

    behind: Lag
    late: bool
    witnesses: int
    real_time: bool
    """Whether its times are of another clock than the one of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditorsDesk:
    """What an auditor opens on."""

    template = "home/auditing.html"

    health: JournalHealth
    counts: Sequence[SignCount]
    acts: Sequence[SignedAct]
    cases: Sequence[tuple[CaseHead, CaseJournal]]
    more_cases: int


def auditors_desk(cases: Sequence[CaseHead], units: Mapping[str, str]) -> AuditorsDesk:
    """Gather it; `cases` are those of the year that is shown, `units` names by id.

    Cases with signs stand first, of them and of the others the newest.
    """
    found = journal_counts.of_cases(session(), [case.id for case in cases]) if cases else {}
    ordered = sorted(
        ((case, found[case.id]) for case in cases),
        key=lambda pair: (pair[1].signs > 0, pair[0].opened_at, pair[0].id),
        reverse=True,
    )
    return AuditorsDesk(
        health=_health(),
        counts=_counts(),
        acts=_acts(units),
        cases=ordered[:MOST_CASES],
        more_cases=len(ordered[MOST_CASES:]),
    )


def _health() -> JournalHealth:
    behind = lag(session())
    return JournalHealth(
        behind=behind,
        late=behind.since is not None and behind.now - behind.since > LATE_AFTER,
        witnesses=len(checkpoints.witnesses(session())),
        real_time=bool(installation().deployment().clock_offset),
    )


def _counts() -> list[SignCount]:
    found = office_counts.newest_signs(session(), actor().reach, [*Oddity], since=now() - SIGNS_OF)
    return [
        SignCount(str(NAMES[kind]), capped(found[kind]), url_for("audit.index", odd=kind))
        for kind in Oddity
        if kind in found
    ]


def _acts(units: Mapping[str, str]) -> list[SignedAct]:
    wanted = EventFilter(reach=actor().reach, oddities=tuple(Oddity))
    rows = history_pages.page(session(), wanted, before=None, limit=MOST_SIGNS)
    signs = signs_of(rows, units)
    return [_act(row, signs.get(row.id, ())) for row in rows]


def _act(row: HistoryEvent, signs: Sequence[SignLine]) -> SignedAct:
    return SignedAct(
        id=row.id,
        case_id=row.row["case_id"],
        title=title_of(row),
        actor=actor_of(row),
        at=row.row["act_time"],
        signs=signs,
    )
