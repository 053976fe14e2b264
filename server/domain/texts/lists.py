"""What lists find and order their lines by: kept beside the names it is made of."""

from collections.abc import Iterable
from dataclasses import dataclass

from server.domain.texts.vietnamese import fold, name_sort_key, sort_key
from server.domain.texts.words import Words


@dataclass(frozen=True, slots=True)
class ListedAs:
    """The text a line is found by, folded, and the one it is ordered by."""

    search: str
    sort_key: str


def listed_person(*, login: str, name: str, email: str) -> ListedAs:
    """Return what an account is found and ordered by."""
    return ListedAs(fold(f"{login} {name} {email}"), name_sort_key(name))


def listed_erased(*, login: str, mark: str) -> ListedAs:
    """Return the same of an account that names nobody any more but by a mark."""
    return ListedAs(fold(f"{mark} {login}"), name_sort_key(mark))


def listed_post(title: Words) -> ListedAs:
    """Return what a post is found and ordered by."""
    return ListedAs(fold(f"{title.vi} {title.en}"), sort_key(title.vi))


def listed_unit(name: Words, short: Words) -> ListedAs:
    """Return what a unit or body is found and ordered by, under one of its names."""
    return ListedAs(fold(f"{name.vi} {name.en} {short.vi} {short.en}"), sort_key(name.vi))


def found_case(titles: Words, short: Words, *, names: Iterable[Words]) -> str:
    """Return what a case is found by: its title, and the names of its bloc and its opener."""
    return fold(" ".join(f"{each.vi} {each.en}" for each in (titles, short, *names)))


def found_document(number: str) -> str:
    """Return what a numbered document is found by, beside its case and what its kind is called."""
    return fold(number)


def found_file(name: str) -> str:
    """Return what a file is found by, beside its case."""
    return fold(name)
