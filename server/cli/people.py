"""`binhxet person add` and `binhxet invite`: accounts."""

from server.cli.command import Commands, command, not_yet, with_json


def add(commands: Commands) -> None:
    """Add `person add` and `invite`."""
    person = commands.add_parser("person", help="người dùng / persons")
    verbs = person.add_subparsers(metavar="VERB", required=True)
    add_person = command(verbs, "add", "thêm một người / add a person", not_yet)
    add_person.add_argument("login", help="tên đăng nhập / the name to sign in with")
    add_person.add_argument("--name", required=True, help="họ và tên / full name")
    add_person.add_argument("--email", default="")
    with_json(add_person)
    invite = command(commands, "invite", "liên kết dùng một lần / a one-time link", not_yet)
    invite.add_argument("login", help="tên đăng nhập / whose")
    with_json(invite)
