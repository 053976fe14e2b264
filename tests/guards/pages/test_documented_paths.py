"""The files that the documentation names are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGES = sorted({ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")})
NAMED = re.compile(r"`([\w.-]+(?:/[\w.-]+)+\.(?:py|toml|bpmn|dmn|json|css|js|html|md))`")
HOMES = (ROOT, ROOT / "server", ROOT / "tests")
WRITTEN = re.compile(r"^### `([^`]+)`\n\n```", re.MULTILINE)
"""A file that the page itself holds."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_a_page_names_is_there(page: Path) -> None:
    homes = (*HOMES, page.parent)
    text = page.read_text(encoding="utf-8")
    named = [path for path in NAMED.findall(text) if path not in WRITTEN.findall(text)]
    gone = [path for path in named if not any((home / path).exists() for home in homes)]
    assert gone == []


def test_decisions_have_numbers_of_their_own() -> None:
    numbers = [path.name[:4] for path in (ROOT / "docs" / "decisions").glob("*.md")]
    assert sorted(numbers) == sorted(set(numbers))


def test_every_decision_says_whether_it_is_in_force() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    without = [
        page.name
        for page in decisions
        if not page.read_text(encoding="utf-8").partition("\n\n")[2].startswith("Status: ")
    ]
    assert without == []
