"""The command as an auditor runs it, in this process: it is one file that no package holds."""

import importlib.util
import sys
from io import BytesIO
from types import ModuleType

from server.config import ROOT

FILE = ROOT / "verifier" / "binhxet_verify.py"


def _loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("binhxet_verify", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["binhxet_verify"] = module
    spec.loader.exec_module(module)
    return module


VERIFIER = _loaded()


ENGLISH = {code: both[1] for code, both in VERIFIER.WORDS.items()}


class Answer:
    """What the command says of an export: its exit code, findings, notes and results."""

    def __init__(
        self,
        data: bytes | BytesIO,
        pins: str | None,
        folder: str = "",
        *,
        processes: int = 0,
        about: tuple[str, str] | None = None,
    ) -> None:
        self.findings: list[tuple[str, int, str, str]] = []
        self.notes: dict[str, int] = {}
        self.results: list[tuple[str, str, bool | None]] = []
        self.lines: dict[str, list[tuple[str, ...]]] = {}
        self.explained: dict[str, list[tuple[object, ...]]] = {}
        try:
            policy = None if pins is None else VERIFIER.Policy.read(pins)
            file = data if isinstance(data, BytesIO) else BytesIO(data)
            size = len(file.getbuffer())
            export = VERIFIER.verify(file, size, policy, folder, processes=processes, about=about)
        except VERIFIER.Unreadable as refused:
            self.code, self.findings = 2, [(refused.args[0], 0, "", "")]
            return
        self.code = export.verdict()
        self.findings = [(f.code, f.line, f.place, f.since) for f in export.report.findings]
        self.notes = dict(export.report.notes)
        self.results = [(r.stream, r.what, r.agrees) for r in export.results.found]
        self.lines = {r.what: list(r.lines) for r in export.results.found}
        self.explained = {r.what: list(r.lines) for r in export.results.explained}
        self.said: list[str] = list(VERIFIER.said_explained(export.results, ENGLISH))
        """How a result came about, in English as the command prints it."""

    @property
    def codes(self) -> set[str]:
        """What is wrong, whatever the place."""
        return {code for code, *_ in self.findings}

    @property
    def marks(self) -> set[tuple[str, int]]:
        """What is wrong, and on which line."""
        return {(code, line) for code, line, *_ in self.findings}
