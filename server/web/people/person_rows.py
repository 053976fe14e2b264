"""Persons as rows of a form, each in one post: read, pasted into, and said what is wrong where."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from typing import Final

from flask import request

from server.actions.people.import_persons import Refused
from server.domain.bloc_file import AppointmentEntry, PersonEntry
from server.domain.bloc_file.reading import EMAIL
from server.domain.people.appointments import NameMissing
from server.domain.people.pasted_persons import (
    COLUMNS,
    LONGEST_CELL,
    MOST_ROWS,
    TooManyPersons,
    TypedPerson,
    pasted,
    with_logins,
)
from server.domain.refusals import NotADay
from server.web.refusals.refusals import sentence
from server.web.requests.typed_values import read_day
from server.web.words.catalogue import gettext as _

SPARE: Final = 3
"""Empty rows that wait for another person."""
Place = tuple[int, str]
"""A row, counted from 0, and a column of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRows:
    """What was typed, and what is wrong with it by row and column.

    `filled`: it was taken in from what was pasted, and nothing has been done with it.
    """

    rows: Sequence[TypedPerson]
    filled: bool = False
    mistakes: Mapping[Place, str] = field(default_factory=dict)

    @property
    def shown(self) -> Sequence[TypedPerson]:
        """The rows, and empty ones below."""
        return [*self.rows, *(TypedPerson() for _spare in range(SPARE))]

    @property
    def summary(self) -> list[tuple[str, str]]:
        """The mistakes with the ids of their fields, each row named by its person."""
        return [
            (f"{column}-{n}", f"{self._named(n)}: {text}")
            for (n, column), text in sorted(self.mistakes.items())
        ]

    def _named(self, n: int) -> str:
        return self.rows[n].name or _("Dòng %(n)s", n=n + 1)


def typed() -> Sequence[TypedPerson]:
    """Read the rows of the request, without those that name nobody."""
    cells = [request.form.getlist(column) for column in COLUMNS]
    rows = [
        TypedPerson(
            **{
                column: (cell or "").strip()[: LONGEST_CELL + 1]
                for column, cell in zip(COLUMNS, line, strict=True)
            }
        )
        for line in zip_longest(*cells)
    ]
    return [row for row in rows if not row.blank]


def check_count(rows: Sequence[TypedPerson]) -> None:
    """Refuse more rows than are taken at once; raises TooManyPersons."""
    if len(rows) > MOST_ROWS:
        raise TooManyPersons(MOST_ROWS)


def pasted_text() -> str:
    """Return what was pasted and is not yet in rows."""
    return request.form.get("pasted", "")


def fills(*, unless: str) -> bool:
    """Tell whether rows are to be filled in: something pasted would be left out of any act."""
    return request.form.get("do") != unless or bool(pasted_text().strip())


def with_pasted(
    rows: Sequence[TypedPerson], posts: Mapping[str, Sequence[str]], taken: Collection[str]
) -> Sequence[TypedPerson]:
    """Add what was pasted below, and suggest sign-in names. Raises TooManyPersons."""
    added = pasted(pasted_text(), posts)
    check_count([*rows, *added])
    return with_logins([*rows, *added], taken)


def read(
    rows: Sequence[TypedPerson], posts: Mapping[str, object], *, today: date
) -> tuple[Sequence[PersonEntry], Sequence[Sequence[int]], Mapping[Place, str]]:
    """Make persons of rows: those of one sign-in name are one person in several posts.

    Returns them, the rows of each, and what is wrong by row and column.
    """
    mistakes = dict(_wrong(rows, posts))
    by_login: dict[str, list[int]] = {}
    for n, row in enumerate(rows):
        by_login.setdefault(row.login, []).append(n)
    entries = [
        PersonEntry(
            login=login,
            name=rows[of[0]].name,
            email=next((rows[n].email for n in of if rows[n].email), ""),
            appointments=tuple(_appointment(rows[n], today) for n in of),
        )
        for login, of in by_login.items()
    ]
    return entries, list(by_login.values()), mistakes


def refused_at(refused: Sequence[Refused], of: Sequence[Sequence[int]]) -> Mapping[Place, str]:
    """Say what the rules refuse at the row and column it is about."""
    return {_place(each, of): sentence(each[1]) for each in refused}


def _place(refused: Refused, of: Sequence[Sequence[int]]) -> Place:
    path, refusal = refused
    match path:
        case (_, int(n), "appointments", int(m), *_):
            return of[n][m], "post"
        case (_, int(n), *_):
            return of[n][0], "name" if isinstance(refusal, NameMissing) else "login"
        case _:
            raise ValueError(path)


def _wrong(rows: Sequence[TypedPerson], posts: Mapping[str, object]) -> Iterator[tuple[Place, str]]:
    names = {row.login: row.name for row in reversed(rows)}
    for n, row in enumerate(rows):
        said = {
            "name": "" if row.name else _("Hãy ghi họ và tên."),
            "login": _wrong_login(row, names[row.login]),
            "email": _wrong_email(row.email),
            "post": "" if row.post in posts else _("Hãy chọn chức vụ."),
            "first": _not_a_day(row.first),
        }
        yield from (((n, column), text) for column, text in said.items() if text)


def _wrong_login(row: TypedPerson, first: str) -> str:
    """Say what is wrong with a sign-in name; `first` is the person who has it first in the list."""
    if not row.login:
        return _("Hãy ghi tên đăng nhập, hoặc bấm nút để được gợi ý.")
    if row.name and row.name != first:
        return _("Tên đăng nhập này đã ghi cho người khác ở dòng trên.")
    return ""


def _wrong_email(email: str) -> str:
    if email and not EMAIL.fullmatch(email):
        return _("Địa chỉ thư có dạng ten@co-quan.gov.vn.")
    return ""


def _not_a_day(text: str) -> str:
    try:
        read_day(text)
    except NotADay as refusal:
        return sentence(refusal)
    return ""


def _appointment(row: TypedPerson, today: date) -> AppointmentEntry:
    first = None if _not_a_day(row.first) else read_day(row.first)
    return AppointmentEntry(
        post_id=row.post, starts=first or today, ends=None, decision=row.decision
    )
