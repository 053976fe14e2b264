"""Every file that comes in is shown to the scanner first, where the installation has one."""

import logging
from dataclasses import dataclass

from flask import Flask, request
from werkzeug.datastructures import FileStorage

from server.domain.files.files import FileInfected, FileUnscanned, clean_name
from server.web.files import clamd
from server.web.files.clamd import Scanner, ScannerSilent
from server.web.requests.identity import known
from server.web.requests.installation import installation
from server.web.requests.request_log import request_id
from server.web.requests.transaction import SAFE, release

log = logging.getLogger(__name__)
INFECTED = "binhxet.infected"
"""In the environment of a request: what the scanner calls what it brought."""


@dataclass(frozen=True, slots=True)
class ScannerHealth:
    """What the scanner calls itself, or why it does not answer."""

    version: str = ""
    silent: str = ""


def install(app: Flask) -> None:
    """Scan what a post brings before its page sees it, whatever page that is."""

    @app.before_request
    def scan() -> None:
        if request.method in SAFE or not installation().settings.scanner.told:
            return
        if known() is not None and (sent := _sent()):
            _scan(Scanner(installation().settings.scanner), sent)


def health() -> ScannerHealth | None:
    """Ask the scanner how it is, between two transactions; None where there is none."""
    if not installation().settings.scanner.told:
        return None
    release()
    try:
        return ScannerHealth(version=Scanner(installation().settings.scanner).version())
    except ScannerSilent as silent:
        return ScannerHealth(silent=str(silent))


def _sent() -> list[tuple[str, FileStorage]]:
    """List the files that were chosen, with their names; a field left empty has none."""
    every = (each for field in request.files.listvalues() for each in field)
    return [(clean_name(each.filename), each) for each in every if each.filename]


def _scan(scanner: Scanner, sent: list[tuple[str, FileStorage]]) -> None:
    """Raise FileInfected or FileUnscanned; no transaction waits, and no connection of the pool."""
    release()
    name = sent[0][0]
    try:
        with clamd.turn() as until:
            for name, file in sent:
                _look(scanner, name, file, until)
    except ScannerSilent as silent:
        log.warning("scanner silent: %s", silent, extra={"request": request_id()})
        raise FileUnscanned(name) from silent


def _look(scanner: Scanner, name: str, file: FileStorage, until: float) -> None:
    data = file.stream.read()
    file.stream.seek(0)
    if found := scanner.find(data, until=until):
        log.warning("virus found: %s", found, extra={"request": request_id()})
        request.environ[INFECTED] = found
        raise FileInfected(name, found)
