"""`binhxet simulate`: all roles of a year played by the product's own actions."""

import argparse
import json
import sys
from datetime import datetime, timedelta

from server.actions.blocs.import_bloc_year import Imported, import_bloc_year
from server.actions.deployment.deploy import deploy_ours
from server.actions.installation import demonstration
from server.actions.installation.installed import clock_offset
from server.actions.transaction import Begin
from server.cli.command import CommandRefused, Commands, command, with_json
from server.cli.database import database
from server.config import Settings, clock
from server.demo.scaled import plan, scaled
from server.demo.simulate import Simulation

STEPS_OF_A_UNIT = 7


def add(commands: Commands) -> None:
    """Add `simulate`."""
    play = command(commands, "simulate", "chạy thử mọi vai / play every role", handle)
    play.add_argument("--until", default="", metavar="STEP", help="dừng trước bước / stop before")
    play.add_argument("--units", type=int, default=0, metavar="N", help="số đơn vị mẫu / units")
    play.add_argument("--seed", type=int, default=1, metavar="S", help="hạt giống / random seed")
    with_json(play)


def handle(arguments: argparse.Namespace, settings: Settings) -> int:
    """Play a year in a demonstration; refused in production."""
    with database(settings) as begin:
        bloc_year_id, now = _prepare(begin, settings, arguments.units)
        simulation = Simulation(
            begin=begin,
            bloc_year_id=bloc_year_id,
            now=now,
            seed=arguments.seed,
            until=arguments.until,
            report=lambda step, done: _bar(step, done, arguments.units or 5),
            ends_by=now + timedelta(seconds=1),
        )
        cases = simulation.run()
    sys.stderr.write("\n")
    if arguments.json:
        print(json.dumps({"cases": [str(case) for case in cases], "acts": simulation.done}))
    else:
        print(f"{simulation.done} việc / acts, {len(cases)} hồ sơ / cases")
    return 0


def _prepare(begin: Begin, settings: Settings, units: int) -> tuple[str, datetime]:
    """Deploy and import what the simulation plays on; return the bloc-year and the time."""
    with begin() as session:
        if not demonstration.is_demonstration(session):
            raise CommandRefused("Chỉ chạy thử trong bản trình diễn / only in a demonstration.")
        now = clock(clock_offset(session))()
        deploy_ours(session, workflows=settings.workflows, forms=settings.forms, now=now)
        imported = import_bloc_year(
            session, scaled(units) if units else plan(), actor=None, now=now
        )
        if not isinstance(imported, Imported):
            raise CommandRefused("\n".join(item.message("vi") for item in imported.items))
        demonstration.add_accounts(session, now=now)
    return imported.bloc_year_id, now


def _bar(step: str, done: int, units: int) -> None:
    """Show how far it is; the total is an estimate."""
    total = units * STEPS_OF_A_UNIT + 25
    filled = min(30, 30 * done // total)
    sys.stderr.write(f"\r[{'#' * filled}{'.' * (30 - filled)}] {done:5d} {step:<20}")
    sys.stderr.flush()
