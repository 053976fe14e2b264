"""`binhxet witness`: for a machine of the auditors', which needs nothing of ours but this command.

It keeps the last checkpoint it saw, demands the proof that the log goes on from there, and
cosigns. It looks where the log is published, or answers whoever asks by `add-checkpoint`.
"""

import argparse
import sys
import time
from pathlib import Path

from server.actions.log import published, witness
from server.actions.log.published import LogUnreachable
from server.cli.command import CommandRefused, Commands, command, in_words
from server.cli.log.witness_server import serve
from server.config import Settings
from server.domain.log.refused import LogRefused
from server.domain.log.witnessing import AnotherSize, RequestUnread, WitnessRefuses
from server.store.log import files
from server.store.log.key_folder import KeysRefused
from server.store.log.witness_folder import WitnessFolder

UNREADABLE = 2
ASK_AGAIN = "HỎI LẠI TỪ CỠ ĐÃ KÝ / ASK AGAIN FROM THE SIZE COSIGNED LAST"


def add(commands: Commands) -> None:
    """Add `witness` with its verbs."""
    top = commands.add_parser("witness", help="chứng kiến nhật ký / witness a log")
    verbs = top.add_subparsers(metavar="VERB", required=True)
    init = command(verbs, "init", "tạo khóa chứng kiến / make the witness's key", make)
    init.add_argument("--name", required=True, help="tên khóa / the key's name: host.example/w1")
    init.add_argument(
        "--policy",
        required=True,
        type=Path,
        help="tệp ghim khóa nhật ký / pinned logs, tlog-policy",
    )
    looked = command(verbs, "look", "xem và đồng ký / look and cosign", look)
    looked.add_argument(
        "place", metavar="ADDRESS|FOLDER|FILE",
        help="https://…/log, thư mục, hoặc tệp add-checkpoint / an address, folder or request",
    )  # fmt: skip
    asked = command(verbs, "serve", "trả lời add-checkpoint / answer add-checkpoint", answer)
    asked.add_argument("--bind", default="127.0.0.1", metavar="ADDRESS")
    asked.add_argument("--listen", type=int, required=True, metavar="PORT")
    for verb in (init, looked, asked):
        verb.add_argument(
            "--state", type=Path, required=True, metavar="FOLDER", help="nơi giữ khóa và điểm chốt"
        )


def make(arguments: argparse.Namespace, _: Settings) -> int:
    """Make the key and pin the logs; print the vkey for the log's operators."""
    try:
        pinned = files.read_text(arguments.policy)
        made = WitnessFolder(arguments.state).create(arguments.name, pinned)
    except (OSError, KeysRefused, LogRefused) as refusal:
        raise CommandRefused(in_words(refusal)) from refusal
    print(made.key.text)
    return 0


def look(arguments: argparse.Namespace, _: Settings) -> int:
    """Print the cosigned checkpoint; exit 1 where the log does not go on.

    2 where nothing can be said of it: none is read, or the request begins at another size.
    """
    folder, at = WitnessFolder(arguments.state), int(time.time())
    try:
        if Path(arguments.place).is_file():
            print(witness.cosign(folder, Path(arguments.place).read_bytes(), at=at), end="")
            return 0
        note = witness.look(folder, published.reader(arguments.place), at=at)
    except (LogUnreachable, RequestUnread, KeysRefused, OSError) as unread:
        print(f"KHÔNG ĐỌC ĐƯỢC / NOT READ: {unread}", file=sys.stderr)
        return UNREADABLE
    except (WitnessRefuses, LogRefused) as refusal:
        if isinstance(refusal, AnotherSize) and not refusal.went_back:
            print(f"{ASK_AGAIN}: binhxet log request --old {refusal.size}", file=sys.stderr)
            return UNREADABLE
        print(f"KHÔNG ĐỒNG KÝ / NOT COSIGNED: {refusal}", file=sys.stderr)
        return 1
    print(note.decode(), end="")
    return 0


def answer(arguments: argparse.Namespace, _: Settings) -> int:
    """Answer requests until stopped."""
    folder = WitnessFolder(arguments.state)
    try:
        folder.refuse_unusable()
        listening = serve(folder, arguments.bind, arguments.listen)
    except KeysRefused as refusal:
        raise CommandRefused(str(refusal)) from refusal
    except (OSError, OverflowError) as refusal:
        raise CommandRefused(f"{arguments.bind}:{arguments.listen}: {refusal}") from refusal
    with listening as server:
        server.serve_forever()
    return 0
