"""Faults in who is who: persons, appointments, delegations, and in whose post an act was done."""

# ruff: noqa: S608 - every statement is made of constants of this file

from tests.check.planting import FINISHED, HALF, VOTING, Plant

ALL = (HALF, FINISHED, VOTING)
HEAD = "post_id = 'bac-giang/so-gddt/head'"
PERSON = f"""(SELECT max(CAST(id AS text)) FROM person
  WHERE id NOT IN (SELECT person_id FROM appointment WHERE {HEAD}))::uuid"""
"""Somebody else: ids are drawn at random, and the last one may be the head's."""
ANOTHER = "(SELECT max(CAST(id AS text)) FROM person WHERE id <> given_by)::uuid"
APPOINTMENT = "P6 appointment differs from history"
DELEGATION = "P6 delegation differs from history"


def _each(kind: str, invariant: str, statements: dict[str, tuple[str, ...]]) -> tuple[Plant, ...]:
    return tuple(Plant(kind, sql, invariant, worlds=worlds) for sql, worlds in statements.items())


PLANTS = (
    *_each(
        "appointment without its event, or not as told",
        APPOINTMENT,
        {
            f"UPDATE appointment SET person_id = {PERSON} WHERE {HEAD}": ALL,
            f"UPDATE appointment SET valid_from = valid_from - 400 WHERE {HEAD}": ALL,
            f"UPDATE appointment SET valid_from = valid_from + 1 WHERE {HEAD}": ALL,
            f"UPDATE appointment SET valid_to = valid_from + 800 WHERE {HEAD}": ALL,
            f"UPDATE appointment SET decision = '9/QĐ' WHERE {HEAD}": ALL,
            "UPDATE appointment SET valid_to = valid_from + 3, ended_at = valid_from": ALL,
            f"UPDATE appointment SET post_id = 'bac-giang/so-gddt/deputy' WHERE {HEAD}": ALL,
            "INSERT INTO appointment(id, person_id, post_id, valid_from, valid_to, decision)"
            f" SELECT gen_random_uuid(), {PERSON}, 'bac-giang/so-gddt/head', date '2020-01-01',"
            " date '2020-12-31', ''": ALL,
        },
    ),
    *_each(
        "person without its event, or not as told",
        "P6 person",
        {
            "UPDATE person SET demonstration = false": ALL,
            "UPDATE person SET deactivated_at = created_at": ALL,
            "INSERT INTO person SELECT (jsonb_populate_record(p, jsonb_build_object('id',"
            " gen_random_uuid(), 'login', 'x', 'demonstration', false))).* FROM person p"
            " LIMIT 1": ALL,
        },
    ),
    *_each(
        "delegation not as told: document, scope, giver, end",
        DELEGATION,
        {
            "UPDATE delegation SET document = document || '9'": (HALF,),
            "UPDATE delegation SET kinds = ARRAY['submission']": (HALF,),
            f"UPDATE delegation SET given_by = {ANOTHER}": (HALF,),
            "UPDATE delegation SET revoked_at = now()": (HALF,),
            "UPDATE delegation SET task_id = (SELECT min(CAST(id AS text)) FROM task)::uuid": (
                HALF,
            ),
            "UPDATE delegation SET note = 'x'": (HALF,),
        },
    ),
    *_each(
        "act in a post its doer did not hold then",
        "P3 act of who did not hold the post",
        {
            "UPDATE appointment SET valid_from = date '2025-06-01'": (HALF, FINISHED),
            "DELETE FROM appointment WHERE post_id LIKE '%/head'": (HALF, FINISHED),
            f"UPDATE event_payload SET actor_id = {PERSON} WHERE actor_post <> ''": (
                HALF,
                FINISHED,
            ),
        },
    ),
    Plant(
        "done task: whose link set the password is hidden or made up",
        "UPDATE task SET done_link_by = 'Ai đó' WHERE state = 'done'",
        "P6 state differs from history",
        "/done_link_by",
        worlds=ALL,
    ),
    Plant(
        "row told once stands twice",
        "INSERT INTO meeting SELECT (jsonb_populate_record(m, jsonb_build_object('id',"
        " gen_random_uuid()))).* FROM meeting m",
        "P6 state differs from history",
        "meeting/",
        worlds=(FINISHED,),
    ),
    Plant(
        "timer of another case, or fired timer not as told",
        "UPDATE timer SET case_id = gen_random_uuid()",
        "P6 timer of another case",
        worlds=ALL,
    ),
    Plant(
        "timer of another case, or fired timer not as told",
        "UPDATE timer SET due = due - interval '1 hour' WHERE state = 'fired'",
        "P6 timer differs from history",
        worlds=(VOTING,),
    ),
    Plant(
        "timer of another case, or fired timer not as told",
        "DELETE FROM timer WHERE state = 'fired'",
        "P6 timer differs from history",
        worlds=(VOTING,),
    ),
)
