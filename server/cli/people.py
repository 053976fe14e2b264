"""`binhxet person add` and `binhxet invite`: the first accounts of an installation."""

import argparse
import json
from datetime import date, datetime
from uuid import UUID

from server.actions.identity import end_sessions, invite
from server.actions.identity.invite import Way
from server.actions.installation.installed import clock_offset
from server.actions.people import add_person, appoint, end_appointment
from server.cli import people_proposals
from server.cli.command import CommandRefused, Commands, command, with_json
from server.cli.database import database, transaction
from server.cli.people_refusals import sentence
from server.config import Settings, clock
from server.domain.deadlines import local_day
from server.domain.people.appointments import (
    Held,
    NoSuchAppointment,
    NoSuchPerson,
    Period,
)
from server.domain.people.posts import province_of
from server.domain.refusals import Refusal
from server.store import Session
from server.store.people import people_admin

WAYS = {
    Way.MAILED: "Đã gửi thư cho người đó / mailed to the person.",
    Way.WAITS: "Chờ một quản trị xác nhận và trao / an administrator confirms and hands it over.",
}


def add(commands: Commands) -> None:
    """Add `person add` and `invite`."""
    person = commands.add_parser("person", help="người dùng / persons")
    verbs = person.add_subparsers(metavar="VERB", required=True)
    made = command(verbs, "add", "thêm một người / add a person", add_one)
    made.add_argument("--login", required=True, help="tên đăng nhập / the name to sign in with")
    made.add_argument("--name", required=True, help="họ và tên / full name")
    made.add_argument("--email", default="")
    made.add_argument(
        "--province", default="",
        help="tỉnh; mặc định tỉnh của chức vụ, hoặc tỉnh duy nhất / province; else the post's",
    )  # fmt: skip
    made.add_argument("--post", default="", help="chức vụ / post: bac-giang/so-khcn/head")
    made.add_argument(
        "--from", dest="first", type=date.fromisoformat, metavar="YYYY-MM-DD",
        help="ngày đầu giữ chức vụ, mặc định hôm nay / first day in the post, today if not given",
    )  # fmt: skip
    made.add_argument("--decision", default="", help="số quyết định / decision number")
    with_json(made)
    _add_endings(verbs)
    link = command(commands, "invite", "đường dẫn dùng một lần / a one-time link", invite_one)
    link.add_argument("login", help="tên đăng nhập / whose")
    link.add_argument("--base", default="", help="địa chỉ của hệ thống / address of the site")
    with_json(link)
    people_proposals.add(verbs)


def _add_endings(verbs: Commands) -> None:
    ended = command(verbs, "end", "kết thúc giữ chức vụ ngay / end an appointment now", end_one)
    ended.add_argument("login", help="tên đăng nhập / whose")
    ended.add_argument("post", help="chức vụ / post: bac-giang/so-khcn/head")
    says = "kết thúc mọi phiên đăng nhập / end all sessions"
    out = command(verbs, "end-sessions", says, end_all_sessions)
    out.add_argument("login", help="tên đăng nhập / whose")
    out.add_argument("--reason", required=True, help="lý do / why; the person is told")


def add_one(arguments: argparse.Namespace, settings: Settings) -> int:
    """Add a person, with a post where one is named; both or nothing."""
    waits = False
    with database(settings) as begin:
        try:
            with begin() as session:
                now = clock(clock_offset(session))()
                person_id = add_person.add(
                    session,
                    login=arguments.login,
                    name=arguments.name,
                    province=_province(session, arguments),
                    email=arguments.email,
                    actor=None,
                    now=now,
                )
                if arguments.post:
                    made = appoint.appoint(
                        session,
                        _held(arguments, person_id, now),
                        decision=arguments.decision,
                        actor=None,
                        now=now,
                        hold=settings.proposals_hold,
                    )
                    waits = made is None
        except Refusal as refusal:
            raise CommandRefused(sentence(refusal)) from refusal
    if arguments.json:
        said = {"person": str(person_id), "login": arguments.login, "waits": waits}
        print(json.dumps(said))
        return 0
    print(f"Đã thêm / added: {arguments.login}. binhxet invite {arguments.login}")
    if waits:
        print("Bổ nhiệm chờ một quản trị xác nhận / the appointment waits for an administrator.")
    return 0


def _held(arguments: argparse.Namespace, person_id: UUID, now: datetime) -> Held:
    period = Period(first=arguments.first or local_day(now), last=None)
    return Held(person_id=person_id, post_id=arguments.post, period=period)


def end_one(arguments: argparse.Namespace, settings: Settings) -> int:
    """End at once that a person holds a post, or will hold it."""
    try:
        with transaction(settings) as (session, now):
            person = people_admin.by_login(session, arguments.login)
            if person is None:
                raise NoSuchPerson
            rows = people_admin.appointments(
                session, person_ids=[person.id], post_ids=[arguments.post]
            )
            held = [row for row in rows if not row.over_by(local_day(now))]
            if not held:
                raise NoSuchAppointment
            for row in held:
                end_appointment.end(session, row.id, last=None, actor=None, now=now)
    except Refusal as refusal:
        raise CommandRefused(sentence(refusal)) from refusal
    print(f"Đã kết thúc / ended: {arguments.login}, {arguments.post}")
    return 0


def end_all_sessions(arguments: argparse.Namespace, settings: Settings) -> int:
    """End all sessions of a person, and say how many there were."""
    try:
        with transaction(settings) as (session, now):
            person = people_admin.by_login(session, arguments.login)
            if person is None:
                raise NoSuchPerson
            why = arguments.reason
            ended = end_sessions.end_all(session, person.id, reason=why, actor=None, now=now)
    except Refusal as refusal:
        raise CommandRefused(sentence(refusal)) from refusal
    print(f"Đã xong / done: {arguments.login}: {ended}")
    return 0


def invite_one(arguments: argparse.Namespace, settings: Settings) -> int:
    """Mail a one-time link, print it for an administrator, or propose it to one."""
    with database(settings) as begin:
        try:
            with begin() as session:
                person = people_admin.by_login(session, arguments.login)
                if person is None:
                    raise NoSuchPerson
                now = clock(clock_offset(session))()
                mails = people_proposals.mails(session, settings)
                link = invite.invite(
                    session,
                    person.id,
                    mails=mails,
                    actor=None,
                    now=now,
                    hold=settings.proposals_hold,
                )
        except Refusal as refusal:
            raise CommandRefused(sentence(refusal)) from refusal
    address = people_proposals.address_of(link, arguments, settings)
    if arguments.json:
        expires = link.until.isoformat() if link.until else None
        print(json.dumps({"way": link.way, "link": address, "expires": expires}))
    else:
        print(address or WAYS[link.way])
    return 0


def _province(session: Session, arguments: argparse.Namespace) -> str:
    """Return the province that was named, or the post's, or the only one there is."""
    only = people_admin.provinces(session)
    return (
        arguments.province
        or province_of(arguments.post)
        or (next(iter(only)) if len(only) == 1 else "")
    )
