"""Each line that is no event, or contradicts itself, is told: by the command and the page."""

import json

import pytest
from playwright.sync_api import Page

from tests.verifier.reading.event_lines import (
    PLAIN,
    REACHING,
    event_lines,
    line,
    telling,
)
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
    sound = line()
    assert VERIFIER.up_to_payload(sound) is not None
    changed = [sound[:at] + new + sound[at + 1 :] for at in range(len(sound)) for new in CHANGED]
    found = [raw for _, raw, _ in event_lines()] + changed
    alone = [VERIFIER.slowly_packed(raw) for raw in found]
    assert [VERIFIER.packed([raw]) for raw in found] == [[read] for read in alone]
    assert VERIFIER.packed(found) == alone
    assert [raw for raw, packed in zip(found, alone, strict=True) if packed and read(raw)] == []


def test_sound_contents_are_read_together(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = list[bytes]()
    monkeypatch.setattr(VERIFIER, "parsed", alone.append)
    assert VERIFIER.read_together(PLAIN) == [json.loads(each) for each in PLAIN]
    assert alone == []


@pytest.mark.parametrize("pair", REACHING)
def test_no_content_reaches_into_the_next(pair: tuple[bytes, bytes]) -> None:
    first, *read, last = VERIFIER.packed([telling(each) for each in (b"{}", *pair, b"{}")])
    assert first == last == VERIFIER.slowly_packed(telling(b"{}")) is not None
    assert read == [None, None]


@pytest.mark.browser
def test_the_page_tells_each(page: Page) -> None:
    wrong = []
    for what, raw, found in event_lines():
        told = page.evaluate(READ_BY_THE_PAGE, raw.decode().removesuffix("\n"))
        if told != found:
            wrong.append((what, told))
    assert wrong == []
