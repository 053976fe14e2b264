"""The duties of a bloc-year that somebody may see, each with where it stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from uuid import UUID

from server.actions.definitions.deployed import deployed
from server.actions.definitions.duty_names import duty_name
from server.actions.definitions.reorganised_units import reorganised
from server.actions.definitions.standing_duties import duty_of
from server.actions.steps.title_holes import subject_of
from server.domain.administration.repairs import GOING, CaseBroken
from server.domain.blocs.reorganised import Reorganised
from server.domain.cases.duties import DutyStanding, of_key, own_of, sees_duty, stands
from server.domain.cases.sight import CaseSight
from server.domain.cases.urging import WAITED_FOR, Urging, may_urge
from server.domain.manifest import Milestone
from server.domain.people.actors import Actor
from server.domain.texts.words import Words
from server.store import Session
from server.store.cases import case_pages, duties, urgings
from server.store.cases.case_pages import CaseHead
from server.store.cases.duties import DutyOfYear
from server.store.cases.urgings import DutyPlace
from server.web.cases.case_access import Damaged, sights
from server.working_calendar import WorkingCalendar

THE_BLOC = ""
"""Whose duties are those of a case itself."""
Column = tuple[UUID, str]
"""A case and a milestone."""


class CasesShown(Enum):
    """Whose duties are read: of real cases, of those that were only simulated, or of both."""

    REAL = "real"
    SIMULATED = "simulated"
    BOTH = "both"

    def shows(self, case: CaseHead) -> bool:
        """Tell whether a case is one of them."""
        return self is CasesShown.BOTH or case.simulated is (self is CasesShown.SIMULATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyLine:
    """A duty as the board shows it; `whose` is a unit, a body, or THE_BLOC.

    `own_of` is the unit whose own case it is, which nobody else works in; empty for none.
    `standing` is None where the reader is not told how it stands. `urged` is when and by whom
    it was pressed for last, `urges` whether the reader may press for it.
    """

    case: CaseHead
    milestone: str
    name: Words
    key: str
    whose: str
    own_of: str
    due: date
    reached: date | None
    standing: DutyStanding | None
    urged: Urging | None = None
    urges: bool = False

    @property
    def column(self) -> Column:
        """Where it stands on the board."""
        return self.case.id, self.milestone

    @property
    def place(self) -> DutyPlace:
        """Which duty it is."""
        return self.case.id, self.milestone, self.key

    @property
    def address(self) -> str:
        """How an address and a form name it."""
        return "/".join(map(str, self.place))


@dataclass(frozen=True, slots=True, kw_only=True)
class YearDuties:
    """The duties of a bloc-year in order of their days; `cases` are those the reader knows of."""

    lines: Sequence[DutyLine]
    cases: Sequence[CaseHead]
    played: bool
    """Whether there are duties of simulated cases that the reader knows of."""
    sights: Mapping[UUID, CaseSight]
    damaged: Sequence[Damaged]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyReader:
    """Who looks at duties, on which day, and by which working calendar they are counted.

    `urged` are the last urgings of what is looked at, `gone` the units of it that are gone.
    """

    actor: Actor
    today: date
    calendar: WorkingCalendar
    urged: Mapping[DutyPlace, Urging] = field(default_factory=dict, repr=False)
    gone: Mapping[str, Reorganised] = field(default_factory=dict, repr=False)


def read(
    session: Session, bloc_year_id: str, *, reader: DutyReader, shown: CasesShown
) -> YearDuties:
    """Read the duties of a bloc-year's cases."""
    heads = [
        case
        for case in case_pages.marked_in_bloc_year(session, bloc_year_id)
        if case.state != "cancelled"
    ]
    found, damaged = sights(session, heads, actor=reader.actor)
    cases = {case.id: case for case in heads if case.id in found and shown.shows(case)}
    played = {case.id for case in heads if case.id in found and case.simulated}
    lines: list[DutyLine] = []
    broken: set[UUID] = set()
    rows = duties.of_bloc_year(session, bloc_year_id)
    units = {unit.id for case in cases for unit in found[case].rules.units} if rows else ()
    reader = replace(
        reader,
        urged=urgings.of_bloc_year(session, bloc_year_id),
        gone=reorganised(session, units, today=reader.today),
    )
    for row in rows:
        if row.case_id not in cases or row.case_id in broken:
            continue
        try:
            lines += lines_of(session, cases[row.case_id], found[row.case_id], row, reader)
        except CaseBroken as error:
            broken.add(row.case_id)
            damaged.append(Damaged(case=cases[row.case_id], error=error.error))
    return YearDuties(
        lines=lines,
        cases=[*cases.values()],
        played=any(row.case_id in played for row in rows),
        sights=found,
        damaged=damaged,
    )


def lines_of(
    session: Session, case: CaseHead, sight: CaseSight, row: DutyOfYear, reader: DutyReader
) -> Iterator[DutyLine]:
    """Give the line of a duty; none where the case's manifest does not know it any more."""
    model = deployed(session, case.definition_hash)
    milestone = model.manifest.milestones.get(row.milestone)
    if milestone is None:
        return
    unit = subject_of(row.key, sight.rules) or ""
    record = of_key(sight, row.key, unit)
    seen = sees_duty(sight, milestone, record, posts=reader.actor.eyes(case.kind))
    own = "" if row.key else own_of(sight, milestone, opener=case.opened_post)
    duty = duty_of(row, model, milestone, gone=reader.gone.get(unit or own))
    standing = stands(duty, today=reader.today, calendar=reader.calendar) if seen else None
    yield DutyLine(
        case=case,
        milestone=row.milestone,
        name=duty_name(model, milestone),
        key=row.key,
        whose=unit or row.key,
        own_of=own,
        due=row.due,
        reached=duty.reached if seen else None,
        standing=standing,
        urged=reader.urged.get((row.case_id, row.milestone, row.key)) if seen else None,
        urges=_urges(case, milestone, sight, reader, standing),
    )


def _urges(
    case: CaseHead,
    milestone: Milestone,
    sight: CaseSight,
    reader: DutyReader,
    standing: DutyStanding | None,
) -> bool:
    """Tell whether the reader may press for a duty now: as the acting post, in a case that runs."""
    if standing is None or standing.state not in WAITED_FOR or case.simulated:
        return False
    return case.state in GOING and may_urge(milestone, rules=sight.rules, post=reader.actor.post_id)
