"""What an attacker makes for the verifiers themselves: both judge it, alike, and neither falls."""

import json
from contextlib import redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.verifier.hostile import EITHER, REFUSED, Hostile, hostile_files
from tests.verifier.logged import Logged
from tests.verifier.running import VERIFIER
from tests.verifier.test_page_agrees import page
from tests.waiting import PATIENCE_MS

__all__ = ["page"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]
OBEYED = (b"\x1b", b"\n\xc4\x90\xc3\x83 CH", "\u202e".encode())
"""What a terminal would obey, and a line of the verdict that the file wrote itself."""


@pytest.fixture(scope="module")
def kept(history: Logged, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Hostile]]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "pins").write_text(history.keys.pins, "utf-8")
    return folder, list(hostile_files(history))


def test_the_command_answers_and_the_page_says_the_same(
    kept: tuple[Path, list[Hostile]], page: Page
) -> None:
    (folder, files), wrong = kept, dict[str, tuple[object, ...]]()
    for name, data, verdict in files:
        (folder / "export").write_bytes(data)
        code, codes, shown, fell = _commanded(folder)
        fits = {EITHER: code in {0, 1, 2}, REFUSED: code in {1, 2}}.get(verdict, code == verdict)
        if not fits or fell or any(sign in shown for sign in OBEYED):
            wrong[name] = ("command", code, codes, fell)
        paged = _paged(page, folder)
        if paged != (code, codes):
            wrong[f"page: {name}"] = ("page", *paged, f"command: {code} {codes}")
    assert wrong == {}


def _commanded(folder: Path) -> tuple[int, list[str], bytes, str]:
    """Return exit code, codes of what is wrong, what is printed, and what it fell with."""
    asked = [str(folder / "export"), "--policy", str(folder / "pins")]
    try:
        code, told = _printed([*asked, "--json"])
        again, shown = _printed(asked)
    except Exception as fell:  # noqa: BLE001 - whatever it is, it must not be
        return -1, [], b"", repr(fell)
    found = json.loads(told)["findings"]
    return code, sorted({each[0] for each in found}), shown, "" if code == again else "--json"


def _printed(words: list[str]) -> tuple[int, bytes]:
    """Run the command in a terminal that knows every letter; return exit code and output."""
    out = BytesIO()
    with redirect_stdout(TextIOWrapper(out, "utf-8", write_through=True)) as terminal:
        code = VERIFIER.main(words)
        terminal.detach()
    return code, out.getvalue()


def _paged(page: Page, folder: Path) -> tuple[int, list[str]]:
    page.evaluate("delete document.documentElement.dataset.answer")
    page.set_input_files("#export", folder / "export")
    page.set_input_files("#policy", folder / "pins")
    page.click("#verify")
    page.wait_for_selector("html[data-answer]", state="attached", timeout=PATIENCE_MS)
    told = json.loads(str(page.evaluate("document.documentElement.dataset.answer")))
    return told["verdict"], sorted({each[0] for each in told["findings"]})
