"""Each line that is no event, or contradicts itself, is told: by the command and the page."""

import pytest
from playwright.sync_api import Page

from tests.verifier.reading.event_lines import event_lines, line
from tests.verifier.running import VERIFIER
from tests.verifier.test_page_agrees import page

__all__ = ["page"]
CHANGED = (b"", b"0", b"1", b" ", b'"', b"-", b"e", b"}", b"\n", b"\xc3")
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


def test_a_line_read_in_one_go_is_read_as_any_other() -> None:
    assert VERIFIER.plainly_packed(line()) == VERIFIER.slowly_packed(line()) is not None
    sound = line()
    changed = [sound[:at] + new + sound[at + 1 :] for at in range(len(sound)) for new in CHANGED]
    found = [raw for _, raw, _ in event_lines()] + changed
    told = [(raw, VERIFIER.plainly_packed(raw)) for raw in found]
    wrong = [raw for raw, read in told if read and read != VERIFIER.slowly_packed(raw)]
    assert wrong == []
    assert [raw for raw, packed in told if packed and read(raw) != []] == []


@pytest.mark.browser
def test_the_page_tells_each(page: Page) -> None:
    wrong = []
    for what, raw, found in event_lines():
        told = page.evaluate(READ_BY_THE_PAGE, raw.decode().removesuffix("\n"))
        if told != found:
            wrong.append((what, told))
    assert wrong == []
