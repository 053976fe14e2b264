"""`binhxet log`: the keys that sign the log, and what is known of it."""

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from server.actions.log import ask_witnesses, keys, sign
from server.cli.command import (
    CommandRefused,
    Commands,
    Handler,
    command,
    in_words,
    untouched,
    with_json,
)
from server.cli.database import acting, database, transaction
from server.cli.log.what_to_do import what_to_do
from server.cli.ops_refusals import sentence
from server.config import Settings
from server.domain.log.checkpoints import unchecked
from server.domain.log.refused import LogRefused
from server.domain.log.signing import SigningRefused
from server.domain.refusals import Refusal
from server.store.log import checkpoints, trusted
from server.store.log.key_folder import KeyFolder, KeysRefused
from server.store.log.lag import lag


def add(commands: Commands) -> None:
    """Add `log` with its verbs."""
    log = commands.add_parser("log", help="nhật ký chung, khóa ký / the log and its keys")
    verbs = log.add_subparsers(metavar="VERB", required=True)
    init = command(verbs, "init", "tạo khóa đầu tiên / make the first key", make)
    init.add_argument(
        "--origin",
        required=True,
        metavar="NAME",
        help="tên nhật ký, như thi-dua.tinh.gov.vn/nhat-ky, không đổi nữa / its name, for good",
    )
    with_json(command(verbs, "show", "khóa, điểm chốt, độ trễ / keys, checkpoint, lag", show))
    asked = command(verbs, "request", "tệp gửi bên chứng kiến / a request to cosign", request)
    asked.add_argument(
        "--old", type=int, default=0, metavar="SIZE", help="họ đã ký đến / seen last"
    )
    taken = command(verbs, "cosigned", "nhận điểm chốt đã đồng ký / take cosignatures", take)
    taken.add_argument("file", type=Path, metavar="FILE")
    stamped = command(verbs, "stamps", "dấu thời gian ra tệp / time stamps as files", stamps)
    stamped.add_argument("folder", type=Path, metavar="FOLDER")
    for name, says, handler in _ACTS:
        made = command(verbs, name, says, handler)
        if name == "retire":
            made.add_argument("id", metavar="KEY_ID", help="tám chữ số hệ 16 / eight hex digits")
        made.add_argument("--by", required=True, metavar="LOGIN", help="quản trị / administrator")


def make(arguments: argparse.Namespace, settings: Settings) -> int:
    """Make the folder with the first key, and print the vkey for auditors to pin."""
    folder = folder_of(settings)
    try:
        with transaction(settings) as (session, now):
            made = keys.begin(session, folder, arguments.origin, now=now)
    except (KeysRefused, LogRefused, OSError) as refusal:
        raise CommandRefused(in_words(refusal)) from refusal
    print(made.text)
    return 0


def show(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the vkeys, as far as this account may read them, and how far the log is."""
    with database(settings) as begin, begin() as session:
        behind, newest = lag(session), trusted.newest(session)
    told = {
        "vkeys": _vkeys(settings),
        "origin": unchecked(newest.note).origin if newest else "",
        "leaves": behind.leaves,
        "signed": behind.signed,
        "lag": behind.seconds,
    }
    if arguments.json:
        print(json.dumps(told))
        return 0
    for name, value in told.items():
        print(f"{name}: {' '.join(value) if isinstance(value, list) else value}")
    return 0


def request(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print a request `add-checkpoint` for a witness that is not reached over HTTP."""
    with database(settings) as begin:
        asked = ask_witnesses.request(begin, arguments.old)
    if asked is None:
        raise CommandRefused("Chưa có điểm chốt nào / there is no checkpoint yet.")
    print(asked.request.body.decode(), end="")
    return 0


def take(arguments: argparse.Namespace, settings: Settings) -> int:
    """Keep the lines of pinned witnesses in a cosigned checkpoint of ours."""
    if settings.log_policy is None:
        raise CommandRefused("Thiếu BINHXET_LOG_POLICY / the witnesses are not named.")
    try:
        policy = ask_witnesses.policy_in(settings.log_policy)
        with database(settings) as begin:
            taken = ask_witnesses.take(begin, policy, arguments.file.read_bytes())
    except (OSError, LogRefused) as refusal:
        raise CommandRefused(in_words(refusal)) from refusal
    print(f"Đã nhận / taken: {taken}")
    return 0 if taken else 1


def stamps(arguments: argparse.Namespace, settings: Settings) -> int:
    """Write each stamped checkpoint and its time stamps, to be verified by `openssl ts`."""
    with database(settings) as begin, begin() as session:
        found = checkpoints.stamped(session)
    try:
        arguments.folder.mkdir(parents=True, exist_ok=True)
        for number, each in enumerate(found):
            (arguments.folder / f"checkpoint-{each.size}").write_bytes(each.note)
            (arguments.folder / f"checkpoint-{each.size}-{number}.tsr").write_bytes(each.answer)
    except OSError as refusal:
        raise CommandRefused(untouched(refusal)) from refusal
    print(f"{len(found)} dấu thời gian / time stamps")
    return 0


def folder_of(settings: Settings) -> KeyFolder:
    """Return the folder that is named, or the demonstration's own. Raises CommandRefused."""
    if settings.log_keys is not None:
        return KeyFolder(settings.log_keys)
    if settings.database_url:
        raise CommandRefused("Thiếu BINHXET_LOG_KEYS / the folder of the keys is not named.")
    return KeyFolder(settings.home / "log-keys")


def _vkeys(settings: Settings) -> list[str]:
    try:
        return [signer.key.text for signer in folder_of(settings).signers()]
    except (KeysRefused, CommandRefused):
        return []


def rotate(arguments: argparse.Namespace, settings: Settings) -> int:
    """Add a key, and print its vkey."""
    folder = folder_of(settings)
    with _refusals(), acting(settings, arguments.by) as (session, actor, now):
        made = keys.rotate(session, folder, actor=actor, now=now)
    print(made.text)
    return 0


def retire(arguments: argparse.Namespace, settings: Settings) -> int:
    """Take out a key, and print its vkey."""
    folder = folder_of(settings)
    with _refusals(), acting(settings, arguments.by) as (session, actor, now):
        gone = keys.retire(session, folder, arguments.id, actor=actor, now=now)
    print(gone.text)
    return 0


def take_over(arguments: argparse.Namespace, settings: Settings) -> int:
    """Have this database be signed from now on, once history tells who has it so."""
    folder = folder_of(settings)
    with _refusals():
        with acting(settings, arguments.by) as (session, actor, now):
            size = keys.take_over(session, folder, actor=actor, now=now)
        with transaction(settings) as (session, _):
            sign.take_over(session, folder)
    print(f"Ký tiếp từ mục / goes on from entry {size}")
    return 0


@contextmanager
def _refusals() -> Iterator[None]:
    """Say at the terminal why keys are not changed. Raises CommandRefused."""
    try:
        yield
    except Refusal as refusal:
        raise CommandRefused(sentence(refusal)) from refusal
    except SigningRefused as refusal:
        raise CommandRefused(what_to_do(refusal.why)) from refusal
    except (KeysRefused, OSError) as refusal:
        raise CommandRefused(in_words(refusal)) from refusal


_ACTS: tuple[tuple[str, str, Handler], ...] = (
    ("rotate", "thêm khóa mới ký song song / add a key that signs beside the old", rotate),
    ("retire", "bỏ một khóa / retire a key", retire),
    ("take-over", "ký tiếp ở cơ sở dữ liệu này / sign on in this database", take_over),
)
