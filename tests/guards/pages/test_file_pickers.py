"""Beside each place for a file stands which kinds it takes and how large one may be."""

import re
from collections.abc import Iterator

from server.config import ROOT
from server.domain.files.file_kinds import KINDS

TEMPLATES = ROOT / "server" / "web" / "templates"
PICKER = re.compile(r'<input\b[^>]*type="file"[^>]*>')
SAID = re.compile(r"MB\b[^<]*limit=largest|LARGEST_FILE")
"""A hint that takes its megabytes from the limit the server holds to."""
NAMED = {
    "PDF": {"pdf"},
    "Word": {"doc", "docx"},
    "Excel": {"xls", "xlsx"},
    "ảnh": {"png", "jpg", "jpeg", "jfif", "heic", "heif"},
}
"""What pages call the kinds."""


def pickers() -> Iterator[tuple[str, str, str]]:
    """Give each picker with its template and what is written there."""
    for path in sorted(TEMPLATES.rglob("*.html")):
        written = path.read_text()
        for picker in PICKER.findall(written):
            yield str(path.relative_to(TEMPLATES)), picker, written


def test_each_picker_is_described_by_kinds_and_largest_size() -> None:
    found = list(pickers())
    assert len(found) >= 7
    for name, picker, written in found:
        assert "accept=" in picker or "webkitdirectory" in picker, (name, picker)
        hint = re.search(r'aria-describedby="([^"]+)"', picker)
        assert hint is not None, (name, picker)
        text = written.partition(f'id="{hint[1]}"')[2].partition("\n")[0]
        assert SAID.search(text), (name, picker)


def test_no_size_is_written_into_a_page_by_hand() -> None:
    by_hand = re.compile(r"\d+ MB\b")
    assert [str(p) for p in TEMPLATES.rglob("*.html") if by_hand.search(p.read_text())] == []


def test_what_pages_call_the_kinds_are_those_that_are_taken() -> None:
    words = f"{', '.join([*NAMED][:-1])} hoặc {[*NAMED][-1]}, tối đa %(limit)s MB."
    assert words in (TEMPLATES / "forms" / "fields.html").read_text()
    assert set().union(*NAMED.values()) == set(KINDS)
