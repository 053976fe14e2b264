"""`binhxet bloc import`: a bloc-year from its file."""

import argparse
import json
import sys
from pathlib import Path

from server.actions.blocs.import_bloc_year import Imported, import_bloc_year
from server.actions.installation.installed import clock_offset
from server.cli.command import CommandRefused, Commands, command, with_json
from server.cli.database import database
from server.config import Settings, clock


def add(commands: Commands) -> None:
    """Add `bloc import`."""
    bloc = commands.add_parser("bloc", help="năm thi đua của khối / a bloc's year")
    verbs = bloc.add_subparsers(metavar="VERB", required=True)
    read = command(verbs, "import", "nạp một tệp / load a bloc-year file", handle)
    read.add_argument("file", type=Path, metavar="FILE", help="tệp TOML / a TOML file")
    with_json(read)


def handle(arguments: argparse.Namespace, settings: Settings) -> int:
    """Import a file, or print every mistake by line and field; then nothing has changed."""
    try:
        source = arguments.file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandRefused(f"Không đọc được tệp / cannot read the file: {error}") from error
    with database(settings) as begin, begin() as session:
        now = clock(clock_offset(session))()
        answer = import_bloc_year(
            session, source, actor=None, now=now, hold=settings.proposals_hold
        )
    if isinstance(answer, Imported):
        _say(answer, as_json=arguments.json)
        return 0
    if arguments.json:
        print(json.dumps([{"line": item.line, "field": item.field, "code": item.code,
                           "vi": item.message("vi"), "en": item.message("en")}
                          for item in answer.items], ensure_ascii=False))  # fmt: skip
        return 1
    for item in answer.items:
        where = f"{arguments.file}:{item.line}: {item.field}"
        print(f"{where}: {item.message('vi')} / {item.message('en')}", file=sys.stderr)
    return 1


def _say(answer: Imported, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"bloc_year": answer.bloc_year_id, "rules": answer.rules_digest,
                          "effective_from": answer.effective_from.isoformat(),
                          "changed": answer.changed}))  # fmt: skip
    elif answer.changed:
        print(f"Đã nạp / imported: {answer.bloc_year_id}, từ / from {answer.effective_from}")
    else:
        print(f"Không có gì mới / nothing new: {answer.bloc_year_id}")
