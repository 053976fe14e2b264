"""Faults in who holds a post, and for whom."""

from tests.check.planting import HALF, Plant

NO_FACTOR = "second factor that nobody set up, or recovery codes nobody was given"
NO_LINK = "account of a directory that nobody linked or proposed"
DIRECTORY = "P6 account of a directory linked otherwise than told"

PLANTS = (
    Plant(
        "delegation overlapping for same post",
        "INSERT INTO delegation SELECT (jsonb_populate_record(d, jsonb_build_object('id',"
        " gen_random_uuid()))).* FROM delegation d",
        "P6 delegation differs from history",
        worlds=(HALF,),
    ),
    Plant(
        "delegation overlapping for same post",
        "UPDATE delegation SET valid_to = valid_to + 30",
        "P6 delegation differs from history",
        worlds=(HALF,),
    ),
    Plant(
        "delegation overlapping for same post",
        "DELETE FROM delegation",
        "P6 delegation differs from history",
        worlds=(HALF,),
    ),
    Plant(
        "appointment of deactivated person / two holders overlapping",
        "UPDATE person SET deactivated_at = created_at",
        "P6 person differs from history",
    ),
    Plant(
        "appointment of deactivated person / two holders overlapping",
        "INSERT INTO appointment SELECT gen_random_uuid(), (SELECT person_id FROM appointment"
        " WHERE post_id LIKE '%/officer' LIMIT 1), post_id, valid_from FROM appointment"
        " WHERE post_id LIKE '%/head'",
        "P6 post held twice",
    ),
    Plant(
        "appointment of deactivated person / two holders overlapping",
        "INSERT INTO appointment SELECT gen_random_uuid(), person_id, post_id, valid_from + 9"
        " FROM appointment WHERE post_id LIKE '%/officer'",
        "P6 post held twice",
    ),
    Plant(
        "appointment of the Chairman deleted (nobody holds post of open task)",
        "DELETE FROM appointment",
        "P5 nobody holds the post of an open task",
        worlds=(HALF,),
    ),
    Plant(
        "appointment of the Chairman deleted (nobody holds post of open task)",
        "UPDATE appointment SET valid_to = valid_from",
        "P5 nobody holds the post of an open task",
        worlds=(HALF,),
    ),
    Plant(
        "delegation holds though it was revoked",
        "INSERT INTO event SELECT (jsonb_populate_record(e, jsonb_build_object("
        "'id', gen_random_uuid(), 'seq', e.seq + 1000, 'kind', 'post.delegation_revoked',"
        " 'object', 'delegation/' || d.id))).* FROM event e, delegation d"
        " WHERE e.stream = 'people' AND e.seq = 1",
        "P6 delegation holds though revoked",
        worlds=(HALF,),
    ),
    Plant(
        "post of another position or unit than it is called by",
        "UPDATE post SET position = 'chairman' WHERE id = (SELECT min(id) FROM post)",
        "P6 post of another name",
    ),
    Plant(
        "post of another position or unit than it is called by",
        "UPDATE unit SET province = 'x'",
        "P6 post of another name",
    ),
    Plant(
        "account of another province, or made at another moment",
        "UPDATE person SET province = 'x'",
        "P6 person differs from history",
    ),
    Plant(
        "account of another province, or made at another moment",
        "UPDATE person SET created_at = created_at - interval '1 day'",
        "P6 person differs from history",
    ),
    Plant(
        "link to set a password that nobody told of",
        "INSERT INTO invite(token_hash, person_id, expires_at) SELECT 'x', id, now() FROM person"
        " LIMIT 1",
        "P6 link to set a password that nobody told of",
    ),
    Plant(
        "link to set a password used up or open again otherwise than history tells",
        "INSERT INTO invite(token_hash, person_id, expires_at, used_at)"
        " SELECT 'x', id, now(), now() FROM person LIMIT 1",
        "P6 link to set a password used or open otherwise than told",
    ),
    Plant(
        "account through other hands than history tells",
        "INSERT INTO invite(token_hash, person_id, expires_at)"
        " SELECT 'x', min(id::text)::uuid, now() FROM person;"
        " UPDATE person SET handed_link = 'x' WHERE id = (SELECT person_id FROM invite"
        " WHERE token_hash = 'x')",
        "P6 account through other hands than told",
    ),
    Plant(
        NO_FACTOR,
        "INSERT INTO second_factor SELECT gen_random_uuid(), id, 'authenticator', 'x', created_at"
        " FROM person LIMIT 1",
        "P6 second factor differs from history",
    ),
    Plant(
        NO_FACTOR,
        "INSERT INTO passkey SELECT gen_random_uuid(), id, 'x', 'x', '', created_at"
        " FROM person LIMIT 1",
        "P6 second factor differs from history",
    ),
    Plant(
        NO_FACTOR,
        "INSERT INTO recovery_code SELECT 'x', id FROM person LIMIT 1",
        "P6 recovery codes differ from history",
    ),
    Plant(
        NO_LINK,
        "INSERT INTO directory_link SELECT gen_random_uuid(), id, 'ldap', 'x', NULL, created_at,"
        " NULL, created_at, 'x' FROM person LIMIT 1",
        DIRECTORY,
    ),
    Plant(
        NO_LINK,
        "INSERT INTO directory_link (id, person_id, directory, subject, made_at)"
        " SELECT gen_random_uuid(), id, 'ldap', 'x', created_at FROM person LIMIT 1",
        DIRECTORY,
    ),
)
