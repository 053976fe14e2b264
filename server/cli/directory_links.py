"""`binhxet person link-directory`, `unlink-directory` and `bind-directory-links`."""

import argparse
import re
from collections.abc import Sequence

from server.actions.directories import bind_links, link_account
from server.actions.installation.installed import clock_offset
from server.cli.command import CommandRefused, Commands, command
from server.cli.database import transaction
from server.cli.people_refusals import sentence
from server.config import Settings, clock
from server.domain.identity.directories import ISSUERS, Directory, DirectoryAccount
from server.domain.people.appointments import NoSuchPerson
from server.domain.refusals import Refusal
from server.store import Session
from server.store.identity import directory_links
from server.store.people import people_admin
from server.store.people.people_admin import PersonRow

NOTHING_LINKED = "Tài khoản không có liên kết nào loại đó / the account has no such link."
FORMS = {
    Directory.OPENID: "https://…",
    Directory.LDAP: "ldap://máy/gốc?thuộc-tính / ldap://HOST/BASE?CLAIM",
}
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
            _add_issuer(made)
    says = "ghi nơi cấp của các liên kết / say who vouches for links"
    made = command(verbs, "bind-directory-links", says, bind)
    made.add_argument("directory", choices=[each.value for each in Directory])
    made.add_argument("--from", dest="former", default="", help="nơi cấp trước / former issuer")
    _add_issuer(made)


def bind_at_start(session: Session, settings: Settings) -> None:
    """Bind the links of older releases to who is configured, when a web server starts."""
    now = clock(clock_offset(session))()
    bind_links.bind_unbound(session, settings.directories.issuers, now=now)


def link(arguments: argparse.Namespace, settings: Settings) -> int:
    """Link an administrator with an account of a directory, or propose it of anybody else."""
    directory = Directory(arguments.directory)
    account = DirectoryAccount(directory, _issuer(arguments, settings), arguments.subject)
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
        if not mine:
            raise CommandRefused(NOTHING_LINKED)
    except Refusal as refusal:
        raise CommandRefused(sentence(refusal)) from refusal
    print(f"Đã xong / done: {arguments.login}: {len(mine)}")
    return 0


def bind(arguments: argparse.Namespace, settings: Settings) -> int:
    """Let links that name a former issuer, or none, name the one that is asked now."""
    issuer = _issuer(arguments, settings)
    with transaction(settings) as (session, now):
        directory, former = Directory(arguments.directory), arguments.former
        if not directory_links.of_issuer(session, directory, former):
            raise CommandRefused(_no_such(directory_links.issuers(session, directory)))
        bound = bind_links.bind(session, directory, former=former, issuer=issuer, now=now)
        left = len(directory_links.of_issuer(session, directory, former))
    print(f"Đã xong / done: {bound}; {issuer}")
    if left:
        print(f"Còn lại, mã đã có người dùng / left, as their accounts are linked: {left}")
    return 0


def _add_issuer(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--issuer",
        default="",
        help="nơi cấp, như trang Tài khoản chưa được liên kết ghi; mặc định: theo cấu hình / who "
        "vouches for it, as the page of an account that is not linked says; else as configured",
    )


def _issuer(arguments: argparse.Namespace, settings: Settings) -> str:
    """Name who vouches: as told, else as this process's settings say. Raises CommandRefused."""
    named: str = arguments.issuer.strip() or settings.directories.issuers.get(
        arguments.directory, ""
    )
    directory = Directory(arguments.directory)
    if named and not re.fullmatch(ISSUERS[directory], named):
        raise CommandRefused(
            f"Nơi cấp không đúng dạng / no issuer: {named!r}; {FORMS[directory]}, như trang “Tài "
            "khoản chưa được liên kết” ghi / as the page “The account is not linked” says."
        )
    if named:
        return named
    raise CommandRefused(
        "Thiếu nơi cấp tài khoản / which issuer: --issuer …, như trang “Tài khoản chưa được liên "
        "kết” ghi / as the page “The account is not linked” says; hoặc đặt biến / or set the "
        f"variables BINHXET_{'OIDC' if arguments.directory == 'openid' else 'LDAP'}_…"
    )


def _no_such(there: Sequence[str]) -> str:
    named = ", ".join(each or "(chưa ghi / none)" for each in there)
    return (
        "Không có liên kết nào của nơi cấp đó / no link names that issuer. --from: "
        f"{named or 'chưa có liên kết nào / there are no links'}."
    )


def _person(session: Session, login: str) -> PersonRow:
    person = people_admin.by_login(session, login)
    if person is None:
        raise NoSuchPerson
    return person
