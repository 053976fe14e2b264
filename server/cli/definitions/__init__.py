"""`binhxet lint` and `binhxet deploy`: process definitions."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from server.actions.deployment.deploy import (
    LANGUAGES,
    DefinitionRefused,
    checked,
    collect_all,
    collect_folder,
    keys,
    listed,
    sources,
)
from server.actions.deployment.told_findings import in_order, rules_page
from server.actions.deployment.trials import deploy_tried
from server.cli.command import CommandRefused, Commands, command, untouched, with_json
from server.cli.database import transaction
from server.cli.definitions.finding_lines import lines
from server.cli.definitions.watching import watch
from server.config import Settings
from server.store.blocs import bloc_years

CLEAN, FINDINGS, UNREADABLE = 0, 1, 2
_NOT_XML = frozenset({"XML-SYNTAX", "XML-ENCODING"})


def add(commands: Commands) -> None:
    """Add `lint` and `deploy`."""
    lint = command(commands, "lint", "kiểm tra quy trình / check process definitions", check)
    lint.add_argument("path", nargs="*", type=Path, metavar="FILE|DIR",
                      help="mặc định workflows/ / default: workflows/")  # fmt: skip
    lint.add_argument("--format", choices=("text", "json"), default="text",
                      help="mặc định text / default: text")  # fmt: skip
    with_json(lint)
    _with_language(lint)
    lint.add_argument("--watch", action="store_true",
                      help="kiểm tra lại mỗi khi lưu tệp, đến khi bấm Ctrl-C / "
                           "again at each save, until Ctrl-C")  # fmt: skip
    lint.add_argument("--rules", action="store_true",
                      help="in mọi quy tắc / print every rule")  # fmt: skip
    publish = command(commands, "deploy", "ban hành quy trình / publish definitions", handle)
    publish.add_argument("what", nargs="*", metavar="KEY|FOLDER",
                         help="mặc định mọi quy trình / default: all")  # fmt: skip
    with_json(publish)
    _with_language(publish)


def check(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print a line a finding; exit 0 clean, 1 findings, 2 unreadable."""
    if arguments.rules:
        print(rules_page(arguments.lang), end="")
        return CLEAN
    if arguments.watch:
        named = arguments.path or [settings.workflows]
        around = [path if path.is_dir() else path.parent for path in named]
        return watch([*around, settings.forms], lambda: _check(arguments, settings))
    return _check(arguments, settings)


def _check(arguments: argparse.Namespace, settings: Settings) -> int:
    code = CLEAN
    found: list[dict[str, str]] = []
    for path in arguments.path or [settings.workflows]:
        try:
            for each in sources([path], settings.forms):
                found += checked(each, arguments.lang)
        except OSError as error:
            print(untouched(error), file=sys.stderr)
            code = UNREADABLE
    found = list({tuple(item.items()): item for item in found}.values())
    if arguments.json or arguments.format == "json":
        print(json.dumps(in_order(found), ensure_ascii=False))
    else:
        _show(found)
    if any(item["rule"] in _NOT_XML for item in found):
        code = UNREADABLE
    return code or (FINDINGS if found else CLEAN)


def handle(arguments: argparse.Namespace, settings: Settings) -> int:
    """Deploy definitions; the same bytes again change nothing, and one finding refuses all."""
    done = []
    with transaction(settings) as (session, now):
        for key, files, beside in _definitions(arguments.what, settings):
            try:
                version, added = deploy_tried(session, key, files, now=now, beside=beside)
            except DefinitionRefused as refused:
                _show(listed(refused.problems, {}, arguments.lang))
                raise CommandRefused(f"{key}: {len(refused.problems)} lỗi / findings") from refused
            latest = bloc_years.newest_definitions(session).get(key) == version.hash
            done.append({"key": key, "hash": version.hash, "new": added, "newest": latest})
    if arguments.json:
        print(json.dumps(done))
    else:
        for item in done:
            print(f"{item['key']} {str(item['hash'])[:12]} {_came_out(item)}")
    return 0


def _came_out(item: Mapping[str, object]) -> str:
    """Say what deploying a version changed."""
    if item["new"]:
        return "mới / new"
    if item["newest"]:
        return "="
    return (
        "= đã triển khai trước, nhưng không phải phiên bản mới nhất: hồ sơ mới vẫn mở theo phiên "
        "bản mới nhất. Muốn dùng lại, sửa một chữ (ví dụ ghi chú) rồi triển khai / deployed "
        "before, and not the newest: new cases still open under the newest. To use it again, "
        "change a letter (a comment will do) and deploy"
    )


def _definitions(
    asked: Iterable[str], settings: Settings
) -> Iterator[tuple[str, Mapping[str, str], Mapping[str, Mapping[str, str]]]]:
    """Gather what is named, each with its key, its files and those of all in its folder.

    A name is that of a definition of ours, or else a folder, whose forms may stand beside it.
    """
    ours = keys(settings.workflows)
    for name in asked or ours:
        if name not in ours and not Path(name).exists():
            raise CommandRefused(
                f"{name}: không có thư mục này, cũng không có quy trình tên ấy trong "
                f"{settings.workflows} / no such folder, and no such process there"
            )
        try:
            if name not in ours:
                folder = collect_folder(Path(name), settings.forms)
                yield from ((key, files, folder) for key, files in folder.items())
            else:
                folder = collect_all(settings.workflows, settings.forms)
                yield name, folder[name], folder
        except OSError as error:  # names its file itself
            raise CommandRefused(untouched(error)) from error
        except UnicodeDecodeError as error:
            raise CommandRefused(f"{name}: {error}") from error


def _show(found: Iterable[Mapping[str, str]]) -> None:
    for line in lines(found):
        print(line)


def _with_language(made: argparse.ArgumentParser) -> None:
    made.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0],
                      help="tiếng Việt hoặc tiếng Anh / Vietnamese or English")  # fmt: skip
