"""`binhxet migrate-instances`: running cases on their way to another version of a definition."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from server.actions.cases import migrate_instances
from server.actions.cases.migrate_instances import Plan
from server.actions.installation.installed import clock_offset
from server.actions.people import act_as_administrator
from server.actions.transaction import Begin
from server.cli.command import CommandRefused, Commands, command, with_json
from server.cli.database import database
from server.config import Settings, clock
from server.domain.people.appointments import NoSuchPerson
from server.domain.people.lineage import Reach
from server.domain.refusals import Refusal
from server.store import Session
from server.store.people.lineage import EVERYWHERE


def add(commands: Commands) -> None:
    """Add `migrate-instances`: it shows; `--move` moves, `--undo` puts back."""
    says = "chuyển hồ sơ đang chạy sang bản khác / move running cases to another version"
    made = command(commands, "migrate-instances", says, handle)
    made.add_argument("key", metavar="KEY", help="mã quy trình / key of a process")
    made.add_argument(
        "--to",
        default="",
        metavar="HASH",
        help="mã bản hoặc phần đầu; mặc định mới nhất / the newest",
    )
    made.add_argument("--case", type=UUID, help="chỉ một hồ sơ / one case only")
    what = made.add_mutually_exclusive_group()
    what.add_argument("--move", action="store_true", help="chuyển những hồ sơ chuyển được / move")
    what.add_argument("--undo", action="store_true", help="hoàn lại một hồ sơ / undo one case")
    made.add_argument("--by", default="", metavar="LOGIN", help="quản trị / administrator")
    with_json(made)


def handle(arguments: argparse.Namespace, settings: Settings) -> int:
    """Show what changed and who can move; move or undo, a transaction a case."""
    if (arguments.move or arguments.undo) and not arguments.by:
        raise CommandRefused(
            "cần --by LOGIN của quản trị / --by LOGIN of an administrator is needed"
        )
    if arguments.undo and not arguments.case:
        raise CommandRefused("cần --case khi hoàn lại / --undo wants --case")
    with database(settings) as begin:
        with begin() as session:
            now = clock(clock_offset(session))()
            reach = _reach(session, arguments.by, now)
            try:
                plan = migrate_instances.plan(session, arguments.key, to=arguments.to, reach=reach)
            except LookupError as error:
                raise CommandRefused(
                    f"không có đúng một bản như vậy / not exactly one such version: {error}"
                ) from error
        try:
            done = _act(begin, arguments, plan, now)
        except Refusal as refusal:
            facts = ", ".join(str(value) for value in vars(refusal).values())
            raise CommandRefused(f"{type(refusal).__name__}: {facts}") from refusal
    _print(arguments, plan, done)
    return 0


def _act(begin: Begin, arguments: argparse.Namespace, plan: Plan, now: datetime) -> dict[str, int]:
    if arguments.undo:
        with begin() as session:
            by = act_as_administrator.by_login(session, arguments.by, now=now)
            undone = migrate_instances.undo(session, arguments.case, actor=by, now=now)
        return {str(arguments.case): undone}
    done: dict[str, int] = {}
    for case in plan.cases if arguments.move else ():
        if case.moves and arguments.case in {None, case.case_id}:
            with begin() as session:
                by = act_as_administrator.by_login(session, arguments.by, now=now)
                done[str(case.case_id)] = migrate_instances.move(
                    session, case.case_id, to=plan.to, actor=by, now=now
                )
    return done


def _reach(session: Session, by: str, now: datetime) -> Reach | None:
    """Return whose cases are looked at: those of the administrator named, or all."""
    if not by:
        return EVERYWHERE
    try:
        return act_as_administrator.by_login(session, by, now=now).reach
    except NoSuchPerson as refusal:
        raise CommandRefused("--by: NoSuchPerson") from refusal


def _print(arguments: argparse.Namespace, plan: Plan, done: dict[str, int]) -> None:
    if arguments.json:
        moves = [case.case_id for case in plan.cases if case.moves]
        whole = {"plan": asdict(plan), "moves": moves, "done": done}
        print(json.dumps(whole, default=str, ensure_ascii=False))
        return
    for line in _lines(plan):
        print(line)
    for case_id, count in done.items():
        print(f"{case_id}: {count} đã chuyển / done")


def _lines(plan: Plan) -> Iterator[str]:
    for version, changes in plan.changes.items():
        yield f"{version[:12]} -> {plan.to[:12]}"
        for change in changes:
            yield f"  {change.difference} {change.element} {' '.join(change.parts)}"
    for case in plan.cases:
        yield f"{case.case_id} {case.kind} {case.year} {'=>' if case.moves else '--'}"
        for each in case.instances:
            why = [f"{item.element} {item.why}" for item in each.obstacles] or [each.error]
            yield from (f"  {each.process} {each.key}: {reason}" for reason in why if reason)
