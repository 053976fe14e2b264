"""The simulation plays a year by the same acts as people, and marks all it makes."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.blocs.import_bloc_year import Imported, import_bloc_year
from server.actions.installation import demonstration
from server.actions.installation.check_invariants import check
from server.demo.scaled import plan, scaled
from server.demo.simulate import Simulation
from server.domain.bloc_file import BlocYearFile, parse
from tests.worlds.rows import rows
from tests.worlds.year import BEGINS, PLAN, savepoints


def simulation(session: Session, **more: object) -> Simulation:
    return Simulation(begin=savepoints(session), bloc_year_id=PLAN, now=BEGINS, **more)  # type: ignore[arg-type]


def done(session: Session) -> list[tuple[object, ...]]:
    return rows(session, "SELECT element, key, result FROM task ORDER BY opened_at, closed_at, key")


def test_all_it_makes_is_marked_as_simulated(session: Session) -> None:
    simulation(session).run()
    assert rows(session, "SELECT DISTINCT simulated FROM case_") == [(True,)]
    assert rows(session, "SELECT DISTINCT simulated FROM task") == [(True,)]
    marked = "SELECT DISTINCT simulated FROM event WHERE stream LIKE 'case/%%'"
    assert rows(session, marked) == [(True,)]


def test_the_same_seed_plays_the_same_year(session: Session) -> None:
    played = []
    for _ in range(2):
        with session.begin_nested() as undone:
            simulation(session, seed=7).run()
            played.append(done(session))
            undone.rollback()
    assert played[0] == played[1]


def test_another_seed_plays_another_year(session: Session) -> None:
    played = []
    for seed in (1, 2):
        with session.begin_nested() as undone:
            simulation(session, seed=seed, until="approve").run()
            played.append(done(session))
            undone.rollback()
    assert played[0] != played[1]


@pytest.mark.parametrize("element", ["rank", "vote", "decide"])
def test_it_stops_where_a_step_waits_to_be_shown(session: Session, element: str) -> None:
    simulation(session, until=element).run()
    waiting = session.execute(text("SELECT DISTINCT element FROM task WHERE state = 'open'"))
    assert waiting.scalars().all() == [element]


def test_it_reports_each_step_and_how_many_are_done(session: Session) -> None:
    told: list[tuple[str, int]] = []
    run = simulation(session, until="rank", report=lambda name, number: told.append((name, number)))
    run.run()
    assert told[0] == ("evaluation", 0)
    assert [number for _, number in told[1:]] == list(range(1, run.done + 1))


def test_it_ends_by_the_instant_it_is_given(session: Session) -> None:
    ends = BEGINS + timedelta(days=20)
    run = simulation(session, ends_by=ends)
    run.run()
    assert run.now <= ends
    assert check(session, now=ends) == []


def test_a_province_with_the_same_units_is_played_beside_another(session: Session) -> None:
    """Two provinces have a Sở Nội vụ each; their accounts are named apart."""
    elsewhere = plan().replace("bac-giang", "lang-son")
    imported = import_bloc_year(session, elsewhere, actor=None, now=BEGINS)
    assert isinstance(imported, Imported)
    assert demonstration.add_accounts(session, now=BEGINS) > 0
    play = Simulation(
        begin=savepoints(session), bloc_year_id=imported.bloc_year_id, now=BEGINS, until="approve"
    )
    play.run()
    assert play.done > 0
    assert check(session, now=play.now) == []


@pytest.mark.parametrize("units", [2, 15, 500])
def test_a_scaled_bloc_is_a_bloc_year_without_mistakes(units: int) -> None:
    file = parse(scaled(units))
    assert isinstance(file, BlocYearFile)
    assert len(file.units) == units
    plans = parse(plan())
    assert isinstance(plans, BlocYearFile)
    assert (file.bloc.name, file.bloc.short) != (plans.bloc.name, plans.bloc.short)
    assert str(units) in file.bloc.short.vi
