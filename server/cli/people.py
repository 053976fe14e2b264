"""`binhxet person add` and `binhxet invite`: accounts, made by the operator of the machine."""

import argparse
import json
from datetime import date

from server.actions.add_person import add as add_person
from server.actions.appoint import appoint
from server.actions.installed import clock_offset
from server.actions.invite_by_login import invite_by_login
from server.cli.command import Commands, Refused, command, with_json
from server.cli.database import database
from server.config import Settings, clock
from server.domain.appointments import Held, Period
from server.domain.deadlines import local_day
from server.domain.refusals import Refusal


def add(commands: Commands) -> None:
    """Add `person add` and `invite`."""
    person = commands.add_parser("person", help="người dùng / persons")
    verbs = person.add_subparsers(metavar="VERB", required=True)
    made = command(verbs, "add", "thêm một người / add a person", handle_add)
    made.add_argument("login", help="tên đăng nhập / the name to sign in with")
    made.add_argument("--name", required=True, help="họ và tên / full name")
    made.add_argument("--email", default="")
    made.add_argument("--post", metavar="UNIT/POSITION", help="chức vụ / e.g. tinh/so/head")
    made.add_argument(
        "--from", dest="first", type=date.fromisoformat, metavar="YYYY-MM-DD",
        help="giữ chức vụ từ ngày / in the post from",
    )  # fmt: skip
    made.add_argument("--decision", default="", help="số quyết định / the decision's number")
    with_json(made)
    invite = command(commands, "invite", "liên kết dùng một lần / a one-time link", handle_invite)
    invite.add_argument("login", help="tên đăng nhập / whose")
    with_json(invite)


def handle_add(arguments: argparse.Namespace, settings: Settings) -> int:
    """Add an account, and its first post where one is named."""
    with database(settings) as begin, begin() as session:
        now = clock(clock_offset(session))()
        try:
            person_id = add_person(
                session,
                login=arguments.login,
                name=arguments.name,
                email=arguments.email,
                actor=None,
                now=now,
            )
            if arguments.post:
                period = Period(first=arguments.first or local_day(now), last=None)
                held = Held(person_id=person_id, post_id=arguments.post, period=period)
                appoint(session, held, decision=arguments.decision, actor=None, now=now)
        except Refusal as refusal:
            raise Refused(_words(refusal)) from refusal
    if arguments.json:
        print(json.dumps({"person": str(person_id), "login": arguments.login}))
    else:
        print(f"Đã thêm / added: {arguments.login}. Tiếp theo / next: binhxet invite "
              f"{arguments.login}")  # fmt: skip
    return 0


def handle_invite(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print a one-time link; it is shown once and nowhere kept."""
    with database(settings) as begin, begin() as session:
        now = clock(clock_offset(session))()
        try:
            link = invite_by_login(session, arguments.login, now=now)
        except Refusal as refusal:
            raise Refused(_words(refusal)) from refusal
    address = f"http://{settings.bind}:{settings.port}{link.path}"
    if arguments.json:
        print(json.dumps({"link": address, "until": link.until.isoformat()}))
    else:
        print(f"{address}\nDùng một lần, đến / once, until {link.until:%d/%m/%Y %H:%M} UTC")
    return 0


_WORDS = {
    "LoginTaken": "Tên đăng nhập đã có người dùng / that sign-in name is taken.",
    "BadLogin": "Tên đăng nhập gồm 3–64 chữ thường, số, . _ @ - / 3 to 64 lower-case letters, "
    "digits, . _ @ -",
    "NameMissing": "Thiếu họ và tên / the name is missing.",
    "NoSuchPost": "Không có chức vụ này; xem `binhxet bloc import` / there is no such post.",
    "NoSuchPerson": "Không có người này / there is no such person.",
}


def _words(refusal: Refusal) -> str:
    name = type(refusal).__name__
    return _WORDS.get(name, f"{name}: {vars(refusal)}")
