"""Judge a folder that somebody sent, in a process of its own: bounded in time and in memory.

A file may be made to keep a reader busy. Here it can cost no more than `SECONDS` of one processor
and `MEMORY`, beside the threads that answer everybody else; and one folder at a time.
"""

import json
import subprocess
from dataclasses import asdict
from threading import Lock
from typing import Any, Final

from server import bounded_process
from server.actions.deployment.folder_lint import FolderAsked, FolderJudged, judge_folder
from server.actions.deployment.trials import PlayedDefinition
from server.domain.deployment.proposals import LintBusy, LintGaveUp
from server.engine import Problem

SECONDS: Final = 20
"""Of the processor. The three processes of the product together take two."""
PATIENCE: Final = 45.0
"""Seconds until the answer must be here, however busy the machine is."""
MEMORY: Final = 1024 * 1024 * 1024
"""Bytes of address space."""
MODULE: Final = "server.cli.judge"
_ALONE: Final = Lock()


def judge(asked: FolderAsked) -> FolderJudged:
    """Judge a folder elsewhere.

    Raises LintBusy where another is being judged in this process, and LintGaveUp where it took more
    than it may, or broke.
    """
    if not _ALONE.acquire(blocking=False):
        raise LintBusy
    try:
        given = json.dumps(asdict(asked)).encode()
        return _judged(json.loads(bounded_process.ask(MODULE, given, patience=PATIENCE)))
    except (subprocess.SubprocessError, ValueError) as error:
        raise LintGaveUp(SECONDS) from error
    finally:
        _ALONE.release()


def answer(text: str) -> str:
    """Answer what `judge` asks, in the process that it has started; both are JSON."""
    return json.dumps(asdict(judge_folder(FolderAsked(**json.loads(text)))))


def bind() -> None:
    """Take the bounds upon this process: no more time, memory, files or cores than it needs."""
    bounded_process.bind(seconds=SECONDS, memory=MEMORY)


def _judged(told: dict[str, Any]) -> FolderJudged:
    problems = tuple(Problem(**each) for each in told.pop("problems"))
    played = tuple(map(PlayedDefinition.of, told.pop("played")))
    return FolderJudged(problems=problems, played=played, **told)
