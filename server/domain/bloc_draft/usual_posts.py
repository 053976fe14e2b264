"""The posts that a unit of a bloc has by its role, and what they are called."""

from collections.abc import Mapping
from typing import Final

from server.domain.bloc_draft.document import as_value, words_of
from server.domain.bloc_file.checks_roles import BODY_POSTS, UNIT_POSTS
from server.domain.bloc_file.entries import BodyKind
from server.domain.bloc_sheet.toml_text import TomlTable, TomlValue, tables_in
from server.domain.blocs.rules import BlocRole
from server.domain.people.posts import Position, post_id
from server.domain.texts.words import Words

_OF_ROLES: Final = frozenset({Position.APPRAISER, Position.SECRETARY})
"""What a unit has by its role alone, and has no more with another one."""
_TITLES: Final[Mapping[Position, Words]] = {
    Position.OFFICER: Words("Cán bộ TĐKT – {unit}", "Emulation officer – {unit}"),
    Position.HEAD: Words("Thủ trưởng {unit}", "Head of {unit}"),
    Position.APPRAISER: Words("Cán bộ thẩm định – {unit}", "Appraiser – {unit}"),
    Position.SECRETARY: Words("Thư ký Khối – {unit}", "Bloc secretary – {unit}"),
}


def with_usual_posts(
    unit: TomlTable, role: BlocRole, *, known: Mapping[str, Words]
) -> list[TomlValue]:
    """Give a unit's posts by its role: what it has, without those of another role, and the usual.

    `known` are the titles of posts that are there already, by id. What is there keeps its title.
    """
    usual = [Position(name) for name in UNIT_POSTS[role]]
    kept: list[TomlValue] = [
        post
        for post in tables_in(unit.get("posts", ()))
        if post.get("position") in usual or post.get("position") not in _OF_ROLES
    ]
    held = {post.get("position") for post in tables_in(kept)}
    return kept + [
        {"position": position.value, "title": _title(unit, position, known)}
        for position in usual
        if position not in held
    ]


def of_department(department: TomlTable, *, known: Mapping[str, Words]) -> list[TomlValue]:
    """Give the posts of a department that only gives points; `known` as above."""
    return [
        {"position": name, "title": _title(department, Position(name), known)}
        for name in BODY_POSTS[BodyKind.DEPARTMENT]
    ]


def _title(unit: TomlTable, position: Position, known: Mapping[str, Words]) -> TomlValue:
    words = known.get(post_id(str(unit.get("id")), position))
    return as_value(words or _named(_TITLES[position], words_of(unit.get("short"))))


def _named(title: Words, unit: Words) -> Words:
    return Words(title.vi.format(unit=unit.vi), title.en.format(unit=unit.en) if unit.en else "")
