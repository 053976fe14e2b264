"""`binhxet simulate`: all roles of a year played by the product's own actions."""

from server.cli.command import Commands, command, not_yet, with_json


def add(commands: Commands) -> None:
    """Add `simulate`."""
    play = command(commands, "simulate", "chạy thử mọi vai / play every role", not_yet)
    play.add_argument("--until", metavar="STEP", help="dừng trước bước này / stop before a step")
    play.add_argument("--units", type=int, default=5, metavar="N", help="số đơn vị / units")
    play.add_argument("--seed", type=int, default=1, metavar="S", help="hạt giống / random seed")
    with_json(play)
