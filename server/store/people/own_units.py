"""Whose units a task would be judged by: posts held, lent or entrusted, and work done for one."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from server.store.people.people import HELD_TODAY
from server.store.people.reorganised import GONE

_LENT = """SELECT l.given_by FROM delegation l
  WHERE w.done_on_behalf <> '' AND l.person_id = w.done_by AND l.post_id = w.post_id
    AND (l.task_id IS NULL OR l.task_id = w.id) AND l.given_by"""
LENDERS = f"ARRAY({_LENT} IS NOT NULL)"
"""In whose stead a done task `w` was done: who had lent the post, or handed over the task."""
LAST_DONE_BY = f"""coalesce((SELECT json_object_agg(d.element, d.persons) FROM (
    SELECT DISTINCT ON (w.element) w.element, w.done_by || {LENDERS} AS persons FROM task w
    WHERE w.instance_id = i.id AND w.state = 'done'
    ORDER BY w.element, w.closed_at DESC, w.id DESC) d), json_build_object())"""  # noqa: S608 - a constant
"""Who last completed each element of instance `i`, and in whose stead, as JSON."""
WORKED_ON = "w.state = 'done' AND w.unit_id = w.subject_unit_id"
"""A task done in a post of the very unit it is about; the index says it with the same words."""


def persons_by_element(found: Mapping[str, Iterable[str]]) -> Mapping[str, frozenset[UUID]]:
    """Read what `LAST_DONE_BY` gives."""
    return {element: frozenset(map(UUID, persons)) for element, persons in found.items()}


def own_units(person: str) -> str:
    """Say in SQL which units task `t` may not be decided for by a person on `:today`.

    `person` is a condition on the column it is put before: the units of their posts today, lent and
    entrusted ones among them, and those for which they did a task of the unit's own in task `t`'s
    case, or in one that it follows from, also after a delegation has ended. Where such a unit is
    gone, the member that took it over is one of them, too.
    """
    return _units(person, f"w.done_by {person}")


def _units(person: str, worked: str) -> str:
    return f"""ARRAY(WITH RECURSIVE own(unit_id) AS ((
  SELECT its.unit_id FROM ({HELD_TODAY}) tied JOIN post its ON its.id = tied.post_id
  WHERE tied.person_id {person}
  UNION SELECT w.subject_unit_id FROM task w
  WHERE {worked} AND {WORKED_ON} AND w.case_id IN (
    SELECT t.case_id UNION ALL SELECT one.previous_id FROM case_ one WHERE one.id = t.case_id
    UNION ALL SELECT two.previous_id FROM case_ one JOIN case_ two ON two.id = one.previous_id
      WHERE one.id = t.case_id))
  UNION SELECT gone.into_id FROM own JOIN {GONE} gone ON gone.unit_id = own.unit_id
    WHERE gone.into_id IS NOT NULL)
  SELECT unit_id FROM own)"""  # noqa: S608 - made of constants


def barred(person: str) -> str:
    """Say in SQL, as `task_barred` does, that the own-unit rule keeps a person from task `t`."""
    return f"(t.bars <> '' AND t.subject_unit_id = ANY({own_units(person)}))"


_PERSONS = "= ANY(CAST(:persons AS uuid[]))"
_DOERS = f"""CAST(:persons AS uuid[])
    || ARRAY(SELECT b.person_id FROM delegation b WHERE b.given_by {_PERSONS})"""  # noqa: S608 - a constant
"""The persons, and whom they ever lent a post: by them the index of who worked for a unit goes."""
OWN_UNITS = _units(
    _PERSONS,
    f"w.done_by = ANY({_DOERS}) AND (w.done_by {_PERSONS} OR EXISTS ({_LENT} {_PERSONS}))",
)
"""The units of the persons `:persons` together, and those for which others worked in their stead.

Rows of a list know what a person did themself; the page of a task and every act know this, too.
"""
