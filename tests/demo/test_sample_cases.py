"""The demonstration's sample cases: each process that is data alone is played, as its file says."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.cases.case_work import holder_of
from server.actions.installation.check_invariants import check
from server.demo.load import OPENS
from server.demo.sample_cases import Playing, SampleCase, later_cases, sample_cases
from server.demo.scene import Scene
from server.domain.deadlines import end_of_day
from server.web.board.reading import CasesShown, DutyReader, read
from server.working_calendar import WorkingCalendar
from tests.demo.resting import play_rested_on
from tests.demo.year_events import Duty, Told, crossed, told
from tests.workflows.product import KEYS, definition, manifest
from tests.worlds.year import PLAN, savepoints

CASES = sample_cases()
DAYS = (
    date(2024, 5, 31),
    date(2024, 7, 1),
    date(2024, 7, 31),
    date(2024, 11, 22),
    date(2024, 12, 9),
)
"""The board is compared with history at the end of each."""


@dataclass(slots=True, kw_only=True)
class Compared(Playing):
    """A case whose duties on the board are compared with what its events say, at five days."""

    session: Session
    seen: list[dict[Duty, Told]] = field(default_factory=list)

    def _tick(self) -> datetime:
        before = self.now
        Playing._tick(self)  # noqa: SLF001 - its own, watched
        for day in crossed(DAYS, before, self.now):
            self.compare(day)
        return self.now

    def _wait(self, scene: Scene, day: date) -> None:
        for each in crossed(DAYS, self.now, end_of_day(day)):
            self.compare(each)
        Playing._wait(self, scene, day)  # noqa: SLF001 - its own, watched

    def compare(self, day: date) -> None:
        """Hold what the auditor reads on the board against history."""
        auditor = holder_of(self.session, "bac-giang/thanh-tra/auditor", now=self.now)
        reader = DutyReader(actor=auditor, today=day, calendar=WorkingCalendar())
        board = read(self.session, PLAN, reader=reader, shown=CasesShown.BOTH)
        shown = {
            (str(line.case.id), line.milestone, line.key): Told(line.due, line.reached)
            for line in board.lines
        }
        assert shown == told(self.session, day), day
        assert all(line.standing for line in board.lines)
        self.seen.append(shown)


@pytest.mark.parametrize("case", CASES, ids=[case.kind for case in CASES])
def test_a_case_is_played_to_its_end_before_the_demonstration_opens(
    session: Session, case: SampleCase
) -> None:
    play_rested_on(savepoints(session), PLAN, case)
    playing = Compared(begin=savepoints(session), bloc_year_id=PLAN, session=session)
    case_id = playing.play(case)
    for day in crossed(DAYS, playing.now, OPENS + timedelta(days=1)):
        playing.compare(day)
    assert bool(playing.seen[-1]) == any(m.due for m in manifest(case.kind).milestones.values())
    query = text("SELECT state, simulated FROM case_ WHERE id = :id")
    assert session.execute(query, {"id": case_id}).one() == ("closed", True)
    assert playing.now < OPENS
    assert check(session, now=playing.now + timedelta(hours=1)) == []


@pytest.mark.parametrize("key", [key for key in KEYS if not manifest(key).package])
def test_every_task_of_a_process_that_is_data_alone_is_shown(key: str) -> None:
    drawn = {e.id for e in definition(key).elements.values() if e.kind == "userTask"}
    played = {step.task for case in CASES if case.kind == key for step in case.steps}
    assert played - {""} == drawn


def test_what_nobody_has_a_task_for_is_no_step(session: Session) -> None:
    (first, *_), playing = CASES, Playing(begin=savepoints(session), bloc_year_id=PLAN)
    wrong = sample_cases(
        f'[[cases]]\nkind = "{first.kind}"\npost = "{first.post}"\nbegins = 2024-11-04\n'
        'opening = { title = "Mẫu", scope = "campaign", issue_by = 2024-11-15 }\n'
        '[[cases.steps]]\ntask = "nothing"\n'
    )
    with pytest.raises(LookupError, match="nothing"):
        playing.play(wrong[0])


def test_the_cases_stand_in_order_of_their_days() -> None:
    for cases in (CASES, later_cases()):
        days = [case.begins for case in cases]
        assert days == sorted(days)


def test_all_that_is_made_up_says_so() -> None:
    for case in (*CASES, *later_cases()):
        for step in case.steps:
            for name in ("text", "reason", "explained", "proposal", "facts"):
                assert re.match("Dữ liệu mô phỏng", step.value.get(name, "Dữ liệu mô phỏng"))


def test_a_wait_lets_the_time_come_in_its_own_case_alone(session: Session) -> None:
    waits = next(case for case in CASES if any(step.wait for step in case.steps))
    first = next(n for n, step in enumerate(waits.steps) if step.wait)
    playing = Playing(begin=savepoints(session), bloc_year_id=PLAN)
    waiting = playing.play(replace(waits, steps=waits.steps[:first]))
    playing.play(waits)
    query = text("SELECT count(*) FROM timer WHERE case_id = :id AND state = 'armed'")
    assert session.execute(query, {"id": waiting}).scalar_one() > 0
