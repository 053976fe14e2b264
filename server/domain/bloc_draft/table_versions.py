"""A version of the score table: kept whole, told criterion by criterion, and beside another one."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from tomllib import TOMLDecodeError
from typing import Final

from server.domain.bloc_draft import document, score_tree
from server.domain.bloc_draft.criterion_words import rule_words
from server.domain.bloc_draft.parts import DraftPart
from server.domain.bloc_sheet.toml_text import TomlTable, TomlValue
from server.domain.canonical import Json

ADDED, CHANGED, REMOVED = "added", "changed", "removed"
_PLAIN: Final = frozenset({"id", "code", "name", "max_points", *score_tree.LISTS.values()})
"""What the title of a line says, and the lists below it."""
_WHOLE: Final = "Toàn bảng"
"""The line of what holds for the whole table; a record says it in Vietnamese, as it does names."""

Row = Mapping[str, Json]
_Lines = Mapping[str, tuple[str, frozenset[str]]]


def version_of(source: str) -> str:
    """Return the score table of a bloc-year's document as a document of its own; '' without one."""
    table = _table(source)
    return document.write({DraftPart.SCORE_TABLE.value: table}) if table else ""


def criteria(version: str) -> Sequence[Row]:
    """Tell a version's criteria in their order, each in texts."""
    found: list[Row] = []
    section = ""
    for line in score_tree.rows(_table(version)):
        if len(line.place) == 1:
            section = _title(line.item)
        if line.criterion:
            found.append(
                {
                    "section": section,
                    "code": str(line.item.get("code", "")),
                    "name": document.words_of(line.item.get("name")).vi,
                    "points": _points(line.most),
                    "evidence": str(line.item.get("evidence", "optional")),
                }
            )
    return found


def changes(before: str, after: str) -> Sequence[Row]:
    """Tell what is otherwise in a version than in one before it; nothing without one before."""
    if not before:
        return ()
    old, new = _lines(before), _lines(after)
    return [*_kept_and_new(old, new), *_gone(old, new)]


def _kept_and_new(old: _Lines, new: _Lines) -> Iterator[Row]:
    for name, (title, rest) in new.items():
        if name not in old:
            yield {"change": ADDED, "after": title}
        elif old[name] != (title, rest):
            before, held = old[name]
            yield {
                "change": CHANGED,
                "before": "; ".join((before, *sorted(held - rest))),
                "after": "; ".join((title, *sorted(rest - held))),
            }


def _gone(old: _Lines, new: _Lines) -> Iterator[Row]:
    found = (title for name, (title, _) in old.items() if name not in new)
    yield from ({"change": REMOVED, "before": title} for title in found)


def _lines(version: str) -> _Lines:
    """Say each line of a table by its id: its title with its points, and all else it has.

    What holds for the whole table stands under no id.
    """
    table = _table(version)
    rules = {name: value for name, value in table.items() if name != "sections"}
    whole = f"{_WHOLE} · {_points(score_tree.scale(table)['normal'])}"
    found = {"": (whole, _rest(rules))}
    for line in score_tree.rows(table):
        title = f"{_title(line.item)} · {_points(line.most)}"
        found[str(line.item.get("id", ""))] = (title, _rest(line.item))
    return found


def _title(item: TomlTable) -> str:
    return f"{item.get('code', '')} {document.words_of(item.get('name')).vi}".strip()


def _rest(item: TomlTable) -> frozenset[str]:
    return frozenset(rule_words(name, item[name]) for name in item.keys() - _PLAIN)


def _points(value: Decimal) -> str:
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _table(source: str) -> "Mapping[str, TomlValue]":
    try:
        found = document.read(source).get(DraftPart.SCORE_TABLE)
    except TOMLDecodeError:
        return {}
    return found if isinstance(found, Mapping) else {}
