"""`binhxet bloc import`: a bloc-year from its file."""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from server.actions.blocs.import_bloc_year import Imported, import_bloc_year
from server.cli.blocs import bloc_sheet
from server.cli.command import Commands, command, with_json
from server.cli.database import transaction
from server.config import Settings
from server.domain.bloc_file import FileMistake, FileMistakes
from server.domain.bloc_sheet.places import Place, place_of
from server.domain.toml_file import LineIndex, path_of


def add(commands: Commands) -> None:
    """Add `bloc import`."""
    bloc = commands.add_parser("bloc", help="năm thi đua của khối / a bloc's year")
    verbs = bloc.add_subparsers(metavar="VERB", required=True)
    read = command(verbs, "import", "nạp một tệp / load a bloc-year file", handle)
    read.add_argument("file", type=Path, metavar="FILE", help="tệp TOML / a TOML file")
    read.add_argument(
        "--sheet", type=Path, metavar="XLSX", help="lấy các bảng từ bảng tính / tables from a sheet"
    )
    with_json(read)
    words = "viết các bảng của tệp ra bảng tính / write its tables as a spreadsheet"
    sheet = command(verbs, "sheet", words, bloc_sheet.handle)
    sheet.add_argument(
        "file", type=Path, nargs="?", metavar="FILE",
        help="tệp TOML, không có thì bảng trống / a TOML file; without one an empty sheet",
    )  # fmt: skip
    sheet.add_argument("--out", type=Path, metavar="XLSX", help="viết vào đây / write it here")


def handle(arguments: argparse.Namespace, settings: Settings) -> int:
    """Import a file, or print every mistake by line and field; then nothing has changed."""
    written = source = bloc_sheet.source_of(arguments.file)
    places: Mapping[str, Place] = {}
    if arguments.sheet:
        source, places = bloc_sheet.with_sheet(written, arguments.sheet)
    with transaction(settings) as (session, now):
        answer = import_bloc_year(
            session, source, actor=None, now=now, hold=settings.proposals_hold
        )
    if arguments.sheet:
        answer = _with_lines_of(written, answer)
    if isinstance(answer, Imported):
        _say(answer, as_json=arguments.json)
        if not arguments.json:
            _tell(arguments, places, answer.warnings, " [cảnh báo / warning]")
        return 0
    if arguments.json:
        print(json.dumps(_plain(answer.items), ensure_ascii=False))
        return 1
    _tell(arguments, places, answer.items)
    return 1


def _tell(
    arguments: argparse.Namespace,
    places: Mapping[str, Place],
    items: Iterable[FileMistake],
    what: str = "",
) -> None:
    for item in items:
        print(f"{_at(arguments, places, item)}{what}", file=sys.stderr)


def _with_lines_of(written: str, answer: Imported | FileMistakes) -> Imported | FileMistakes:
    if isinstance(answer, Imported):
        return replace(answer, warnings=_in_file(written, answer.warnings))
    return replace(answer, items=_in_file(written, answer.items))


def _in_file(written: str, items: Iterable[FileMistake]) -> tuple[FileMistake, ...]:
    """Give the lines in the file as it was written: with sheets another text is read."""
    lines = LineIndex(written)
    return tuple(replace(item, line=lines.line(path_of(item.field))) for item in items)


def _plain(items: Iterable[FileMistake]) -> list[dict[str, object]]:
    return [{"line": item.line, "field": item.field, "code": item.code,
             "vi": item.message("vi"), "en": item.message("en")} for item in items]  # fmt: skip


def _at(arguments: argparse.Namespace, places: Mapping[str, Place], item: FileMistake) -> str:
    """Say what is found, and where in the sheets or else in the file, in both languages."""
    place = place_of(item.field, places)
    where = f"{arguments.file}:{item.line}"
    if place:
        where = f"{arguments.sheet}: {place[0]}, dòng / row {place[1]}"
    return f"{where}: {item.field}: {item.message('vi')} / {item.message('en')}"


def _say(answer: Imported, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"bloc_year": answer.bloc_year_id, "rules": answer.rules_digest,
                          "effective_from": answer.effective_from.isoformat(),
                          "changed": answer.changed,
                          "warnings": _plain(answer.warnings)}, ensure_ascii=False))  # fmt: skip
    elif answer.changed:
        print(f"Đã nạp / imported: {answer.bloc_year_id}, từ / from {answer.effective_from}")
    else:
        print(f"Không có gì mới / nothing new: {answer.bloc_year_id}")
