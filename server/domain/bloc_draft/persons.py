"""The persons proposed in a document: their rows, and the posts they can be proposed for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from server.domain.bloc_draft import document
from server.domain.bloc_draft.parts import DraftPart
from server.domain.bloc_file import BodyKind, PersonEntry
from server.domain.people.pasted_persons import TypedPerson
from server.domain.people.posts import post_id

APART: Final = frozenset({BodyKind.ADMINISTRATION, BodyKind.AUDIT})
"""Bodies whose posts a bloc does not propose persons for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposable:
    """A post of the document, in Vietnamese: its title and whose it is."""

    title: str
    unit: str


def posts_of(values: Mapping[str, Any]) -> Mapping[str, Proposable]:
    """Return the posts of units and bodies that persons can be proposed for, by id."""
    owners = [*_tables(values.get(DraftPart.UNITS))]
    owners += [
        each for each in _tables(values.get(DraftPart.BODIES)) if each.get("kind") not in APART
    ]
    return {
        post_id(str(owner.get("id")), str(post.get("position"))): Proposable(
            title=_vietnamese(post.get("title")) or str(post.get("position")),
            unit=_vietnamese(owner.get("short")) or str(owner.get("id")),
        )
        for owner in owners
        for post in _tables(owner.get("posts"))
    }


def typed_of(value: object, said: Callable[[date], str]) -> Sequence[TypedPerson]:
    """Return the rows of a document's persons, one for each post; `said` writes a day."""
    return [
        TypedPerson(
            name=str(person.get("name", "")),
            login=str(person.get("login", "")),
            email=str(person.get("email", "")),
            post=str(held.get("post", "")),
            first=_day(held.get("from"), said),
            decision=str(held.get("decision", "")),
        )
        for person in _tables(value)
        for held in _tables(person.get("appointments")) or [{}]
    ]


def value_of(entries: Sequence[PersonEntry], before: object) -> list[dict[str, Any]]:
    """Write persons as a document has them; last days that no row shows stay."""
    ends = {
        (person.get("login"), held.get("post")): held["to"]
        for person in _tables(before)
        for held in _tables(person.get("appointments"))
        if "to" in held
    }
    return [
        {
            "login": entry.login,
            "name": entry.name,
            **({"email": entry.email} if entry.email else {}),
            "appointments": [
                {
                    "post": item.post_id,
                    "from": item.starts,
                    **_there("to", ends.get((entry.login, item.post_id))),
                    **_there("decision", item.decision),
                }
                for item in entry.appointments
            ],
        }
        for entry in entries
    ]


def without_person(source: str, *, login: str, name: str, email: str) -> str:
    """Take a person out: who has this sign-in name or address, or has neither but this name.

    The text itself comes back where nobody in it is that person.
    """
    values = document.read(source)
    persons = _tables(values.get(DraftPart.PERSONS))
    staying = [each for each in persons if not _is(each, login=login, name=name, email=email)]
    if len(staying) == len(persons):
        return source
    return document.with_part(source, DraftPart.PERSONS, staying)


def _is(person: Mapping[str, Any], *, login: str, name: str, email: str) -> bool:
    """Tell whether an entry names this person; the name alone counts where nothing else is told."""
    said = {key: str(person.get(key) or "").casefold() for key in ("login", "email", "name")}
    if said["login"] or said["email"]:
        return said["login"] == login.casefold() or said["email"] == (email.casefold() or None)
    return said["name"] == name.casefold()


def _there(key: str, value: object) -> dict[str, object]:
    return {key: value} if value else {}


def _day(value: object, said: Callable[[date], str]) -> str:
    return said(value) if isinstance(value, date) else ""


def _vietnamese(words: object) -> str:
    return str(words.get("vi", "")) if isinstance(words, Mapping) else str(words or "")


def _tables(value: object) -> Sequence[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
