"""The acts that make a completing POST idempotent: the same key and body, the first answer.

What was sent is kept as a keyed hash alone, and not even so where the form is confidential.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One completing POST: a random key made when the form was rendered, and what was sent.

    `body_hash` is keyed (`web.requests.posted_act`) and tells nobody without the key what was
    sent.
    """

    key: str
    endpoint: str
    body_hash: str

    def confidential(self) -> "Act":
        """Return the act without a trace of what was sent."""
        return replace(self, body_hash="")


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier POST with the same key was and where it led."""

    endpoint: str
    body_hash: str
    location: str

    def answers(self, act: Act) -> bool:
        """Tell whether its answer is that of an act with the same key.

        Where nothing of the body is known, that the key is the form's own is enough.
        """
        return self.endpoint == act.endpoint and self.body_hash in {"", act.body_hash}


ActRow: TypeAlias = Mapping[str, object]
"""The row of an act: key, person_id, endpoint, body_hash, location, at."""


class KeyTaken(Exception):
    """Another act, of another case, took the key meanwhile."""


def row(act: Act, *, person_id: UUID, location: str, now: datetime) -> ActRow:
    """Make the row of an act, to be written with what it did."""
    return {
        "key": act.key,
        "person_id": person_id,
        "endpoint": act.endpoint,
        "body_hash": act.body_hash,
        "location": location,
        "at": now,
    }


EARLIER = """(SELECT json_build_object('endpoint', a.endpoint, 'body_hash', a.body_hash,
  'location', a.location) FROM act a WHERE a.key = CAST(:key AS text)
  AND a.person_id = CAST(:person AS uuid))"""
"""An expression: the act that has this key of this person, NULL where there is none.

Read after the case is locked, it is as of now: two acts on one case follow each other.
"""
ACTED = """
acted AS (
  INSERT INTO act(key, person_id, endpoint, body_hash, location, at)
  SELECT key, person_id, endpoint, body_hash, location, at
  FROM json_to_recordset(CAST(:act AS json)) AS x(key text, person_id uuid, endpoint text,
    body_hash text, location text, at timestamptz)
  ON CONFLICT (key, person_id) DO NOTHING RETURNING 1)"""
"""A part of a WITH: the row of `:act`, unless its key is taken."""
