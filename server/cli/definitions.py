"""`binhxet lint` and `binhxet deploy`: process definitions."""

import argparse
import json
import sys
from pathlib import Path

from server.actions.deploy import DefinitionRefused, collect, deploy, keys, problems
from server.actions.installed import clock_offset
from server.cli.command import Commands, Refused, command, with_json
from server.cli.database import database
from server.config import Settings, clock

CLEAN, FINDINGS, UNREADABLE = 0, 1, 2


def add(commands: Commands) -> None:
    """Add `lint` and `deploy`."""
    lint = command(commands, "lint", "kiểm tra quy trình / check process definitions", check)
    lint.add_argument("path", nargs="*", type=Path, metavar="FILE|DIR",
                      help="mặc định workflows/ / default: workflows/")  # fmt: skip
    with_json(lint)
    publish = command(commands, "deploy", "ban hành quy trình / publish definitions", handle)
    publish.add_argument("key", nargs="*", metavar="KEY", help="mặc định tất cả / default: all")
    with_json(publish)


def check(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print a line a finding; exit 0 clean, 1 findings, 2 unreadable."""
    found: list[dict[str, str]] = []
    try:
        for folder, key in _targets(arguments.path or [settings.workflows]):
            files = collect(key, folder, settings.forms)
            found += [
                {"file": str(folder / f"{key}.bpmn"), **item} for item in problems(key, files)
            ]
    except (OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        return UNREADABLE
    if arguments.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        for item in found:
            print(f"{item['file']}:{item['element']}: {item['rule']} {item['message']}")
    return FINDINGS if found else CLEAN


def handle(arguments: argparse.Namespace, settings: Settings) -> int:
    """Deploy definitions; the same bytes again change nothing."""
    done = []
    with database(settings) as begin, begin() as session:
        now = clock(clock_offset(session))()
        for key in arguments.key or keys(settings.workflows):
            try:
                files = collect(key, settings.workflows, settings.forms)
                version, added = deploy(session, key, files, actor=None, now=now)
            except (OSError, DefinitionRefused) as error:
                raise Refused(f"{key}: {error}") from error
            done.append({"key": key, "hash": version.hash, "new": added})
    if arguments.json:
        print(json.dumps(done))
    else:
        for item in done:
            print(f"{item['key']} {str(item['hash'])[:12]} {'mới / new' if item['new'] else '='}")
    return 0


def _targets(paths: list[Path]) -> list[tuple[Path, str]]:
    found: list[tuple[Path, str]] = []
    for path in paths:
        if path.is_dir():
            found += [(path, key) for key in keys(path)]
        elif path.exists():
            found.append((path.parent, path.stem))
        else:
            raise FileNotFoundError(path)
    return found
