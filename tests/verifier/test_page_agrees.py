"""The page, in a browser and from a file, says what the command says of every export."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from server.web.history import verifier_files
from tests.verifier.cases import Case, every_case
from tests.verifier.logged import Logged
from tests.verifier.running import Answer
from tests.verifier.test_other_provinces import of_both, without_formers
from tests.waiting import PATIENCE_MS
from tests.worlds.databases import Database

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """Open the page from a file; what it cannot do without a server, it cannot do."""
    file = tmp_path / "verify.html"
    file.write_bytes(verifier_files.page().data)
    context = browser.new_context(offline=True, color_scheme="dark")
    opened = context.new_page()
    refused: list[str] = []
    opened.on("console", lambda message: refused.append(message.text))
    opened.goto(file.as_uri())
    yield opened
    assert refused == []
    context.close()


def test_the_page_says_what_the_command_says(history: Logged, page: Page) -> None:
    differ = {}
    for case in every_case(history):
        told, answer = said(page, case), Answer(case.data, case.pins)
        findings = sorted((code, line, place, since) for code, line, place, since in told[1])
        if (told[0], findings, told[2]) != (answer.code, sorted(answer.findings), answer.results):
            differ[case.name] = (told[0], findings[:3], answer.code, sorted(answer.findings)[:3])
    assert differ == {}


def test_the_page_takes_events_of_a_former_province(fresh_database: Database, page: Page) -> None:
    data = of_both(fresh_database)
    for given in (data, without_formers(data)):
        answer = Answer(given, "")
        told = said(page, Case("formers", given, "", 0))
        assert {code for code, *_ in told[1]} == answer.codes


def test_the_page_speaks_both_languages(history: Logged, page: Page) -> None:
    said(page, Case("sound", history.exports["case"], history.keys.pins, 0))
    assert page.locator("#answer h2").inner_text() == "ĐÃ CHỨNG MINH"
    told = page.locator("#answer").inner_text()
    assert "quyết định khen thưởng: khớp" in told
    assert re.search(
        r"case/[0-9a-f-]{36} \([^)]*Trình khen thưởng[^)]*; Khối [^)]+\) quyết định", told
    )
    assert "flag/" not in page.locator("#answer").inner_text(), "awards have their names"
    page.click("#en")
    assert page.locator("#answer h2").inner_text() == "PROVED"


def said(
    page: Page, case: Case
) -> tuple[int, list[list[object]], list[tuple[str, str, bool | None]]]:
    """Give the page the two files; return verdict, findings, and which results agree."""
    page.evaluate("delete document.documentElement.dataset.answer")
    for where, data in (("#export", case.data), ("#policy", case.pins.encode())):
        file = {"name": "file", "mimeType": "text/plain", "buffer": data}
        page.set_input_files(where, file)  # type: ignore[arg-type]
    page.click("#verify")
    page.wait_for_selector("html[data-answer]", state="attached", timeout=PATIENCE_MS)
    told = json.loads(str(page.evaluate("document.documentElement.dataset.answer")))
    results = [(stream, what, agrees) for stream, what, agrees, _ in told["results"]]
    return told["verdict"], told["findings"], results
