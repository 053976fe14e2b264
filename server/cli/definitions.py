"""`binhxet lint` and `binhxet deploy`: process definitions."""

from server.cli.command import Commands, command, not_yet, with_json


def add(commands: Commands) -> None:
    """Add `lint` and `deploy`."""
    lint = command(commands, "lint", "kiểm tra quy trình / check process definitions", not_yet)
    lint.add_argument("key", nargs="*", metavar="KEY", help="mặc định tất cả / default: all")
    with_json(lint)
    deploy = command(commands, "deploy", "ban hành quy trình / publish definitions", not_yet)
    deploy.add_argument("key", nargs="*", metavar="KEY", help="mặc định tất cả / default: all")
    with_json(deploy)
