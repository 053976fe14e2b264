"""Somebody who acts, made without a database."""

from dataclasses import replace
from uuid import UUID

from server.domain.people.actors import Actor
from server.domain.texts.words import Words

SOMEBODY = UUID(int=1)


def actor(post_id: str, **more: object) -> Actor:
    """Make a person in one post; `more` are fields of `Actor`."""
    unit = post_id.rpartition("/")[0]
    made = Actor(
        person_id=SOMEBODY,
        name="A",
        post_id=post_id,
        post_title=Words("A"),
        unit_id=unit,
        unit_ids=frozenset({unit}),
        positions=frozenset({post_id}),
    )
    return replace(made, **more)  # type: ignore[arg-type]
