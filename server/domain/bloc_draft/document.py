"""The document of a draft: the text of a bloc-year file, read and written part by part.

It may lack anything; what it lacks is what the reader of bloc-year files says of it.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Final

from server.domain.bloc_doubts import RecordsInUse, implausible
from server.domain.bloc_draft.parts import DraftPart
from server.domain.bloc_file import FileMistake, FileMistakes, parse
from server.domain.bloc_sheet import merging
from server.domain.bloc_sheet.toml_text import TomlTable, TomlValue, document, written
from server.domain.people.lineage import NO_FORMER_UNITS, FormerUnits
from server.domain.texts.words import Words

_HEAD: Final = re.compile(r"^\[bloc\]\n(?:(?!\[(?!bloc\.)).*\n)*", re.MULTILINE)
_SEAL: Final = 16
"""Characters of a seal: as many as tell two versions of a part apart."""


def read(source: str) -> dict[str, TomlValue]:
    """Read the values of a document; raises tomllib.TOMLDecodeError."""
    return merging.read(source)


def write(values: TomlTable) -> str:
    """Write a document."""
    return document(values)


def with_part(source: str, part: DraftPart, value: "TomlValue | None") -> str:
    """Put a part into a document, or take it out where `value` is None or an empty list."""
    before = read(source)
    if value is None or value in ([], ()):
        return write({name: each for name, each in before.items() if name != part})
    return write({**before, part.value: value})


def seal(values: TomlTable, part: DraftPart) -> str:
    """Name the version of a part: another one has another seal. A form carries what it showed."""
    value = values.get(part)
    text = "" if value is None else written(value)
    return hashlib.sha256(text.encode()).hexdigest()[:_SEAL]


def digest(source: str) -> str:
    """Return the SHA-256 of a document, in hexadecimal."""
    return hashlib.sha256(source.encode()).hexdigest()


def without_persons(source: str) -> str:
    """Leave out the persons: the administrators give accounts and posts, no document does."""
    values = read(source)
    if DraftPart.PERSONS not in values:
        return source
    return write({name: each for name, each in values.items() if name != DraftPart.PERSONS})


def mistakes(source: str, formers: FormerUnits = NO_FORMER_UNITS) -> Sequence[FileMistake]:
    """Say everything that keeps a document from being put in force, in its order."""
    found = parse(source, formers)
    return found.items if isinstance(found, FileMistakes) else ()


def doubts(source: str, recorded: RecordsInUse, formers: FormerUnits) -> Sequence[FileMistake]:
    """Say what is seldom meant; nothing of a document that has mistakes."""
    found = parse(source, formers)
    return () if isinstance(found, FileMistakes) else implausible(source, found, recorded=recorded)


def by_part(found: Sequence[FileMistake]) -> Mapping[str, Sequence[FileMistake]]:
    """Sort mistakes by the part their field is in; '' for those of the whole document."""
    sorted_out: dict[str, list[FileMistake]] = {}
    for item in found:
        sorted_out.setdefault(part_name(item.field), []).append(item)
    return sorted_out


def name_of(source: str) -> Words:
    """Return what a document's bloc is called, as far as it says so.

    Only its head is read: `write` puts each value in a line, under headers that begin with `bloc`.
    """
    found = _HEAD.search(source)
    head = read(found[0] if found else source).get(DraftPart.BLOC)
    return words_of(head.get("name")) if isinstance(head, Mapping) else Words("")


def called(source: str, bloc_year_id: str) -> tuple[Words, str]:
    """Return what a document's bloc is called, its id where it has no name, and the year."""
    bloc, _slash, year = bloc_year_id.rpartition("/")
    name = name_of(source)
    return (name if name.vi else Words(bloc)), year


def words_of(value: "TomlValue | None") -> Words:
    """Read words as a document has them: a text, or a table with `vi` and `en`."""
    if isinstance(value, Mapping):
        return Words(str(value.get("vi", "")), str(value.get("en", "")))
    return Words(value if isinstance(value, str) else "")


def as_value(words: Words) -> TomlValue:
    """Write words as a document has them."""
    return {"vi": words.vi, "en": words.en} if words.en else words.vi


def retyped(before: "TomlValue | None", typed: str) -> TomlValue:
    """Give words whose Vietnamese was typed: the English stays where the Vietnamese did."""
    said = words_of(before)
    return before if before is not None and said.vi == typed else typed


def part_name(field: str) -> str:
    """Return the first name in a field as mistakes write it: `units` of `units[2].role`."""
    return field.partition(".")[0].partition("[")[0]
