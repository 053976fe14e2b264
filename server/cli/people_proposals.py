"""`binhxet person proposals`, `confirm`, `decline`: the operator as second person."""

import argparse
import json
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from server.actions.factors import reset
from server.actions.identity.invite import Link
from server.actions.installation.demonstration import is_demonstration
from server.actions.installation.installed import clock_offset
from server.actions.people import confirm_account, place_person
from server.cli import directory_links
from server.cli.command import CommandRefused, Commands, command, with_json
from server.cli.database import database, transaction
from server.cli.people_refusals import sentence
from server.config import Settings, clock
from server.domain.people.appointments import NoSuchPerson
from server.domain.refusals import Refusal
from server.store import Session
from server.store.people import account_proposals, people_admin
from server.store.people.lineage import EVERYWHERE

CONFIRMED_LATER = "Chờ một quản trị xác nhận / an administrator confirms it."
Act = Callable[[Session, argparse.Namespace, Settings, datetime], Link | None]
NOBODY_TO_PLACE = {"NoSuchPerson": "không có người chưa rõ tỉnh này / nobody without a province"}


def add(verbs: Commands) -> None:
    """Add the verbs of `person`."""
    with_json(command(verbs, "proposals", "việc chờ người thứ hai / what waits", show))
    for name, says, act in (
        ("confirm", "xác nhận khi chỉ có một quản trị / confirm as second person", _confirm),
        ("decline", "bác một đề nghị / decline a proposal", _decline),
    ):
        made = command(verbs, name, says, _settling(act))
        made.add_argument("id", type=UUID, metavar="ID")
        made.add_argument("--base", default="", help="địa chỉ của hệ thống / address of the site")
        with_json(made)
    made = command(verbs, "reset-factor", "gỡ mã xác thực đã mất / a lost factor", reset_factor)
    made.add_argument("login", help="tên đăng nhập / whose")
    directory_links.add(verbs)
    made = command(verbs, "place", "tỉnh của người chưa có tỉnh / whose province is unknown", place)
    made.add_argument("login", help="tên đăng nhập / whose")
    made.add_argument("province", help="tỉnh / province")


def show(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print what waits for a second person."""
    with database(settings) as begin, begin() as session:
        found = account_proposals.waiting(session, EVERYWHERE)
    lines = [
        {
            "id": str(row.id),
            "kind": row.kind,
            "login": row.login,
            "post": row.post_id,
            "proposed_by": row.proposed_name or None,
            "until": row.expires_at.isoformat(),
        }
        for row in found
    ]
    if arguments.json:
        print(json.dumps(lines, ensure_ascii=False))
    else:
        for line in lines:
            print("  ".join(value or "-" for value in line.values()))
    return 0


def place(arguments: argparse.Namespace, settings: Settings) -> int:
    """Say of which province a person is, of whom nothing tells it."""
    try:
        with transaction(settings) as (session, now):
            place_person.place(session, arguments.login, arguments.province, now=now)
    except Refusal as refusal:
        raise CommandRefused(sentence(refusal, NOBODY_TO_PLACE)) from refusal
    print(f"Đã xong / done: {arguments.login}")
    return 0


def reset_factor(arguments: argparse.Namespace, settings: Settings) -> int:
    """Take an administrator's lost factor away, or propose it of anybody else."""
    try:
        with transaction(settings) as (session, now):
            person = people_admin.by_login(session, arguments.login)
            if person is None:
                raise NoSuchPerson
            hold = settings.proposals_hold
            done = reset.propose(session, person.id, actor=None, now=now, hold=hold)
    except Refusal as refusal:
        raise CommandRefused(sentence(refusal)) from refusal
    print(f"Đã xong / done: {arguments.login}" if done else CONFIRMED_LATER)
    return 0


def mails(session: Session, settings: Settings) -> bool:
    """Tell whether mail leaves this installation, so that a link can reach its person alone."""
    return bool(settings.smtp_url) and not is_demonstration(session)


def address_of(link: Link, arguments: argparse.Namespace, settings: Settings) -> str | None:
    """Return the whole address of a link that is shown; None where it is not."""
    base = arguments.base.rstrip("/") or settings.address
    return f"{base}{link.path}" if link.path else None


def _settling(act: Act) -> Callable[[argparse.Namespace, Settings], int]:
    def handle(arguments: argparse.Namespace, settings: Settings) -> int:
        try:
            with database(settings) as begin, begin() as session:
                link = act(session, arguments, settings, clock(clock_offset(session))())
        except Refusal as refusal:
            raise CommandRefused(sentence(refusal)) from refusal
        address = address_of(link, arguments, settings) if link else None
        if arguments.json:
            print(json.dumps({"id": str(arguments.id), "link": address}))
        else:
            print(address or f"Đã xong / done: {arguments.id}")
        return 0

    return handle


def _confirm(
    session: Session, arguments: argparse.Namespace, settings: Settings, now: datetime
) -> Link | None:
    return confirm_account.confirm(
        session, arguments.id, mails=mails(session, settings), actor=None, now=now
    )


def _decline(
    session: Session, arguments: argparse.Namespace, _settings: Settings, now: datetime
) -> None:
    confirm_account.decline(session, arguments.id, actor=None, now=now)
