"""Writes values as TOML text, so that a file that was changed by program can be read again."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

TomlValue: TypeAlias = (
    "str | bool | int | Decimal | date | Sequence[TomlValue] | Mapping[str, TomlValue]"
)
TomlTable: TypeAlias = Mapping[str, TomlValue]


def written(value: TomlValue) -> str:  # noqa: C901, PLR0911 - one case a type, flat
    """Write a value in one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _text(value)
        case Decimal():
            plain = format(value, "f")
            return plain if "." in plain else f"{plain}.0"
        case int():
            return str(value)
        case date():
            return value.isoformat()
        case Mapping():
            return f"{{ {', '.join(_pairs(value))} }}" if value else "{}"
        case _:
            return f"[{', '.join(map(written, value))}]"


def tables_in(value: TomlValue) -> Sequence[TomlTable]:
    """Give the tables of a list that is made of tables alone; none for anything else."""
    if isinstance(value, str) or not isinstance(value, Sequence):
        return ()
    found = [each for each in value if isinstance(each, Mapping)]
    return found if len(found) == len(value) else ()


def document(table: TomlTable) -> str:
    """Write a whole file: plain values first, then tables, each with its header."""
    return "".join(f"{line}\n" for line in _lines(table, ()))


def array_of_tables(name: str, tables: Sequence[TomlTable]) -> str:
    """Write tables of one name, a header each."""
    return "".join(f"{line}\n" for line in _array_lines(name, tables))


def _array_lines(name: str, tables: Sequence[TomlTable]) -> list[str]:
    return [line for each in tables for line in (f"[[{name}]]", *_pairs(each), "")]


def _lines(table: TomlTable, path: tuple[str, ...]) -> list[str]:
    plain = {key: value for key, value in table.items() if not _has_header(value)}
    lines = [*_pairs(plain)]
    for key, value in table.items():
        here = (*path, key)
        name = ".".join(map(_key, here))
        if isinstance(value, Mapping):
            lines += ["", f"[{name}]", *_lines(value, here)]
        elif _has_header(value):
            lines += ["", *_array_lines(name, tables_in(value))]
    return lines


def _has_header(value: TomlValue) -> bool:
    return isinstance(value, Mapping) or bool(tables_in(value))


def _pairs(table: TomlTable) -> list[str]:
    return [f"{_key(key)} = {written(value)}" for key, value in table.items()]


def _key(key: str) -> str:
    bare = key.isascii() and key.replace("-", "_").isidentifier()
    return key if bare else _text(key)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
