"""Persons as somebody types or pastes them in rows, and the sign-in names that suit them."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

from server.domain.refusals import Refusal
from server.domain.texts.vietnamese import fold, unaccented

MOST_ROWS: Final = 200
LONGEST_CELL: Final = 300
_LOGIN = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)+")
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2}")
_LONGEST_LOGIN: Final = 56


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedPerson:
    """One person in one post, all as it was typed; `first` is the first day, `post` an id."""

    name: str = ""
    login: str = ""
    email: str = ""
    post: str = ""
    first: str = ""
    decision: str = ""

    @property
    def blank(self) -> bool:
        """Tell whether nobody is named in the row: a day alone names nobody."""
        return not any((self.name, self.login, self.email, self.post, self.decision))


@dataclass(eq=False)
class TooManyPersons(Refusal):
    """More rows than are read at once: none is read, rather than that the last are lost."""

    limit: int


COLUMNS: Final = tuple(each.name for each in fields(TypedPerson))


def pasted(text: str, posts: Mapping[str, Collection[str]]) -> Sequence[TypedPerson]:
    """Read lines as a spreadsheet copies them: cells between tabs, the person's name first.

    What the other cells are is told by their looks, so their order is free. `posts` gives for the
    id of each post what it is called. Raises TooManyPersons.
    """
    called = {fold(name): post for post, names in posts.items() for name in (post, *names)}
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_ROWS:
        raise TooManyPersons(MOST_ROWS)
    return [_read(line, called) for line in lines]


def _read(line: str, called: Mapping[str, str]) -> TypedPerson:
    name, *cells = (cell.strip()[:LONGEST_CELL] for cell in line.split("\t"))
    found = {"name": name}
    for cell in filter(None, cells):
        column = _column(cell, called)
        if column in found:
            column = "decision"
        value = called[fold(cell)] if column == "post" else cell
        found[column] = " ".join(filter(None, (found.get(column), value)))
    return TypedPerson(**found)


def _column(cell: str, called: Mapping[str, str]) -> str:
    if "@" in cell:
        return "email"
    if fold(cell) in called:
        return "post"
    if _DAY.fullmatch(cell):
        return "first"
    return "login" if _LOGIN.fullmatch(cell) else "decision"


def with_logins(rows: Sequence[TypedPerson], taken: Collection[str]) -> Sequence[TypedPerson]:
    """Suggest a sign-in name for each person who has none: the same for the same name and address.

    `taken` are those that others have.
    """
    return list(_suggested(rows, {*taken, *(row.login for row in rows)}))


def _suggested(rows: Sequence[TypedPerson], used: set[str]) -> Iterator[TypedPerson]:
    given: dict[tuple[str, str], str] = {
        (fold(row.name), row.email): row.login for row in rows if row.login
    }
    for row in rows:
        key = (fold(row.name), row.email)
        if not row.login and row.name:
            given.setdefault(key, _free(login_of(row.name), used))
            used.add(given[key])
        yield row if row.login else replace(row, login=given.get(key, ""))


def login_of(name: str) -> str:
    """Return the sign-in name that a person's name makes: ``Đỗ Văn An`` becomes ``do.van.an``."""
    words = re.findall("[a-z0-9]+", unaccented(name))
    return ".".join(words)[:_LONGEST_LOGIN].strip(".")


def _free(login: str, used: Collection[str]) -> str:
    if login not in used:
        return login
    return next(each for n in range(2, len(used) + 3) if (each := f"{login}.{n}") not in used)
