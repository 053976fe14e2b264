"""`binhxet bloc import`: a bloc-year from its file."""

from pathlib import Path

from server.cli.command import Commands, command, not_yet, with_json


def add(commands: Commands) -> None:
    """Add `bloc import`."""
    bloc = commands.add_parser("bloc", help="năm thi đua của khối / a bloc's year")
    verbs = bloc.add_subparsers(metavar="VERB", required=True)
    read = command(verbs, "import", "nạp một tệp / load a bloc-year file", not_yet)
    read.add_argument("file", type=Path, metavar="FILE", help="tệp TOML / a TOML file")
    with_json(read)
