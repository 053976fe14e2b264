"""The words that pages explain: each in the glossary, each on a page, each in both languages."""

import re
from pathlib import Path

from server.config import ROOT
from server.web.help.glossary import TERMS

ASKED = re.compile(r"""(?:about=|term\()"([^"]+)\"""")
ROW = re.compile(r"^\|([^|\n]*)\|([^|\n]*)\|(?:([^|\n]*)\|)?", re.MULTILINE)


def written() -> set[str]:
    """Answer the names of docs/glossary.md, without what stands behind them in brackets."""
    rows = ROW.findall((ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"))
    cells = [second if third else first for first, second, third in rows]
    return {re.sub(r"\(.*?\)", "", cell).strip() for cell in cells}


def templates() -> list[Path]:
    return [*(ROOT / "server").rglob("templates/**/*.html")]


def test_every_word_has_its_row_in_the_glossary() -> None:
    assert set(TERMS) - written() == set()


def test_every_word_is_explained_where_it_stands() -> None:
    asked = {name for page in templates() for name in ASKED.findall(page.read_text("utf-8"))}
    assert asked == set(TERMS)
