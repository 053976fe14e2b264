"""`binhxet ops health`, for whoever watches, and `restored-mail`, for after a restore."""

import argparse
import json
import sys
from dataclasses import asdict

from server.actions.installation import alarms
from server.actions.mail import restored_mail
from server.cli.command import CommandRefused, Commands, command, with_json
from server.cli.database import STANDBY, acting, database
from server.cli.ops_refusals import sentence
from server.cli.said.alarm_words import how_long, what_it_means
from server.config import Settings
from server.domain.refusals import Refusal
from server.store.database.standby import is_standby

NOTHING_HELD = {
    "NothingToRetry": "không có thư nào bị giữ lại: không phải bản khôi phục, hoặc đã quyết định / "
    "no mail is held back: this is no restored copy, or it was decided already"
}


def add(verbs: Commands) -> None:
    """Add both verbs to `ops`."""
    with_json(command(verbs, "health", "báo động; mã thoát 1 nếu có / alarms; exit 1", health))
    mail = command(verbs, "restored-mail", "thư chờ trong bản khôi phục / a copy's mail", settle)
    choice = mail.add_mutually_exclusive_group(required=True)
    choice.add_argument(
        "--keep", action="store_true", help="không gửi thư đang chờ / never send what waits"
    )
    choice.add_argument("--send", action="store_true", help="vẫn gửi / send it after all")
    mail.add_argument("--by", required=True, metavar="LOGIN", help="quản trị / administrator")


def health(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print what somebody has to look at; exit 1 where something is.

    A standby tells it as the primary last wrote it, and says on stderr that it is one.
    """
    with database(settings) as begin, begin() as session:
        found, standby = alarms.alarms(session), is_standby(session)
    if standby:
        print(STANDBY, file=sys.stderr)
    if arguments.json:
        print(json.dumps([asdict(alarm) for alarm in found], default=str))
    for alarm in () if arguments.json else found:
        since = f"từ / since {alarm.since:%Y-%m-%dT%H:%M:%SZ}" if alarm.since else ""
        parts = (
            *(alarm.kind, alarm.about, since, how_long(alarm)),
            *(what_it_means(alarm), alarm.detail),
        )
        print("  ".join(filter(None, parts)))
    return 1 if found else 0


def settle(arguments: argparse.Namespace, settings: Settings) -> int:
    """Decide about the mail that a restored copy holds back."""
    act = restored_mail.keep if arguments.keep else restored_mail.send
    try:
        with acting(settings, arguments.by) as (session, actor, now):
            letters = act(session, actor=actor, now=now)
    except Refusal as refusal:
        raise CommandRefused(sentence(refusal, NOTHING_HELD)) from refusal
    print(f"Đã xong / done: {letters}")
    return 0
