"""`binhxet ops`: what an administrator does about cases in trouble, at a terminal.

A second person confirms on the page: at a terminal one could play both.
"""

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from server.actions.cases import (
    cancel_case,
    case_faults,
    retry,
    set_back,
)
from server.actions.cases import suspend_case as suspending
from server.actions.installation.installed import clock_offset
from server.cli import ops_watch
from server.cli.command import CommandRefused, Commands, command, with_json
from server.cli.database import acting, database
from server.cli.ops_refusals import sentence
from server.config import Settings, clock
from server.domain.people.actors import Actor
from server.domain.refusals import Refusal
from server.store import Session
from server.store.cases import administered, administration
from server.store.cases.administered import WantedCases
from server.store.jobs import job_pages
from server.texts import mended

MOST = 200
Act = Callable[[Session, argparse.Namespace, Actor, datetime], object]


def add(commands: Commands) -> None:
    """Add `ops` with its verbs."""
    ops = commands.add_parser("ops", help="vận hành / operations")
    verbs = ops.add_subparsers(metavar="VERB", required=True)
    listed = command(verbs, "cases", "liệt kê hồ sơ / list cases", show_cases)
    listed.add_argument(
        "--state", default="", choices=("", "open", "ending", "suspended", "cancelled", "closed")
    )
    listed.add_argument(
        "--search", default="", metavar="TEXT", help="mã, năm, đơn vị / id, year, unit"
    )
    with_json(listed)
    one = command(verbs, "case", "một hồ sơ / one case", show_case)
    one.add_argument("case", type=UUID)
    with_json(one)
    with_json(command(verbs, "faults", "lỗi và kẹt / errors, stuck cases", show_faults))
    with_json(command(verbs, "jobs", "việc nền, độ trễ / jobs and their lag", show_jobs))
    ops_watch.add(verbs)
    _add_acts(verbs)


def _add_acts(verbs: Commands) -> None:
    for name, says, act in _ACTS:
        made = command(verbs, name, says, _repair(act))
        made.add_argument("id", metavar="ID")
        if name == "set-back":
            made.add_argument("--to", required=True, metavar="ELEMENT")
        if not name.startswith("retry"):
            made.add_argument("--reason", type=mended, required=True, help="lý do / the reason")
        made.add_argument("--by", required=True, metavar="LOGIN", help="quản trị / administrator")
        with_json(made)


def show_cases(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the newest cases."""
    with database(settings) as begin, begin() as session:
        wanted = WantedCases(typed=arguments.search, state=arguments.state)
        found = administered.cases(session, wanted, limit=MOST)
    _print(arguments, [asdict(row) for row in found], "id", "kind", "year", "state", "open_tasks")
    return 0


def show_case(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print one case with its instances, open tasks, timers and errors."""
    with database(settings) as begin, begin() as session:
        found = administration.named(session, [arguments.case]).get(arguments.case)
        if found is None:
            raise CommandRefused("không có hồ sơ này / no such case")
        now = clock(clock_offset(session))()
        instances = administration.instances(session, found.id, after=None, limit=MOST)
        tasks = administration.open_tasks(session, found.id, after=None, limit=MOST)
        timers = administration.timers(session, case_id=found.id)
        faults = case_faults.faults(session, now=now, cases=[found.id])
    whole = {
        **asdict(found),
        "instances": [asdict(row) for row in instances],
        "tasks": [asdict(row) for row in tasks],
        "timers": [asdict(row) for row in timers],
        "faults": [asdict(row) for row in faults],
    }
    print(json.dumps(whole, default=str, ensure_ascii=False, indent=None if arguments.json else 2))
    return 0


def show_faults(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print what is wrong, by name; exit 1 where something is."""
    with database(settings) as begin, begin() as session:
        found = case_faults.faults(session, now=clock(clock_offset(session))())
    _print(
        arguments, [asdict(row) for row in found], "error", "case_id", "process", "key", "detail"
    )
    return 1 if found else 0


def show_jobs(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the queue: names, states, numbers, and the longest lag in seconds."""
    with database(settings) as begin, begin() as session:
        found = [asdict(row) for row in job_pages.tallies(session)]
    _print(arguments, found, "name", "status", "jobs", "lag")
    return 0


def _repair(act: Act) -> Callable[[argparse.Namespace, Settings], int]:
    def handle(arguments: argparse.Namespace, settings: Settings) -> int:
        arguments.hold = settings.proposals_hold
        try:
            with acting(settings, arguments.by) as (session, actor, now):
                done = act(session, arguments, actor, now)
        except (Refusal, ValueError) as refusal:
            raise CommandRefused(sentence(refusal)) from refusal
        answer = {"done": True, "id": str(done or arguments.id)}
        print(json.dumps(answer) if arguments.json else f"Đã xong / done: {answer['id']}")
        return 0

    return handle


def _print(arguments: argparse.Namespace, rows: list[dict[str, object]], *columns: str) -> None:
    if arguments.json:
        print(json.dumps(rows, default=str, ensure_ascii=False))
        return
    for row in rows:
        print("  ".join(str(row[name]) for name in columns))


_ACTS: tuple[tuple[str, str, Act], ...] = (
    (
        "suspend",
        "tạm dừng hồ sơ / suspend a case",
        lambda s, a, by, now: suspending.suspend(s, UUID(a.id), reason=a.reason, actor=by, now=now),
    ),
    (
        "resume",
        "cho hồ sơ chạy tiếp / resume a case",
        lambda s, a, by, now: suspending.resume(s, UUID(a.id), reason=a.reason, actor=by, now=now),
    ),
    (
        "cancel",
        "hủy hồ sơ / cancel a case",
        lambda s, a, by, now: cancel_case.cancel(s, UUID(a.id), reason=a.reason, actor=by, now=now),
    ),
    (
        "set-back",
        "đề nghị lùi bước từ một việc / propose to set a task back",
        lambda s, a, by, now: set_back.propose(
            s, UUID(a.id), target=a.to, reason=a.reason, actor=by, now=now, hold=a.hold
        ),
    ),
    (
        "retry-timer",
        "chạy ngay hẹn giờ quá hạn / fire an overdue timer",
        lambda s, a, by, now: retry.timer(s, UUID(a.id), actor=by, now=now),
    ),
    (
        "retry-job",
        "chạy lại việc nền / retry a failed job",
        lambda s, a, by, now: retry.job(s, int(a.id), actor=by, now=now),
    ),
)
