"""What was answered in a form beside what was answered there before: marked, and listed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from server.domain.texts.marked_changes import TextPart, aligned, marked, spoken_of
from server.web.forms.form_answers import AnsweredField, AnsweredTable
from server.web.words.language import EnglishText, joined, of_page

Parts = tuple[TextPart, ...]
MOST_LISTED: Final = 12


@dataclass(frozen=True, slots=True)
class ComparedTable:
    """The rows of both, each cell marked; `rest` is what is told of rows that say nothing."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Parts, ...], ...]
    rest: str


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One field of both; `anchor` is where it stands on its page."""

    anchor: str
    label: str
    parts: Parts
    table: ComparedTable | None

    @property
    def changes(self) -> Sequence[TextPart]:
        """List what differs in it."""
        cells = [cell for row in self.table.rows for cell in row] if self.table else [self.parts]
        return [part for cell in cells for part in cell if part.changed]


@dataclass(frozen=True, slots=True)
class ListedChange:
    """A change in a field; `unasked` where the reason for the return does not speak of it."""

    field: ComparedField
    part: TextPart
    unasked: bool


@dataclass(frozen=True, slots=True)
class ComparedAnswers:
    """All fields of both, and their changes as a list, of which only the first are told."""

    fields: Sequence[ComparedField]
    changes: Sequence[ListedChange]

    @property
    def listed(self) -> Sequence[ListedChange]:
        """The changes that are told: what nobody asked for first of all."""
        return sorted(self.changes, key=lambda each: not each.unasked)[:MOST_LISTED]

    @property
    def more(self) -> int:
        """How many are not told."""
        return len(self.changes) - len(self.listed)


def compared(
    old: Sequence[AnsweredField], new: Sequence[AnsweredField], *, reason: str, place: str
) -> ComparedAnswers:
    """Compare answers field by field; `place` makes the anchors of this record its own."""
    before, after = {each.path: each for each in old}, {each.path: each for each in new}
    fields = [
        _field(before.get(path), after.get(path), f"{place}-{path}")
        for path in dict.fromkeys([*after, *before])
    ]
    return ComparedAnswers(fields, [*_changes(fields, reason)])


def _changes(fields: Sequence[ComparedField], reason: str) -> Iterator[ListedChange]:
    for field in fields:
        for part in field.changes:
            asked = not reason or spoken_of(reason, (field.label, part.struck, part.added))
            yield ListedChange(field, part, unasked=not asked)


def _field(old: AnsweredField | None, new: AnsweredField | None, anchor: str) -> ComparedField:
    there = new or old
    tables = old.table if old else None, new.table if new else None
    return ComparedField(
        anchor=anchor,
        label=there.label if there else "",
        parts=_marked(_text(old), _text(new)),
        table=_table(*tables) if any(tables) else None,
    )


def _text(field: AnsweredField | None) -> str:
    return joined(*field.lines, by="\n") if field else of_page("")


def _marked(old: str, new: str) -> Parts:
    """Mark what changed; of texts that are known to be in the page's language its parts are so."""
    parts = marked(old, new)
    if not all(not each or isinstance(each, EnglishText) for each in (old, new)):
        return parts
    return tuple(
        TextPart(kept=of_page(each.kept), struck=of_page(each.struck), added=of_page(each.added))
        for each in parts
    )


def _table(old: AnsweredTable | None, new: AnsweredTable | None) -> ComparedTable:
    heads = tuple(dict.fromkeys([*(new.heads if new else ()), *(old.heads if old else ())]))
    empty = ("",) * len(heads)
    pairs = aligned(_rows(old, heads), _rows(new, heads))
    rows = tuple(_cells(was or empty, is_ or empty) for was, is_ in _paired(pairs))
    return ComparedTable(heads, rows, new.rest if new else "")


def _cells(was: Sequence[str], is_: Sequence[str]) -> tuple[Parts, ...]:
    return tuple(_marked(*texts) for texts in zip(was, is_, strict=True))


def _rows(table: AnsweredTable | None, heads: Sequence[str]) -> list[tuple[str, ...]]:
    """Put the cells of a table under the heads of both."""
    if table is None:
        return []
    told = [dict(zip(table.heads, row, strict=True)) for row in table.rows]
    return [tuple(row.get(head, "") for head in heads) for row in told]


Row = tuple[str, ...]
Pair = tuple[Row | None, Row | None]


def _paired(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Make one of a row that was struck and the row that came in its place: they begin alike.

    Where as many were struck as came, each stands in the place of one.
    """
    struck, added = list[Row](), list[Row]()
    for was, is_ in [*pairs, ((), ())]:
        if was is not None and is_ is not None:
            yield from _replaced(struck, added)
            struck, added = [], []
            if was:
                yield was, is_
        elif was is not None:
            struck.append(was)
        elif is_ is not None:
            added.append(is_)


def _replaced(struck: list[Row], added: Sequence[Row]) -> Iterator[Pair]:
    for number, row in enumerate(added):
        same = next((each for each in struck if each[0] == row[0]), None)
        if same is None and len(struck) == len(added) - number:
            same = struck[0]
        if same is not None:
            struck.remove(same)
        yield same, row
    yield from ((row, None) for row in struck)
