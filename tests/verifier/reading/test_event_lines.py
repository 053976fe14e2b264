"""Each line that is no event, or contradicts itself, is told: by the command and the page."""

import pytest
from playwright.sync_api import Page

from tests.verifier.reading.event_lines import event_lines
from tests.verifier.running import VERIFIER
from tests.verifier.test_page_agrees import page

__all__ = ["page"]
READ_BY_THE_PAGE = """async (text) => {
  const report = new Report();
  const found = await prepared({ bytes: encode(text), ended: true });
  const event = Export.prototype.read.call({ report }, found);
  return event ? report.findings.map(([code]) => code) : null;
}"""


def read(raw: bytes) -> list[str] | None:
    report = VERIFIER.Report(line=2)
    event = VERIFIER.read_event(raw, report)
    return None if event is None else [finding.code for finding in report.findings]


def test_the_command_tells_each() -> None:
    wrong = [(what, read(raw)) for what, raw, found in event_lines() if read(raw) != found]
    assert wrong == []


@pytest.mark.browser
def test_the_page_tells_each(page: Page) -> None:
    wrong = []
    for what, raw, found in event_lines():
        told = page.evaluate(READ_BY_THE_PAGE, raw.decode().removesuffix("\n"))
        if told != found:
            wrong.append((what, told))
    assert wrong == []
