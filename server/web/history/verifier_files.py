"""The two verifiers as they are handed out: one Python file, and one page that runs by itself."""

import base64
import hashlib
from dataclasses import dataclass
from functools import cache

from server.config import ROOT

FOLDER = ROOT / "verifier"
EXPORTED = "nhat-ky-….ndjson"
"""How an export is named; the dots stand for the time it was made at."""
SCRIPTS = (
    "words",
    "stamps",
    "log",
    "shapes",
    "fractions",
    "sums",
    "settling",
    "judging",
    "results",
    "taken",
    "given",
    "export",
    "reading",
)
"""The parts of the page's script, in the order they need each other; the page itself is last."""


@dataclass(frozen=True, slots=True)
class VerifierFile:
    """A file for an auditor, with the name it is kept under."""

    name: str
    media: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The SHA-256 in hexadecimal, to be compared before it is run."""
        return hashlib.sha256(self.data).hexdigest()


@cache
def command() -> VerifierFile:
    """Return the command."""
    data = (FOLDER / "binhxet_verify.py").read_bytes()
    return VerifierFile("binhxet-verify.py", "text/x-python; charset=utf-8", data)


def run_line() -> str:
    """Return the line that checks an export by a file of pins."""
    return f"python3 {command().name} {EXPORTED} --policy ghim.txt"


@cache
def page() -> VerifierFile:
    """Return the page: script and style stand in it, and its policy lets nothing else run."""
    names = (*(f"page_{name}.js" for name in SCRIPTS), "page.js")
    script = '"use strict";\n' + "".join((FOLDER / name).read_text("utf-8") for name in names)
    style = (FOLDER / "page.css").read_text("utf-8")
    text = (FOLDER / "page.html").read_text("utf-8")
    for hole, told in (
        ("SCRIPT-HASH", _source(script)),
        ("STYLE-HASH", _source(style)),
        ("<style>STYLE", f"<style>{style}"),
        ("<script>SCRIPT", f"<script>{script}"),
    ):
        text = text.replace(hole, told, 1)
    return VerifierFile("binhxet-verify.html", "text/html; charset=utf-8", text.encode())


def _source(text: str) -> str:
    """Name a script or a style in a content security policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
