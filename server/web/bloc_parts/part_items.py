"""A part's form as it is shown: its items, what is typed in each field, what is wrong where."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any, Final, TypeAlias

from werkzeug.datastructures import MultiDict

from server.domain.bloc_draft.shares import in_shares
from server.domain.bloc_file import FileMistake
from server.web.bloc_parts.fields import FormField, Item, left_alone, read, shown
from server.web.bloc_parts.part_form import PartForm
from server.web.bloc_parts.row_fields import fields_of, row_of
from server.web.names import mistake_words

Posted: TypeAlias = "MultiDict[str, str]"
MOST_ITEMS: Final = 1000
NEW: Final = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """One table of a part in its form.

    `base` says what it was made of: a table of the document (see `based_on`), `new`, or a sample's.
    """

    base: str
    item: Item
    fields: Sequence[FormField]
    """Its fields, those of its rows among them."""
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What could not be read, as it was typed."""
    wrong: Mapping[str, str] = field(default_factory=dict)
    others: Sequence[str] = ()
    """What is wrong with the table, but with no field of its form."""

    def texts(self, each: FormField) -> Sequence[str]:
        """What stands in a field."""
        return self.typed.get(each.name) or shown(self.item, each)

    def left_alone(self, form: PartForm) -> Sequence[str]:
        """What the table has and the form does not show."""
        return left_alone(self.item, self.fields, form.beside)

    def summary(self, ids: str) -> list[tuple[str, str]]:
        """List what is wrong at its fields, each with the id of its field; `ids` begins them."""
        return [
            (f"{ids}-{n}", f"{each.said}: {self.wrong[each.name]}")
            for n, each in enumerate(self.fields)
            if each.name in self.wrong
        ]

    def has_row(self, row: str) -> bool:
        """Tell whether anything stands in a row, which `row_of` names."""
        fields = (each for each in self.fields if row_of(each) == row)
        return any(text for each in fields for text in self.texts(each))

    @property
    def grouped(self) -> Sequence[tuple[str, str, Sequence[tuple[int, FormField]]]]:
        """Its fields with their numbers, those of a row together: its name, its words, they."""
        runs = groupby(enumerate(self.fields), key=lambda each: (row_of(each[1]), each[1].row))
        return [(row, words, list(run)) for (row, words), run in runs]


def view(form: PartForm, base: str, item: Item) -> ItemView:
    """Show a table that nothing was typed into."""
    return ItemView(base=base, item=item, fields=fields_of(form.fields, item))


def of_document(form: PartForm, value: object) -> list[ItemView]:
    """Show what a document has of a part."""
    return [
        view(form, based_on(form, each, n), in_shares(each)) for n, each in enumerate(tables(value))
    ]


def based_on(form: PartForm, table: Item, n: int) -> str:
    """Name a table of a document by its id, which it keeps where others are moved."""
    return f"id:{table[form.key]}" if table.get(form.key) else str(n)


def of_sample(form: PartForm, value: object) -> list[ItemView]:
    """Show a sample, to be changed and saved."""
    return [view(form, f"sample{n}", each) for n, each in enumerate(tables(value))]


def of_post(form: PartForm, posted: Posted, bases: Mapping[str, Item]) -> list[ItemView]:
    """Read the items that were sent, those to be left out among them; `bases` by their name."""
    numbers = [text for text in posted.getlist("item") if text.isdigit()][:MOST_ITEMS]
    return [_of_post(form, posted, n, bases) for n in numbers]


def dropped(posted: Posted, n: int) -> bool:
    """Tell whether an item is to be left out when it is saved."""
    numbers = posted.getlist("item")
    return n < len(numbers) and f"{numbers[n]}:drop" in posted


def _of_post(form: PartForm, posted: Posted, n: str, bases: Mapping[str, Item]) -> ItemView:
    base = posted.get(f"{n}:base", NEW)
    before = bases.get(base, _gone(form, base))
    sent = [name.removeprefix(f"{n}:") for name in posted if name.startswith(f"{n}:")]
    fields = fields_of(form.fields, before, sent)
    typed = {each.name: _typed(posted, n, each) for each in fields}
    item, wrong = read(before, fields, typed)
    if before.get(form.key) in form.always:
        item = {**item, form.key: before[form.key]}
    kept = {name: typed[name] for name in wrong}
    fields = fields_of(form.fields, item, [*wrong])
    return ItemView(base=base, item=item, fields=fields, typed=kept, wrong=wrong)


