"""Persons, posts, and who acts in whose stead: as history tells them, and one for every task."""

from server.domain.appointments import ONE_HOLDER
from server.store.soundness.payloads import PAYLOAD

_ALONE = ", ".join(f"'{position.value}'" for position in sorted(ONE_HOLDER))
_DAYS = """daterange({0}.valid_from, {0}.valid_to,
            CASE WHEN {0}.ended_at IS NULL THEN '[]' ELSE '[)' END)"""
_MEET = f"{_DAYS.format('a')} && {_DAYS.format('b')}"
"""Who ended at once leaves the last day to who comes after."""

BREACHES = {
    "P3 people without their history": """
        SELECT 'people' WHERE EXISTS (SELECT 1 FROM person)
          AND NOT EXISTS (SELECT 1 FROM event WHERE stream = 'people')""",
    "P5 nobody holds the post of an open task": """
        SELECT CAST(t.id AS text) || ' ' || t.post_id FROM task t JOIN case_ c ON c.id = t.case_id
        WHERE t.state = 'open' AND c.state = 'open' AND NOT EXISTS (
          SELECT 1 FROM appointment a JOIN person p ON p.id = a.person_id
          WHERE a.post_id = t.post_id AND p.deactivated_at IS NULL
            AND (a.ended_at IS NULL OR a.ended_at > :now)
            AND CAST(:now AS timestamptz) AT TIME ZONE 'Asia/Ho_Chi_Minh' >= a.valid_from
            AND (a.valid_to IS NULL OR a.valid_to
              >= CAST(CAST(:now AS timestamptz) AT TIME ZONE 'Asia/Ho_Chi_Minh' AS date)))""",
    "P6 post held twice in the same days": f"""
        SELECT a.post_id || ' ' || a.id FROM appointment a JOIN post o ON o.id = a.post_id
        JOIN appointment b ON b.post_id = a.post_id AND b.id > a.id AND {_MEET}
        JOIN person p ON p.id = a.person_id JOIN person q ON q.id = b.person_id
        WHERE a.person_id = b.person_id OR (o.position IN ({_ALONE})
          AND p.deactivated_at IS NULL AND q.deactivated_at IS NULL)""",  # noqa: S608 - constants
    "P6 person differs from history": """
        SELECT CAST(p.id AS text) FROM person p WHERE (p.deactivated_at IS NOT NULL) <> EXISTS (
          SELECT 1 FROM event e WHERE e.stream = 'people' AND e.kind = 'person.deactivated'
            AND e.object = 'person/' || p.id)""",
    "P6 appointment differs from history": f"""
        SELECT e.object FROM event e {PAYLOAD}
        LEFT JOIN appointment a ON e.object = 'appointment/' || a.id
        WHERE e.stream = 'people' AND e.kind = 'person.appointed' AND (a.id IS NULL
          OR a.post_id <> p.payload ->> 'post'
          OR CAST(a.person_id AS text) <> p.payload -> 'person' ->> 'id'
          OR CAST(a.valid_from AS text) <> p.payload ->> 'from')""",  # noqa: S608 - a constant
    "P6 delegation differs from history": f"""
        SELECT coalesce('delegation/' || d.id, told.object) FROM delegation d FULL JOIN (
          SELECT e.object, e.kind, p.payload ->> 'post' AS post,
            p.payload -> 'person' ->> 'id' AS person, p.payload ->> 'from' AS first,
            p.payload ->> 'to' AS last
          FROM event e {PAYLOAD} WHERE e.stream = 'people' AND e.kind = 'post.delegated'
          UNION ALL SELECT 'delegation/' || (p.payload ->> 'delegation'), e.kind, NULL, NULL,
            p.payload ->> 'from', p.payload ->> 'to'
          FROM event e {PAYLOAD} WHERE e.kind = 'task.entrusted') told
        ON told.object = 'delegation/' || d.id
        WHERE told.object IS NULL OR d.id IS NULL OR d.post_id <> told.post
          OR CAST(d.person_id AS text) <> told.person OR CAST(d.valid_from AS text) <> told.first
          OR CAST(d.valid_to AS text) <> told.last""",  # noqa: S608 - a constant
    "P6 delegation holds though revoked": """
        SELECT e.object FROM event e JOIN delegation d ON e.object = 'delegation/' || d.id
        WHERE e.stream = 'people' AND e.kind = 'post.delegation_revoked' AND d.revoked_at IS NULL
        """,
}
