"""Faults around the state of a case: files, comments, timers, mail, people, rules, history."""

from tests.check.planting import HALF, Plant

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
)
NOT_FOUND = (
    "definition source changed (fresh process)",
    "overdue reminder never sent",
    "reminders lost (deleted)",
    "lost timer row (armed element without a timer)",
    "timer marked fired without event",
    "timer due moved a year later",
    "timer fires never: disarmed",
    "due_sort <> due",
    "whole people stream deleted with its stream row",
    "payload of one event erased",
    "event_payload.case_id/actor_id index columns changed (audit list)",
    "event_payload.subject_unit_id changed (visibility)",
    "ruleset changed in place",
    "undo row lost / undo doc ruined",
    "delegation overlapping for same post",
    "appointment of deactivated person / two holders overlapping",
    "appointment of the Chairman deleted (nobody holds post of open task)",
    "mail stuck: handed for a year",
    "mail waiting for a month",
    "jobs table emptied",
    "comment text changed",
    "act deleted (idempotency keys lost)",
    "bloc_year_version content changed",
)
