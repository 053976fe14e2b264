"""The page of the linter's rules, made from the rules: `binhxet lint --rules`."""

from collections.abc import Iterator
from typing import Final

from server.engine.lint_words.order import ROOMS

TITLES: Final = (
    ("Tệp", "Files"),
    ("Phần tử", "Elements"),
    ("Quy trình con, quy trình được gọi", "Subprocesses and calls"),
    ("Luồng và thông điệp", "Flows and messages"),
    ("Công việc, phê duyệt, thao tác", "Tasks, approvals, operations"),
    ("Biểu thức", "Expressions"),
    ("Biểu mẫu", "Forms"),
    ("Bảng quyết định", "Decision tables"),
    ("Bảng mô tả", "Manifests"),
    ("Chạy thử", "Played"),
)
"""Of the rooms of words, in their order."""


def page(language: str) -> str:
    """Give the page in Markdown: each rule, what it says, how to mend it, and in English why."""
    return "\n".join(_vietnamese() if language == "vi" else _english()) + "\n"


def _english() -> Iterator[str]:
    yield "# The linter's rules"
    yield ""
    yield "Made by `binhxet lint --rules --lang en`; [linting.md](linting.md) says how to use them."
    yield "Rules marked * are the engine's own: it does not even read such a file. Of what is found"
    yield "by playing, `binhxet deploy` refuses what is marked †."
    for (_, title), room in zip(TITLES, ROOMS, strict=True):
        yield from ("", f"## {title}", "", "| Rule | What it says | How to mend it | Why |")
        yield "|---|---|---|---|"
        for rule, entry in room.ENTRIES.items():
            cells = (entry.en, entry.en_mend, entry.why)
            yield f"| `{rule}`{entry.mark} | {' | '.join(map(_cell, cells))} |"


def _vietnamese() -> Iterator[str]:
    yield "# Các quy tắc kiểm tra"
    yield ""
    yield "Quy tắc có dấu * là của chính bộ máy: tệp như vậy không đọc được. Trong những gì"
    yield "thấy khi chạy thử, `binhxet deploy` từ chối những gì có dấu †."
    for (title, _), room in zip(TITLES, ROOMS, strict=True):
        yield from ("", f"## {title}", "", "| Quy tắc | Nội dung | Cách sửa |", "|---|---|---|")
        for rule, entry in room.ENTRIES.items():
            yield f"| `{rule}`{entry.mark} | {_cell(entry.vi)} | {_cell(entry.vi_mend)} |"


def _cell(text: str) -> str:
    """Write a text into a cell; its holes stand there by their names, in italics."""
    plain = text.replace("{{", "\x01").replace("}}", "\x02").replace("|", "\\|")
    shown = plain.replace("<", "&lt;").replace("{", "*").replace("}", "*")
    return shown.replace("\x01", "{").replace("\x02", "}")
