"""Faults in history itself: events, payloads, and the columns lists find them by."""

from tests.check.planting import FINISHED, Plant

PLANTS = (
    Plant(
        "payload of one event erased",
        "DELETE FROM event_payload WHERE event_id = (SELECT id FROM event WHERE kind ="
        " 'task.completed' ORDER BY seq LIMIT 1)",
        "P3 event without its payload",
    ),
    Plant(
        "payload of one event erased",
        "DELETE FROM event_payload WHERE event_id = (SELECT id FROM event WHERE kind ="
        " 'task.completed' ORDER BY seq DESC LIMIT 1)",
        "P6 case cannot be replayed: payload missing",
    ),
    Plant(
        "payload of one event erased",
        "DELETE FROM event_payload WHERE event_id = (SELECT id FROM event WHERE stream NOT LIKE"
        " 'case/%' ORDER BY stream DESC LIMIT 1)",
        "P3 event without its payload",
    ),
    Plant(
        "payload of one event erased",
        "INSERT INTO event_payload(event_id, salt, payload) VALUES (gen_random_uuid(), '', '{}')",
        "P3 payload without its event",
    ),
    Plant(
        "whole people stream deleted with its stream row",
        "DELETE FROM event_payload WHERE event_id IN (SELECT id FROM event WHERE stream ="
        " 'people'); DELETE FROM event WHERE stream = 'people'; DELETE FROM stream WHERE name ="
        " 'people'",
        "P3 people without their history",
    ),
    Plant(
        "whole people stream deleted with its stream row",
        "DELETE FROM event_payload WHERE event_id IN (SELECT id FROM event WHERE stream ="
        " 'definitions'); DELETE FROM event WHERE stream = 'definitions'; DELETE FROM stream"
        " WHERE name = 'definitions'",
        "P3 definition differs from history",
    ),
    Plant(
        "whole people stream deleted with its stream row",
        "DELETE FROM stream",
        "P3 chain without its head",
    ),
    Plant(
        "event_payload.case_id/actor_id index columns changed (audit list)",
        "UPDATE event_payload SET case_id = NULL WHERE case_id IS NOT NULL",
        "P6 event listed under another's name",
        "case/",
    ),
    Plant(
        "event_payload.case_id/actor_id index columns changed (audit list)",
        "UPDATE event_payload SET case_id = (SELECT id FROM case_ LIMIT 1) WHERE case_id IS NULL",
        "P6 event listed under another's name",
        "people",
    ),
    Plant(
        "event_payload.case_id/actor_id index columns changed (audit list)",
        "UPDATE event_payload SET actor_id = (SELECT min(CAST(id AS text)) FROM person)::uuid",
        "P6 event listed under another's name",
    ),
    Plant(
        "event_payload.case_id/actor_id index columns changed (audit list)",
        "UPDATE event_payload SET actor_post = 'x' WHERE actor_post <> ''",
        "P6 event listed under another's name",
    ),
    Plant(
        "event_payload.case_id/actor_id index columns changed (audit list)",
        "UPDATE event_payload SET act_kind = '' WHERE act_kind <> ''",
        "P6 event listed under another's name",
    ),
    Plant(
        "event_payload.case_id/actor_id index columns changed (audit list)",
        "UPDATE event_payload SET act_class = '' WHERE act_class <> ''",
        "P6 event listed under another's name",
    ),
    Plant(
        "event_payload.case_id/actor_id index columns changed (audit list)",
        "UPDATE event_payload SET element = 'vote' WHERE element <> ''",
        "P6 event listed under another's name",
    ),
    Plant(
        "event_payload.case_id/actor_id index columns changed (audit list)",
        "UPDATE event_payload SET element = 'vote' WHERE element = ''",
        "P6 event listed under another's name",
    ),
    Plant(
        "event_payload.case_id/actor_id index columns changed (audit list)",
        "UPDATE event_payload SET element = 'x' WHERE act = 'deadline.passed'",
        "P6 event listed under another's name",
        worlds=(FINISHED,),
    ),
    Plant(
        "event_payload.subject_unit_id changed (visibility)",
        "UPDATE event_payload SET subject_unit_id = 'bac-giang/so-gddt' WHERE element = ''",
        "P6 event listed under another's name",
    ),
    Plant(
        "event_payload.subject_unit_id changed (visibility)",
        "UPDATE event_payload SET subject_unit_id = '' WHERE subject_unit_id <> ''",
        "P6 event listed under another's name",
    ),
    Plant(
        "event_payload.subject_unit_id changed (visibility)",
        "UPDATE event_payload SET subject_unit_id = 'bac-giang/so-gddt' WHERE element <> ''"
        " AND subject_unit_id <> 'bac-giang/so-gddt'",
        "P6 event listed under another's name",
    ),
    Plant(
        "act deleted (idempotency keys lost)",
        "DELETE FROM act",
        "P6 row gone without a change",
        "act",
    ),
    Plant(
        "act deleted (idempotency keys lost)",
        "UPDATE act SET location = location || '?'",
        "P6 row not as last written",
        "act",
    ),
    Plant(
        "payload of one event erased",
        "UPDATE event_payload SET salt = upper(salt) || ' ' WHERE salt ~ '[a-f]'",
        "P3 chain",
        "payload",
    ),
    Plant(
        "event's files written otherwise",
        "UPDATE event SET attachments = attachments || ' '",
        "P3 chain",
        "hash",
    ),
    Plant(
        "event of no transaction's changes",
        "UPDATE event SET xid = xid + 1",
        "P3 event without its changes",
    ),
)
