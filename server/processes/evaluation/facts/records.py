"""What the duties of a bloc-year say of its units, for conditions and for days late."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from server.actions.definitions.deployed import deployed
from server.actions.definitions.reorganised_units import reorganised
from server.actions.definitions.standing_duties import duty_of
from server.domain.blocs.rules import CaseRules
from server.domain.cases.duties import stands
from server.domain.deadlines import days_overdue
from server.processes.evaluation.rules.facts import UnitFact
from server.processes.evaluation.rules.kept_duties import (
    KeptDuty,
    proposed_days,
    proposes_days,
    recorded,
)
from server.public_holidays import calendar_of
from server.store import Session
from server.store.cases import duties
from server.store.working_days import province_days
from server.working_calendar import WorkingCalendar


def recorded_facts(
    session: Session, case_id: UUID, rules: CaseRules, *, today: date, calendar: WorkingCalendar
) -> tuple[UnitFact, ...]:
    """Return the conditions that records bring units under; nothing is read where none asks."""
    if not any(condition.record for condition in rules.conditions or ()):
        return ()
    kept = _kept(session, case_id, rules, today=today, calendar=calendar)
    return recorded(rules, tuple(kept))


def late_duties(
    session: Session, case_id: UUID, rules: CaseRules, unit: str, *, today: date
) -> tuple[KeptDuty, ...]:
    """List the duties a unit is late with; nothing is read where no criterion asks for them."""
    if not proposes_days(rules.score_table):
        return ()
    calendar = calendar_of(province_days.of_province(session, rules.bloc.province))
    kept = _kept(session, case_id, rules, today=today, calendar=calendar)
    return tuple(each for each in kept if each.unit == unit and each.is_late)


def days_proposed(
    session: Session, case_id: UUID, rules: CaseRules, unit: str, *, today: date
) -> dict[str, int]:
    """Return by criterion how many days the records say that a unit was late."""
    kept = late_duties(session, case_id, rules, unit, today=today)
    return {
        each.id: proposed_days(each.days_late.by, kept).days
        for _section, each in rules.score_table.own_lines(unit)
        if each.days_late is not None and each.days_late.by is not None
    }


def _kept(
    session: Session, case_id: UUID, rules: CaseRules, *, today: date, calendar: WorkingCalendar
) -> Iterator[KeptDuty]:
    gone = reorganised(session, {unit.id for unit in rules.units}, today=today)
    for row in duties.beside_case(session, case_id):
        model = deployed(session, row.definition_hash)
        milestone = model.manifest.milestones.get(row.milestone)
        if milestone is None or not row.key:
            continue
        duty = duty_of(row, model, milestone, gone=gone.get(row.key))
        until = row.due if duty.outlived else duty.reached or today
        yield KeptDuty(
            of=f"{row.kind}.{row.milestone}",
            slot=row.slot,
            unit=row.key,
            due=row.due,
            reached=duty.reached,
            state=stands(duty, today=today, calendar=calendar).state,
            working=days_overdue(row.due, until, calendar),
            calendar=max(0, (until - row.due).days),
        )
