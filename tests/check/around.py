"""Faults around the state of a case: files, comments, timers, mail, people, rules, history."""

from tests.check.planting import FINISHED, HALF, Plant

DONE = "state = 'done'"
PLANTS = (
    Plant(
        "task.comments counter wrong",
        "UPDATE task SET comments = comments + 1 WHERE comments > 0",
        "P6 comments counted wrong",
    ),
    Plant(
        "task.comments counter wrong",
        "UPDATE task SET comments = 1 WHERE comments = 0",
        "P6 comments counted wrong",
    ),
    Plant(
        "task.files counter wrong",
        "UPDATE task SET files = files - 1 WHERE files > 0",
        "P6 files counted wrong",
    ),
    Plant(
        "task.files counter wrong",
        "UPDATE task SET files = 1 WHERE files = 0 AND state = 'done'",
        "P6 files counted wrong",
    ),
    Plant(
        "draft of a closed task",
        "INSERT INTO draft SELECT id, 1, '{}', done_by, done_name, closed_at FROM task"
        " WHERE state = 'done' ORDER BY id DESC LIMIT 1",
        "P6 draft of a closed task",
    ),
    Plant(
        "draft of a closed task",
        "UPDATE draft SET task_id = gen_random_uuid()",
        "P6 draft of a closed task",
        worlds=(HALF,),
    ),
    Plant(
        "draft attachment left on a done task",
        "UPDATE attachment SET state = 'draft' WHERE state = 'kept'",
        "P6 file against its task",
    ),
    Plant(
        "draft attachment left on a done task",
        "UPDATE attachment SET state = 'kept' WHERE state = 'draft'",
        "P6 file against its task",
        worlds=(HALF,),
    ),
    Plant(
        "kept attachment deleted (event lists it)",
        "DELETE FROM attachment WHERE id = (SELECT id FROM attachment WHERE state = 'kept'"
        " ORDER BY id DESC LIMIT 1)",
        "P6 files differ from history",
    ),
    Plant(
        "kept attachment deleted (event lists it)",
        "INSERT INTO attachment SELECT (jsonb_populate_record(a, jsonb_build_object('id',"
        " gen_random_uuid()))).* FROM attachment a WHERE state = 'kept'",
        "P6 files differ from history",
    ),
    Plant(
        "attachment bytes changed, same length",
        "UPDATE blob_chunk SET bytes = set_byte(bytes, 20, 65)",
        "P1 bytes differ from their hash",
    ),
    Plant(
        "attachment bytes changed, same length",
        "UPDATE attachment SET sha256 = (SELECT max(sha256) FROM blob) WHERE state = 'kept'"
        " AND sha256 <> (SELECT max(sha256) FROM blob)",
        "P6 files differ from history",
        worlds=(HALF,),
    ),
    Plant(
        "attachment re-pointed to other task of other unit",
        "UPDATE attachment SET task_id = (SELECT id FROM task t WHERE t.state = 'done'"
        " AND t.subject_unit_id <> attachment.unit_id ORDER BY id LIMIT 1)"
        " WHERE state = 'kept' AND unit_id IS NOT NULL",
        "P6 file of another case or unit",
    ),
    Plant(
        "attachment re-pointed to other task of other unit",
        "UPDATE attachment SET task_id = t.id, unit_id = t.subject_unit_id FROM task t WHERE"
        " t.state = 'done' AND t.subject_unit_id <> attachment.unit_id"
        " AND attachment.state = 'kept'",
        "P6 files differ from history",
    ),
    Plant(
        "comment deleted",
        "DELETE FROM comment",
        "P6 comments counted wrong",
    ),
    Plant(
        "blob unreferenced",
        "INSERT INTO blob SELECT sha256 || 'x', size, created_at - interval '40 days' FROM blob",
        "P1 bytes of no file",
    ),
    Plant(
        "blob unreferenced",
        "DELETE FROM blob",
        "P1 bytes of no file",
    ),
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
        "lost timer row (armed element without a timer)",
        "DELETE FROM timer WHERE state = 'armed'",
        "P6 timers differ from the engine's",
        worlds=(HALF,),
    ),
    Plant(
        "timer due moved a year later",
        "UPDATE timer SET due = due + interval '1 year' WHERE state = 'armed'",
        "P6 timers differ from the engine's",
        worlds=(HALF,),
    ),
    Plant(
        "timer fires never: disarmed",
        "UPDATE timer SET state = 'disarmed' WHERE state = 'armed'",
        "P6 timers differ from the engine's",
        worlds=(HALF,),
    ),
    Plant(
        "timer marked fired without event",
        "UPDATE timer SET state = 'fired' WHERE state = 'armed'",
        "P6 timers differ from the engine's",
        worlds=(HALF,),
    ),
    Plant(
        "instance.doc of a finished instance ruined",
        "UPDATE instance SET doc = left(doc, 200) WHERE id = (SELECT id FROM instance"
        " WHERE status = 'done' ORDER BY id LIMIT 1)",
        "P5 StateUnreadable",
        worlds=(FINISHED,),
    ),
    Plant(
        "instance.doc of a finished instance ruined",
        "UPDATE instance SET definition_hash = 'x' WHERE status = 'done'",
        "P5 DefinitionMissing",
        worlds=(FINISHED,),
    ),
    Plant(
        "undo row lost / undo doc ruined",
        "UPDATE undo SET doc = '{}'",
        "P5 EngineVersionUnknown",
        "undo ",
        worlds=(HALF,),
    ),
    Plant(
        "ruleset changed in place",
        "UPDATE ruleset SET content = replace(content, '\"province\"', '\"x\"')",
        "P3 RulesChanged",
    ),
    Plant(
        "ruleset changed in place",
        "DELETE FROM ruleset WHERE digest IN (SELECT rules_digest FROM case_)",
        "P3 frozen thing without its row",
        "rules",
    ),
    Plant(
        "definition source changed (fresh process)",
        "UPDATE definition SET files = replace(files, 'isExecutable', 'executable')"
        " WHERE key = 'evaluation'",
        "P3 DefinitionChanged",
    ),
    Plant(
        "definition source changed (fresh process)",
        "DELETE FROM definition WHERE key = 'submission'",
        "P3 definition differs from history",
    ),
    Plant(
        "definition source changed (fresh process)",
        "UPDATE definition SET key = 'submission', version = 9 WHERE key = 'evaluation'",
        "P3 definition differs from history",
    ),
    Plant(
        "bloc_year_version content changed",
        "UPDATE bloc_year_version SET source = source || '#'",
        "P3 bloc-year differs from history",
    ),
    Plant(
        "bloc_year_version content changed",
        "UPDATE bloc_year_version SET effective_from = effective_from - 1",
        "P3 bloc-year differs from history",
    ),
    Plant(
        "bloc_year_version content changed",
        "UPDATE bloc_year_version SET rules_digest = (SELECT max(digest) FROM ruleset)"
        " WHERE rules_digest <> (SELECT max(digest) FROM ruleset)",
        "P3 bloc-year differs from history",
    ),
    Plant(
        "bloc_year_version content changed",
        "DELETE FROM bloc_year_version WHERE id = (SELECT id FROM bloc_year_version LIMIT 1)",
        "P3 bloc-year differs from history",
    ),
    Plant(
        "due_sort <> due",
        "UPDATE task SET due_sort = due_sort + interval '1 day' WHERE due IS NOT NULL",
        "P6 task sorted by another day",
    ),
    Plant(
        "due_sort <> due",
        "UPDATE task SET due_sort = opened_at WHERE due IS NULL",
        "P6 task sorted by another day",
        worlds=(FINISHED,),
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
        "UPDATE event_payload SET element = 'vote' WHERE element <> ''",
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
        "mail stuck: handed for a year",
        "UPDATE mail SET state = 'handed', leased_until = created_at - interval '1 year'",
        "P4 mail handed over",
    ),
    Plant(
        "mail stuck: handed for a year",
        "UPDATE mail SET state = 'handed', leased_until = NULL, created_at = created_at"
        " - interval '1 year'",
        "P4 mail handed over",
    ),
    Plant(
        "mail waiting for a month",
        "UPDATE mail SET state = 'waiting', created_at = created_at - interval '40 days'",
        "P4 mail waits for a month",
    ),
    Plant(
        "overdue reminder never sent",
        "UPDATE reminder SET due = due - interval '200 days' WHERE state = 'planned'",
        "P4 reminder overdue by a month",
        worlds=(HALF,),
    ),
    Plant(
        "overdue reminder never sent",
        "INSERT INTO reminder SELECT id, 'remind', current_date, post_id, opened_at, 'planned'"
        " FROM task WHERE state = 'done'",
        "P4 reminder of no open task",
    ),
    Plant(
        "reminders lost (deleted)",
        "DELETE FROM reminder",
        "P4 reminder lost",
        "remind",
        worlds=(HALF,),
    ),
    Plant(
        "reminders lost (deleted)",
        "DELETE FROM reminder WHERE kind = 'escalate'",
        "P4 reminder lost",
        "escalate",
        worlds=(HALF,),
    ),
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
)
NOT_FOUND = (
    "jobs table emptied",
    "comment text changed",
    "act deleted (idempotency keys lost)",
)