def _typed(posted: Posted, n: str, each: FormField) -> Sequence[str]:
    """Give what was typed in a field; nothing where its row is to be left out."""
    dropped = each.row and f"{n}:{row_of(each)}:drop" in posted
    return [] if dropped else posted.getlist(f"{n}:{each.name}")


def _gone(form: PartForm, base: str) -> Item:
    """What is left of a table that somebody else has taken out meanwhile: its id."""
    return {form.key: base.removeprefix("id:")} if base.startswith("id:") else {}


def tables(value: object) -> list[Item]:
    """Give the tables of a part, which is one or a list of them."""
    if isinstance(value, Mapping):
        return [value]
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def value_of(form: PartForm, items: Sequence[ItemView]) -> Any:  # noqa: ANN401 - a value of TOML
    """Make the part's value of its items; each of a list gets an id where it has none."""
    if not form.listed:
        return {**items[0].item} if items else None
    if not form.prefix:
        return [{**each.item} for each in items]
    used = {str(each.item.get("id", "")) for each in items}
    free = (each for n in range(1, MOST_ITEMS * 2) if (each := f"{form.prefix}{n}") not in used)
    return [
        {**each.item} if each.item.get("id") else {"id": next(free), **each.item} for each in items
    ]


def with_mistakes(
    form: PartForm, items: Sequence[ItemView], found: Sequence[FileMistake]
) -> tuple[list[ItemView], list[str]]:
    """Say the reader's mistakes at the fields they are about, and what is about no item."""
    views, rest = [*items], []
    for mistake in found:
        n, name = _split(mistake.field, form)
        text = mistake_words.what(mistake)
        if n is None or n >= len(views):
            rest.append(text)
        else:
            views[n] = with_mistake(views[n], name, text)
    return views, rest


def with_mistake(view: ItemView, name: str, text: str) -> ItemView:
    """Say a mistake at the field of this name, or beside all of them."""
    at = field_of(view.fields, name)
    if at is None:
        return replace(view, others=[*view.others, text])
    if at.name in view.wrong:
        return view
    return replace(view, wrong={**view.wrong, at.name: text})


def _split(name: str, form: PartForm) -> tuple[int | None, str]:
    """Part `awards[2].quota` into the second item and its field."""
    rest = name.removeprefix(form.place)
    if not form.listed:
        return 0, rest.removeprefix(".")
    number, closed, inner = rest.removeprefix("[").partition("]")
    return (int(number) - 1, inner.removeprefix(".")) if closed and number.isdigit() else (None, "")


def field_of(fields: Sequence[FormField], name: str) -> FormField | None:
    """Find the field a mistake is about: itself, what it is in, or the first of what is missing."""
    return next(_fields_of(fields, name), None)


def _fields_of(fields: Sequence[FormField], name: str) -> Iterator[FormField]:
    yield from (each for each in fields if each.name == name)
    yield from (each for each in fields if _inside(name, each.name))
    yield from (each for each in fields if name and _inside(each.name, name))


def _inside(name: str, outer: str) -> bool:
    return name.startswith((f"{outer}.", f"{outer}["))


def with_mistakes_of(
    places: Sequence[str], found: Sequence[FileMistake]
) -> tuple[Mapping[int, Sequence[str]], Sequence[str]]:
    """Say the mistakes of each place, the deepest that a mistake is in, and those of none."""
    wrong: dict[int, list[str]] = {}
    rest: list[str] = []
    deepest = sorted(enumerate(places), key=lambda each: -len(each[1]))
    for mistake in found:
        inside = (n for n, name in deepest if name == mistake.field or _inside(mistake.field, name))
        n = next(inside, None)
        (rest if n is None else wrong.setdefault(n, [])).append(mistake_words.what(mistake))
    return wrong, rest
