"""`binhxet person link-directory` and `unlink-directory`, and which ways sign in at all."""

import argparse

from server.actions.directories import link_account
from server.actions.directories.link_account import DirectoryAccount
from server.cli.command import CommandRefused, Commands, command
from server.cli.database import transaction
from server.cli.people_refusals import sentence
from server.config import Settings
from server.domain.identity.directories import Directory
from server.domain.people.appointments import NoSuchPerson
from server.domain.refusals import Refusal
from server.store import Session
from server.store.identity import directory_links
from server.store.people import people_admin
from server.store.people.people_admin import PersonRow

CONFIRMED_LATER = "Chờ một quản trị xác nhận / an administrator confirms it."


def add(verbs: Commands) -> None:
    """Add the verbs of `person`."""
    for name, says, act in (
        ("link-directory", "liên kết tài khoản bên ngoài / link an outside account", link),
        ("unlink-directory", "gỡ liên kết / remove such a link", unlink),
    ):
        made = command(verbs, name, says, act)
        made.add_argument("login", help="tên đăng nhập / whose")
        made.add_argument("directory", choices=[each.value for each in Directory])
        if act is link:
            made.add_argument(
                "subject", help="mã tài khoản ở đó / what the account is called there"
            )


def link(arguments: argparse.Namespace, settings: Settings) -> int:
    """Link an administrator with an account of a directory, or propose it of anybody else."""
    account = DirectoryAccount(Directory(arguments.directory), arguments.subject)
    try:
        with transaction(settings) as (session, now):
            person, hold = _person(session, arguments.login), settings.proposals_hold
            done = link_account.propose(session, person.id, account, actor=None, now=now, hold=hold)
    except Refusal as refusal:
        raise CommandRefused(sentence(refusal)) from refusal
    print(f"Đã xong / done: {arguments.login}" if done else CONFIRMED_LATER)
    return 0


def unlink(arguments: argparse.Namespace, settings: Settings) -> int:
    """Let an account of a directory sign a person in no longer."""
    try:
        with transaction(settings) as (session, now):
            person = _person(session, arguments.login)
            held = directory_links.of_person(session, person.id)
            mine = [each for each in held if each.directory == arguments.directory]
            for each in mine:
                link_account.remove(session, person.id, each.id, actor=None, now=now)
    except Refusal as refusal:
        raise CommandRefused(sentence(refusal)) from refusal
    print(f"Đã xong / done: {arguments.login}: {len(mine)}")
    return 0


def _person(session: Session, login: str) -> PersonRow:
    person = people_admin.by_login(session, login)
    if person is None:
        raise NoSuchPerson
    return person
