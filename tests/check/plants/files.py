"""Faults in files, comments and drafts."""

from tests.check.planting import HALF, Plant

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
        "attachment bytes changed, same length",
        "UPDATE blob SET size = size + 1",
        "P1 bytes differ from their hash",
    ),
    Plant(
        "attachment bytes changed, same length",
        "UPDATE blob_chunk SET n = n + 1",
        "P1 bytes differ from their hash",
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
        "comment text changed",
        "UPDATE comment SET text = text || ' Đã đồng ý.'",
        "P6 row not as last written",
        "comment",
    ),
    Plant(
        "comment text changed",
        "UPDATE comment SET person_name = 'Ai đó'",
        "P6 row not as last written",
        "comment",
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
        "comment of another case",
        "UPDATE comment SET case_id = gen_random_uuid()",
        "P6 comment of another case",
    ),
)
