"""`binhxet check`: whether the invariants of this installation hold."""

import argparse
import json
from collections.abc import Iterator

from server.actions.installation.check_invariants import Breach, check
from server.actions.installation.installed import clock_offset
from server.actions.log.remembered import against_memory
from server.actions.transaction import snapshots
from server.cli.command import Commands, command, with_json
from server.cli.database import database
from server.cli.said.breach_words import in_vietnamese
from server.config import Settings, clock
from server.store import Session
from server.store.log.key_folder import KeyFolder, KeysRefused
from server.store.people import province_names


def add(commands: Commands) -> None:
    """Add `check`."""
    made = command(commands, "check", "kiểm tra bản cài đặt / check the installation", handle)
    made.add_argument(
        "--lang", choices=("vi", "en"), default="en", help="tên lỗi bằng tiếng / names of breaches"
    )
    with_json(made)


def _memory(session: Session, settings: Settings) -> Iterator[Breach]:
    """Ask the memory of the log's key, where this account is told of it."""
    if settings.log_keys is None:
        return
    try:
        for invariant, where in against_memory(session, KeyFolder(settings.log_keys)):
            yield Breach(invariant, where)
    except KeysRefused as refusal:
        yield Breach("P3 memory of the log's key cannot be read", str(refusal))


def handle(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print every breach; exit 1 where there is one."""
    with database(settings, snapshots) as begin, begin() as session:
        found = [*check(session, now=clock(clock_offset(session))()), *_memory(session, settings)]
        nameless = province_names.unnamed(session)
    if arguments.json:
        print(json.dumps([{"invariant": item.invariant, "where": item.where} for item in found]))
    else:
        said = in_vietnamese if arguments.lang == "vi" else str
        for item in found:
            print(f"{said(item.invariant)}: {item.where}")
        for province in nameless:
            print(f"{province}: tỉnh chưa có tên / has no name yet: binhxet province name")
        print(f"{len(found)} lỗi / breaches")
    return 1 if found else 0
