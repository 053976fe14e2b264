"""`binhxet try`: play every way through a process, without a database."""

import argparse
import json
import sys
from pathlib import Path
from time import process_time as seconds_used
from typing import Final

from server.actions.deployment.deploy import LANGUAGES, sources
from server.actions.deployment.trial_report import NotTried, TrialTold, tried
from server.actions.trial import MOST_STEPS, TimeLimit
from server.cli.command import CommandRefused, Commands, command, untouched, with_json
from server.cli.definitions import finding_lines
from server.cli.trial import page, text
from server.cli.trial.progress import Progress
from server.config import Settings

CLEAN, FINDINGS, UNREADABLE = 0, 1, 2
_FEWEST_STEPS: Final = 1
SECONDS: Final = 60
"""Of processor time, for each process."""


def add(commands: Commands) -> None:
    """Add `try`."""
    made = command(commands, "try", "chạy thử quy trình / play every way through a process", handle)
    made.add_argument("path", nargs="+", type=Path, metavar="FILE|FOLDER",
                      help="tệp .bpmn hoặc thư mục / a .bpmn file or a folder")  # fmt: skip
    made.add_argument("--page", type=Path, metavar="FILE.html",
                      help="ghi trang có sơ đồ / write a page with the diagram")  # fmt: skip
    made.add_argument("--steps", type=_steps, default=MOST_STEPS, metavar="N",
                      help=f"số bước tối đa trong mỗi khối; mặc định {MOST_STEPS} / "
                      "steps at most in each bloc")  # fmt: skip
    made.add_argument("--seconds", type=_steps, default=SECONDS, metavar="N",
                      help=f"số giây tối đa cho mỗi quy trình; mặc định {SECONDS} / "
                      "seconds at most for each process")  # fmt: skip
    made.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0],
                      help="tiếng Việt hoặc tiếng Anh / Vietnamese or English")  # fmt: skip
    with_json(made)


def handle(arguments: argparse.Namespace, settings: Settings) -> int:
    """Play and tell; exit 0 where nothing was found, 1 where something was, 2 unreadable."""
    told: list[TrialTold] = []
    code = CLEAN
    try:
        found = [each for each in sources(arguments.path, settings.forms) if each.key]
        for each in found:
            progress = Progress(each.key or "", sys.stderr)
            try:
                limit = TimeLimit(arguments.seconds, seconds_used)
                told.append(
                    tried(
                        each,
                        arguments.lang,
                        most=arguments.steps,
                        tick=progress.tick,
                        limit=limit,
                    )
                )
            except NotTried as refused:
                code = UNREADABLE
                print("\n".join(finding_lines.lines(refused.found)), file=sys.stderr)
            finally:
                progress.done()
        if not found:
            raise FileNotFoundError(f"{arguments.path[0]}: không có tệp .bpmn / no .bpmn")
    except OSError as error:  # names its file itself
        print(untouched(error), file=sys.stderr)
        return UNREADABLE
    _write(arguments, told)
    return code or (FINDINGS if any(each.findings for each in told) else CLEAN)


def _write(arguments: argparse.Namespace, told: list[TrialTold]) -> None:
    if arguments.json:
        print(json.dumps([text.as_json(each) for each in told], ensure_ascii=False))
    else:
        for each in told:
            print(text.of_trial(each, arguments.lang))
    if arguments.page is not None:
        try:
            arguments.page.write_text(page.of_trials(told, arguments.lang), encoding="utf-8")
        except OSError as error:
            raise CommandRefused(untouched(error)) from error


def _steps(text_: str) -> int:
    found = int(text_)
    if found < _FEWEST_STEPS:
        raise ValueError(text_)
    return found
