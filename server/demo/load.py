"""Fill an empty database with the demonstration: the plan's year, what is past of it simulated."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

from server.actions.blocs.import_bloc_year import Imported, import_bloc_year
from server.actions.cases import case_work, open_case
from server.actions.deployment.deploy import deploy_ours
from server.actions.installation import demonstration
from server.actions.transaction import Begin
from server.demo.sample_cases import (
    Playing,
    ReadyCase,
    later_cases,
    ready_cases,
    sample_cases,
)
from server.demo.scaled import plan
from server.demo.simulate import Simulation

OPENS = datetime(2024, 12, 9, 1, 5, tzinfo=UTC)
"""Monday, 9 December 2024, 8:05 in Bắc Giang: the year-end evaluation of the plan begins."""
YEAR_BEGINS = datetime(2024, 5, 2, 1, 0, tzinfo=UTC)
"""The bloc sets up its year, before its plan is written."""
SAMPLE_BEGINS = datetime(2024, 11, 4, 1, 0, tzinfo=UTC)
"""The simulated year-end begins."""

ADMINISTRATORS = "bac-giang/quan-tri/administrator"
"""The plan's administrators' post; publishing a process needs two who hold it."""

PROVINCE = ("bac-giang", "tỉnh Bắc Giang", "Bac Giang province")
"""The plan's province and what it is called, also in a demonstration that was there before."""

Report = Callable[[str], None]


def load_demonstration(
    begin: Begin, *, workflows: Path, forms: Path, now: datetime, report: Report
) -> None:
    """Load what is missing; `now` is the real time. A filled database keeps what it has."""
    began = monotonic()
    with begin() as session:
        fresh = not demonstration.is_set_up(session)
        if fresh:
            demonstration.set_up(session, offset=OPENS - now)
        deploy_ours(session, workflows=workflows, forms=forms, now=OPENS)
        if not fresh:
            demonstration.name_province(session, *PROVINCE, now=YEAR_BEGINS)
            return
        report("Nạp kế hoạch của Khối năm 2024 / loading the bloc's plan of 2024")
        imported = import_bloc_year(session, plan(), actor=None, now=YEAR_BEGINS)
        if not isinstance(imported, Imported):
            raise RuntimeError([item.message("en") for item in imported.items])  # noqa: TRY004
        demonstration.name_province(session, *PROVINCE, now=YEAR_BEGINS)
        demonstration.add_accounts(session, now=YEAR_BEGINS)
        demonstration.add_second_administrator(session, ADMINISTRATORS, now=YEAR_BEGINS)
        clock = OPENS + timedelta(seconds=monotonic() - began)
        for ready in ready_cases():
            _open(ready, begin_in=session, bloc_year_id=imported.bloc_year_id, now=clock)
    _play(begin, imported.bloc_year_id, report)


def _play(begin: Begin, bloc_year_id: str, report: Report) -> None:
    """Play what is past of the year, in order of its days: so do the numbers of its register."""
    report("Chạy thử các việc đã qua của năm / playing what is past of the year")
    playing = Playing(begin=begin, bloc_year_id=bloc_year_id)
    earlier = [case for case in sample_cases() if case.begins < SAMPLE_BEGINS.date()]
    for case in earlier:
        playing.play(case)
    report("Chạy thử một kỳ đánh giá làm mẫu / playing one sample evaluation")
    Simulation(
        begin=begin,
        bloc_year_id=bloc_year_id,
        now=SAMPLE_BEGINS,
        report=lambda step, done: report(f"  {done:3d}  {step}") if done % 10 == 0 else None,
    ).run()
    rest = (*sample_cases()[len(earlier) :], *later_cases())
    for case in sorted(rest, key=lambda each: each.begins):
        playing.play(case)


def _open(
    ready: ReadyCase, *, begin_in: case_work.Session, bloc_year_id: str, now: datetime
) -> None:
    """Open a case of the plan's own that is ready to begin, when its clock says so.

    Another time than the demonstration's own would be pointed out to its auditor as a wrong clock.
    """
    open_case.open_case(
        begin_in,
        bloc_year_id=bloc_year_id,
        kind=ready.kind,
        actor=case_work.holder_of(begin_in, ready.post, now=now),
        now=now,
        opening=ready.opening,
    )
