"""Units and bodies as rows of a form: from the document, from what was typed, and back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask import request

from server.domain.bloc_draft import beginning
from server.domain.bloc_draft.document import retyped, words_of
from server.domain.bloc_draft.drafts import UnitsNotTaken
from server.domain.bloc_draft.usual_posts import of_department, with_usual_posts
from server.domain.bloc_file.entries import BodyKind
from server.domain.bloc_sheet.toml_text import TomlTable, TomlValue, tables_in
from server.domain.blocs.rules import BlocRole
from server.domain.people.posts import unit_of
from server.domain.texts.words import Words
from server.texts import mended

LONGEST_SAID = 300
SHOWN = ("name", "short", "symbol", "role")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    """A unit or body as the form has it; `posts` are titles by position."""

    id: str
    kind: str = ""
    name: str = ""
    short: str = ""
    symbol: str = ""
    role: str = ""
    dropped: bool = False
    posts: Mapping[str, str] = field(default_factory=dict)


def of_document(value: "TomlValue | None") -> Sequence[OrganisationRow]:
    """Read the rows of a document's list."""
    return [
        OrganisationRow(
            id=str(entry.get("id", "")),
            kind=str(entry.get("kind", "")),
            name=words_of(entry.get("name")).vi,
            short=words_of(entry.get("short")).vi,
            symbol=str(entry.get("symbol", "")),
            role=str(entry.get("role", "")),
            posts={
                str(post.get("position", "")): words_of(post.get("title")).vi
                for post in tables_in(entry.get("posts", ()))
            },
        )
        for entry in tables_in(value or ())
    ]


def typed(part: str) -> Sequence[OrganisationRow]:
    """Read the rows that were typed: `units-1-id`, `units-1-name` and so on, as many as were sent.

    A request has an end of its own.
    """
    of_row = re.compile(rf"{re.escape(part)}-([1-9][0-9]{{0,8}})-id")
    found = sorted(int(row[1]) for row in map(of_row.fullmatch, request.form) if row)
    return [_typed(f"{part}-{number}-") for number in found]


def _typed(start: str) -> OrganisationRow:
    def said(name: str) -> str:
        return mended(request.form.get(start + name, "")).strip()

    titles = f"{start}post-"
    return OrganisationRow(
        id=said("id"),
        kind=said("kind"),
        name=said("name"),
        short=said("short"),
        symbol=said("symbol"),
        role=said("role"),
        dropped=bool(said("drop")),
        posts={
            key.removeprefix(titles): mended(value).strip()
            for key, value in request.form.items()
            if key.startswith(titles)
        },
    )


def value_of(
    rows: Sequence[OrganisationRow], before: "TomlValue | None", *, known: Mapping[str, Words]
) -> list[TomlValue]:
    """Write rows into the list they came from: what no field shows stays as it was.

    `known` are the titles of posts that are there already.
    """
    entries = {str(entry.get("id")): entry for entry in tables_in(before or ())}
    return [_entry(row, entries.get(row.id, {}), known) for row in rows if not row.dropped]


def _entry(row: OrganisationRow, before: TomlTable, known: Mapping[str, Words]) -> TomlTable:
    shown: dict[str, TomlValue] = {
        "name": retyped(before.get("name"), row.name),
        "short": retyped(before.get("short"), row.short or row.name),
        **({"symbol": row.symbol} if row.symbol else {}),
        **({"role": row.role} if row.role else {}),
    }
    kept = {name: value for name, value in before.items() if name not in SHOWN}
    entry: dict[str, TomlValue] = {"id": row.id, **kept, **shown}
    posts: list[TomlValue] = [_post(post, row) for post in tables_in(before.get("posts", ()))]
    entry["posts"] = posts
    if row.role in set(BlocRole):
        entry["posts"] = with_usual_posts(entry, BlocRole(row.role), known=known)
    return entry


def _post(post: TomlTable, row: OrganisationRow) -> TomlTable:
    title = row.posts.get(str(post.get("position")), "")
    return {**post, "title": retyped(post.get("title"), title)} if title else post


def named(
    province: str,
    chosen: Sequence[str],
    lines: str,
    *,
    known: Mapping[str, tuple[Words, Words]],
    there: Sequence[OrganisationRow],
) -> Mapping[str, TomlTable]:
    """Give names and short names by the ids of who is added: known ones, and a new one a line.

    Who is there is not added again. Raises UnitsNotTaken for lines that would be passed over though
    they name somebody else.
    """
    held = {row.id: row.name for row in there if not row.dropped}
    found: dict[str, TomlTable] = {
        unit: _known_words(known[unit]) for unit in chosen if unit in known and unit not in held
    }
    lost: list[str] = []
    for line in filter(str.strip, lines.splitlines()):
        name, _, short = (piece.strip() for piece in line.partition("|"))
        unit = f"{province}/{beginning.id_of(short or name)}"
        if unit not in held:
            typed = {"name": name, "short": short or name}
            found.setdefault(unit, _known_words(known[unit]) if unit in known else typed)
        if unit == f"{province}/" or name != _called(unit, held, found):
            lost.append(line.strip())
    if lost:
        raise UnitsNotTaken("; ".join(lost)[:LONGEST_SAID])
    return found


def members(
    found: Mapping[str, TomlTable], there: Sequence[OrganisationRow]
) -> Sequence[TomlTable]:
    """Make those added members; the first becomes leader, the second deputy where there is none."""
    roles = {row.role for row in there if not row.dropped}
    free = [role for role in (BlocRole.LEADER, BlocRole.DEPUTY) if role not in roles]
    return [
        {"id": unit, "role": (free.pop(0) if free else BlocRole.MEMBER).value, **words}
        for unit, words in found.items()
    ]


def departments(found: Mapping[str, TomlTable]) -> Sequence[TomlTable]:
    """Make those added departments, which only give points."""
    kind = BodyKind.DEPARTMENT.value
    return [{"id": unit, "kind": kind, **words} for unit, words in found.items()]


def _called(unit: str, held: Mapping[str, str], found: Mapping[str, TomlTable]) -> str:
    return held[unit] if unit in held else words_of(found[unit]["name"]).vi


def _known_words(names: tuple[Words, Words]) -> TomlTable:
    return {"name": _words(names[0]), "short": _words(names[1])}


def _words(words: Words) -> TomlValue:
    return {"vi": words.vi, "en": words.en} if words.en else words.vi


def with_posts(units: Sequence[TomlTable], known: Mapping[str, Words]) -> list[TomlValue]:
    """Give new units the usual posts of their roles."""
    return [
        {**unit, "posts": with_usual_posts(unit, BlocRole(str(unit["role"])), known=known)}
        for unit in units
    ]


def with_posts_of_departments(
    more: Sequence[TomlTable], known: Mapping[str, Words]
) -> list[TomlValue]:
    """Give new departments their posts."""
    return [{**each, "posts": of_department(each, known=known)} for each in more]


def texts_of(rows: Sequence[OrganisationRow], part: str) -> Sequence[tuple[str, str]]:
    """Return what was typed in the rows by the names that mistakes give the fields."""
    return [
        (f"{part}[{number}].{name}", text)
        for number, row in enumerate(rows, 1)
        for name, text in (
            *((each, getattr(row, each)) for each in ("name", "short", "symbol")),
            *(("posts", title) for title in row.posts.values()),
        )
    ]


def units_of(rows: Sequence[OrganisationRow], more: Sequence[TomlTable]) -> Sequence[str]:
    """Return the ids of all units of a form."""
    return [*(row.id for row in rows), *(unit_of(f"{unit['id']}/x") for unit in more)]
