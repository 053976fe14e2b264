"""`binhxet province`: what provinces are called and which follows which, as the operator says."""

import argparse
import datetime as dt
import json

from server.actions.people import follow_province, name_province
from server.cli.command import CommandRefused, Commands, command, with_json
from server.cli.database import database, transaction
from server.cli.people_refusals import sentence
from server.config import Settings
from server.domain.people.lineage import Succession
from server.domain.refusals import Refusal
from server.domain.texts.words import Words
from server.store.people import lineage, province_names
from server.texts import mended

WORDS = {
    "NoSuchProvince": "không có tỉnh này / no such province",
    "FollowedAlready": "tỉnh này đã có tỉnh kế tục; hãy rút trước / followed already, take it back",
    "FollowsItself": "một tỉnh không tự kế tục mình / a province cannot follow itself",
    "SuccessionDecisionMissing": "ghi văn bản, tối đa 300 ký tự / name the paper, 300 characters",
    "UnitOfNeither": "không có đơn vị này ở tỉnh ấy / no such unit in that province",
    "UnitTwice": "đơn vị này đã có đơn vị tiếp nhận / this unit was taken over already",
    "ProvinceNameMissing": "ghi tên hai thứ tiếng, tối đa 100 ký tự / name it in both languages",
    "NotFollowed": "tỉnh này chưa có tỉnh kế tục / nothing follows this province",
    "SuccessionReasonMissing": "hãy ghi lý do / say why",
    "CharacterRefused": "có ký tự không dùng được / a character cannot be used",
}


def add(commands: Commands) -> None:
    """Add `province` with its verbs."""
    nouns = commands.add_parser("province", help="tỉnh kế tục tỉnh / provinces that follow others")
    verbs = nouns.add_subparsers(metavar="VERB", required=True)
    with_json(command(verbs, "list", "tỉnh nào kế tục tỉnh nào / which follows which", show))
    named = command(verbs, "name", "ghi tên tỉnh / what a province is called", name)
    named.add_argument("province", help="mã tỉnh / its id")
    named.add_argument("--vi", type=mended, required=True, help="“tỉnh Bắc Ninh”")
    named.add_argument("--en", type=mended, required=True, help="“Bac Ninh province”")
    made = command(verbs, "follow", "ghi tỉnh kế tục / one follows another", follow)
    made.add_argument("province", help="tỉnh cũ / the former")
    made.add_argument("successor", help="tỉnh kế tục / the one that follows")
    made.add_argument("--from", dest="day", type=_day, required=True, metavar="YYYY-MM-DD")
    made.add_argument("--decision", type=mended, required=True, help="văn bản / the paper")
    made.add_argument(
        "--unit", action="append", default=[], type=_pair, metavar="FORMER=NEW",
        help="cơ quan cũ=cơ quan tiếp nhận, ghi từng cặp / a former unit and who took it over",
    )  # fmt: skip
    back = command(verbs, "take-back", "rút điều đã ghi / take it back", take_back)
    back.add_argument("province", help="tỉnh cũ / the former")
    back.add_argument("--reason", type=mended, required=True, help="lý do / why")


def show(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print what was entered, by its day."""
    with database(settings) as begin, begin() as session:
        rows = lineage.listed(session)
        names = province_names.names(session, province_names.known(session))
    lines: list[dict[str, str | dict[str, str]]] = [
        {
            "province": row.says.province,
            "successor": row.says.successor,
            "from": row.says.day.isoformat(),
            "decision": row.decision,
            "units": dict(row.says.units),
        }
        for row in rows
    ]
    if arguments.json:
        print(json.dumps(lines, ensure_ascii=False))
        return 0
    for row in rows:
        units = [f"{one}={other}" for one, other in row.says.units]
        said = (row.says.province, row.says.successor, row.says.day.isoformat(), row.decision)
        print("  ".join([*said, *units]))
    for province, words in sorted(names.items()):
        print(f"{province}: {words.vi} / {words.en}")
    return 0


def name(arguments: argparse.Namespace, settings: Settings) -> int:
    """Say what a province is called from now on."""
    words = Words(arguments.vi, arguments.en)
    try:
        with transaction(settings) as (session, now):
            name_province.name_province(session, arguments.province, words, now=now)
    except Refusal as refusal:
        raise CommandRefused(sentence(refusal, WORDS)) from refusal
    print(f"Đã ghi / entered: {arguments.province}: {words.vi} / {words.en}")
    return 0


def follow(arguments: argparse.Namespace, settings: Settings) -> int:
    """Enter that a province follows another."""
    said = Succession(
        province=arguments.province,
        successor=arguments.successor,
        day=arguments.day,
        units=tuple(arguments.unit),
    )
    try:
        with transaction(settings) as (session, now):
            follow_province.follow(session, said, decision=arguments.decision, now=now)
    except Refusal as refusal:
        raise CommandRefused(sentence(refusal, WORDS)) from refusal
    print(f"Đã ghi / entered: {said.province} → {said.successor}, {said.day}")
    return 0


def take_back(arguments: argparse.Namespace, settings: Settings) -> int:
    """Take back that a province is followed by another."""
    try:
        with transaction(settings) as (session, now):
            said = follow_province.take_back(
                session, arguments.province, reason=arguments.reason, now=now
            )
    except Refusal as refusal:
        raise CommandRefused(sentence(refusal, WORDS)) from refusal
    print(f"Đã rút / taken back: {said.province} → {said.successor}, {said.day}")
    return 0


def _day(typed: str) -> dt.date:
    return dt.date.fromisoformat(typed)


def _pair(typed: str) -> tuple[str, str]:
    former, equals, new = typed.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(typed)
    return former.strip(), new.strip()
