"""`binhxet keys`: the list of secrets and keys, and bringing what is sealed under a new one."""

import argparse
import json
from dataclasses import asdict
from uuid import UUID

from server.actions.installation import rotate_secret
from server.actions.installation.installed import clock_offset
from server.actions.installation.rotate_secret import SecretPair
from server.actions.people import act_as_administrator
from server.cli.command import CommandRefused, Commands, command, with_json
from server.cli.database import database, refuse_standby
from server.cli.installation.key_list import SECRET, SECRET_BEFORE, KeyLine, key_lines
from server.cli.ops_refusals import sentence
from server.cli.said.key_words import USES
from server.config import Settings, clock
from server.domain.refusals import Refusal
from server.store.identity.sealed_rows import FIRST
from server.store.identity.sealed_secrets import name_of


def add(commands: Commands) -> None:
    """Add `keys` with its verb."""
    says = "liệt kê khóa, không nêu giá trị / list keys, never their values"
    listed = command(commands, "keys", says, show)
    with_json(listed)
    verbs = listed.add_subparsers(metavar="VERB")
    rotated = command(
        verbs, "rotate", "niêm lại dưới BINHXET_SECRET mới / seal anew under a new secret", rotate
    )
    rotated.add_argument("--by", required=True, metavar="LOGIN", help="quản trị / administrator")


def show(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print each key: whence, its own name, since when, what hangs on it, what changes it."""
    with database(settings) as begin, begin() as session:
        found = list(key_lines(session, settings))
    if arguments.json:
        said = [asdict(line) | USES[line.use]._asdict() for line in found]
        print(json.dumps(said, default=str, ensure_ascii=False))
        return 0
    for line in found:
        print(_line(line))
    return 0


def rotate(arguments: argparse.Namespace, settings: Settings) -> int:
    """Seal anew in steps what the former secret sealed; say what still hangs on it."""
    pair = _pair(settings)
    resealed = 0
    after: UUID | None = FIRST
    with database(settings) as begin:
        while after is not None:
            with begin() as session:
                refuse_standby(session)
                now = clock(clock_offset(session))()
                try:
                    actor = act_as_administrator.by_login(session, arguments.by, now=now)
                except Refusal as refusal:
                    raise CommandRefused(sentence(refusal)) from refusal
                done = rotate_secret.step(session, pair, after=after, actor=actor, now=now)
            resealed, after = resealed + done.resealed, done.after
        with begin() as session:
            left = rotate_secret.hanging_on(session, pair.new, pair.before)
    print(
        f"{name_of(pair.before)} → {name_of(pair.new)}\n"
        f"Đã niêm lại / sealed anew: {resealed}\n"
        f"Không khóa nào mở được / neither opens: {left.neither}\n"
        f"Mã dự phòng còn theo khóa trước / recovery codes under the former: {left.codes_of_others}"
    )
    return 0


def _pair(settings: Settings) -> SecretPair:
    if not settings.secret_key or not settings.secret_before:
        raise CommandRefused(f"Thiếu / missing: {SECRET}, {SECRET_BEFORE}")
    if settings.secret_key == settings.secret_before:
        raise CommandRefused(f"{SECRET_BEFORE} phải khác / must differ from {SECRET}.")
    return SecretPair(new=settings.secret_key.encode(), before=settings.secret_before.encode())


def _line(line: KeyLine) -> str:
    words = USES[line.use]
    parts = [
        line.setting,
        line.name or "-",
        f"từ / since {line.since:%Y-%m-%d}" if line.since else "",
        f"đến / until {line.until:%Y-%m-%d}" if line.until else "",
        words.what,
        "" if line.rows is None else f"({line.rows})",
        f"[{words.change}]" if words.change else "",
    ]
    return "  ".join(filter(None, parts))
