"""An erased act is still found by its post, unit, kind and day, and no longer by who was erased."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from server.actions.history.erasures import ErasureAsked
from server.domain.history.oddities import Oddity
from server.domain.manifest import ActClass
from server.domain.people.actors import Actor
from server.domain.people.lineage import Reach
from server.store.history import case_counts, history_pages
from server.store.history.event_questions import Acts, EventFilter
from server.store.tables import event, oddity
from tests.actions.history.test_erasures import closed, erase, raised
from tests.processes.difficulty.test_difficulty import OPENER
from tests.worlds.rows import rows
from tests.worlds.worker import by_hand
from tests.worlds.year import Year

__all__ = ["closed", "raised"]
ALL = EventFilter(reach=Reach(("bac-giang",)))
OTHER = Acts(classes=frozenset({ActClass.OTHER}))


def found(session: Session, wanted: EventFilter, key: UUID) -> bool:
    """Tell whether an event is on the page of a filter, and among the lines of an export by it."""
    listed = history_pages.page(session, wanted, before=None, limit=200)
    exported = history_pages.stream_events(session, wanted)
    on_page, in_file = (key in {each.id for each in way} for way in (listed, exported))
    assert on_page == in_file
    return on_page


@pytest.fixture
def erased(closed: Year, admins: tuple[Actor, Actor], raised: UUID) -> UUID:
    erase(closed, admins, ErasureAsked(events=frozenset({raised})))
    return raised


@pytest.mark.parametrize("within", [False, True])
@pytest.mark.parametrize(
    "asked",
    [
        {"post_id": OPENER},
        {"unit_id": OPENER.rpartition("/")[0]},
        {"subject_unit_id": OPENER.rpartition("/")[0]},
        {"case_kind": "difficulty"},
        {"acts": (OTHER,)},
        {"acts": (OTHER,), "post_id": OPENER, "case_kind": "difficulty"},
        {"who": "can bo TDKT so GD&DT"},
    ],
    ids=" ".join,
)
def test_an_erased_act_stays_under_its_post_unit_and_kind(
    closed: Year,
    erased: UUID,
    session: Session,
    asked: dict[str, Any],
    within: bool,  # noqa: FBT001 - a case of the table
) -> None:
    streams = frozenset({f"case/{closed.case_id}"}) if within else None
    wanted = replace(EventFilter(reach=Reach(("bac-giang",)), **asked), streams=streams)
    assert found(session, wanted, erased)
    assert erased in {each.id for each in history_pages.stream_spans(session, wanted)}


@pytest.mark.parametrize(
    "asked",
    [
        {"post_id": "bac-giang/nobody/officer"},
        {"behalf_post_id": OPENER},
        {"subject_unit_id": "bac-giang/nobody"},
        {"case_kind": "plan"},
        {"acts": (Acts(classes=frozenset({ActClass.SIGN})),)},
        {"acts": (OTHER,), "reach": Reach(("elsewhere",))},
    ],
    ids=" ".join,
)
def test_an_erased_act_is_under_nothing_that_it_was_not(
    erased: UUID, session: Session, asked: dict[str, Any]
) -> None:
    assert not found(session, replace(ALL, **asked), erased)


def test_an_erased_act_is_found_within_its_period_alone(erased: UUID, session: Session) -> None:
    ((at,),) = rows(session, "SELECT act_time FROM event WHERE id = :id", id=erased)
    day = timedelta(days=1)
    assert found(session, replace(ALL, post_id=OPENER, since=at, until=at + day), erased)
    assert not found(session, replace(ALL, post_id=OPENER, until=at), erased)
    assert not found(session, replace(ALL, post_id=OPENER, since=at + day), erased)


def test_whose_data_was_erased_is_found_by_no_filter(
    closed: Year, erased: UUID, session: Session
) -> None:
    person = closed.holder(OPENER).person_id
    assert not found(session, replace(ALL, person_id=person), erased)


def test_a_page_further_back_holds_an_erased_act_once(erased: UUID, session: Session) -> None:
    wanted, before, listed = replace(ALL, case_kind="difficulty"), None, []
    while some := history_pages.page(session, wanted, before=before, limit=1):
        listed += [each.id for each in some]
        before = (some[-1].row["act_time"], some[-1].row["seq"], some[-1].id)
    assert listed.count(erased) == 1
    whole = history_pages.page(session, wanted, before=None, limit=200)
    assert listed == [each.id for each in whole]


def test_an_erased_act_is_found_by_its_signs(erased: UUID, session: Session) -> None:
    by_hand(session, now=datetime(2024, 12, 2, tzinfo=UTC))
    told = event.c
    of_event = select(told.id, literal(Oddity.HASTY), told.act_time, told.seq).where(
        told.id == erased
    )
    session.execute(oddity.insert().from_select(["event_id", "kind", "act_time", "seq"], of_event))
    assert found(session, replace(ALL, oddities=(Oddity.HASTY,)), erased)
    assert found(session, replace(ALL, oddities=(Oddity.HASTY,), post_id=OPENER), erased)
    assert not found(session, replace(ALL, oddities=(Oddity.OWN_UNIT,)), erased)


def test_an_erased_act_is_counted_with_its_case(
    closed: Year, admins: tuple[Actor, Actor], raised: UUID, session: Session
) -> None:
    before = case_counts.counts(session, closed.case_id)
    erase(closed, admins, ErasureAsked(events=frozenset({raised})))
    assert case_counts.counts(session, closed.case_id) == before
