"""Faults in the tasks of a case."""

# ruff: noqa: S608 - every statement is made of constants of this file

from tests.check.planting import FINISHED, HALF, VOTING, Plant, differs

DONE = "(SELECT id FROM task WHERE state = 'done' ORDER BY id LIMIT 1)"
LAST = "(SELECT id FROM task WHERE state = 'done' ORDER BY id DESC LIMIT 1)"
OPEN = "(SELECT id FROM task WHERE state = 'open' ORDER BY id LIMIT 1)"
GONE = "(SELECT id FROM task WHERE state = 'withdrawn' ORDER BY id LIMIT 1)"
OTHER_UNIT = "(SELECT max(id) FROM unit WHERE id <> coalesce(subject_unit_id, ''))"
CLONE = (
    "INSERT INTO task SELECT (jsonb_populate_record(t, jsonb_build_object('id',"
    " gen_random_uuid()))).* FROM task t"
)


PLANTS = (
    differs(
        "task no longer barred for one's own unit",
        "UPDATE task SET bars = '' WHERE bars <> ''",
        "/bars",
    ),
    differs(
        "open task moved to another post",
        "UPDATE task SET post_id = (SELECT max(id) FROM post WHERE post.id <> post_id)"
        f" WHERE id = {OPEN}",
        "/post_id",
        (HALF,),
    ),
    differs(
        "open task moved to another post",
        "UPDATE task SET unit_id = (SELECT max(id) FROM unit WHERE id <> unit_id)"
        f" WHERE id = {LAST}",
        "/unit_id",
    ),
    differs(
        "open task subject_unit changed",
        f"UPDATE task SET subject_unit_id = {OTHER_UNIT} WHERE id = {OPEN}",
        "/subject_unit_id",
        (HALF,),
    ),
    differs(
        "open task subject_unit changed",
        "UPDATE task SET subject_unit_id = NULL WHERE form = 'score'",
        "/subject_unit_id",
    ),
    differs(
        "open task due date changed",
        "UPDATE task SET due = due + interval '1 day' WHERE due IS NOT NULL AND state = 'open'",
        "/due",
        (HALF,),
    ),
    differs(
        "open task due date changed",
        "UPDATE task SET due = NULL, due_sort = '9999-12-31Z' WHERE form = 'score'",
        "/due_sort",
        (HALF,),
    ),
    differs(
        "open task due date changed",
        "UPDATE task SET due = opened_at, due_sort = opened_at WHERE id ="
        " (SELECT min(CAST(id AS text)) FROM task WHERE due IS NULL)::uuid",
        "/due",
        (FINISHED,),
    ),
    differs(
        "due_sort <> due",
        "UPDATE task SET due_sort = due_sort + interval '1 day' WHERE due IS NOT NULL",
        "/due_sort",
    ),
    differs(
        "due_sort <> due",
        f"UPDATE task SET due_sort = opened_at WHERE id = {OPEN}",
        "/due_sort",
        (HALF,),
    ),
    differs(
        "done task: done_by changed",
        f"UPDATE task SET done_by = (SELECT id FROM person WHERE id <> done_by ORDER BY id LIMIT 1)"
        f" WHERE id = {DONE}",
        "/done_by",
    ),
    differs(
        "done task: done_by changed",
        f"UPDATE task SET done_on_behalf = 'Giám đốc' WHERE id = {LAST}",
        "/done_on_behalf",
    ),
    differs(
        "done task: result (answers) changed",
        f"UPDATE task SET result = '{{}}' WHERE id = {DONE}",
        "/result",
    ),
    differs(
        "done task: result (answers) changed",
        "UPDATE task SET result = NULL WHERE form = 'score'",
        "/result",
    ),
    differs(
        "done task: result (answers) changed",
        "UPDATE task SET result = '{}' WHERE state = 'done' AND form = 'vote'",
        "/result",
        (FINISHED,),
    ),
    differs(
        "done task: closed_at changed",
        f"UPDATE task SET closed_at = closed_at - interval '1 minute' WHERE id = {DONE}",
        "/closed_at",
    ),
    differs(
        "done task: note changed",
        f"UPDATE task SET note = note || 'Đã duyệt.' WHERE id = {DONE}",
        "/note",
    ),
    differs(
        "done task: note changed",
        "UPDATE task SET note = '' WHERE note <> ''",
        "/note",
        (FINISHED,),
    ),
    differs(
        "withdrawn task set to done w/o event",
        f"UPDATE task SET state = 'done' WHERE id = {GONE}",
        "/state",
        (VOTING,),
    ),
    differs(
        "withdrawn task set to done w/o event",
        f"UPDATE task SET state = 'withdrawn' WHERE id = {DONE}",
        "/state",
    ),
    differs(
        "extra open task cloned (double open)",
        f"{CLONE} WHERE id = {OPEN}",
        "task/",
        (HALF,),
    ),
    differs(
        "extra open task cloned (double open)",
        f"{CLONE} WHERE id = {LAST}",
        "task/",
    ),
    differs("extra open task cloned (double open)", f"DELETE FROM task WHERE id = {LAST}", "task/"),
    differs(
        "open task whose instance is of another case",
        "UPDATE task SET instance_id = (SELECT id FROM instance i WHERE i.id <> task.instance_id"
        f" ORDER BY id DESC LIMIT 1) WHERE id = {OPEN}",
        "/instance_id",
        (HALF,),
    ),
    differs(
        "open task whose instance is of another case",
        "UPDATE task SET instance_id = (SELECT id FROM instance i WHERE i.case_id <> task.case_id"
        f" ORDER BY id LIMIT 1) WHERE id = {DONE}",
        "/instance_id",
        (FINISHED,),
    ),
    differs(
        "assignee whose appointment ended (claimed open task)",
        "UPDATE task SET assignee_id = NULL WHERE assignee_id IS NOT NULL",
        "holder/",
        (HALF,),
    ),
    Plant(
        "assignee whose appointment ended (claimed open task)",
        "UPDATE appointment SET valid_to = valid_from WHERE person_id IN (SELECT assignee_id"
        " FROM task WHERE state = 'open')",
        "P5 task of who left its post",
        worlds=(HALF,),
    ),
    differs(
        "assignee whose appointment ended (claimed open task)",
        "UPDATE task SET assignee_id = (SELECT max(CAST(id AS text)) FROM person)::uuid"
        " WHERE state = 'open' AND assignee_id IS NULL",
        "holder/",
        (HALF,),
    ),
    Plant(
        "wait that the engine does not have",
        "UPDATE instance SET armed = array_append(armed, 'x') WHERE status = 'running'",
        "P6 waits differ from the engine's",
        worlds=(HALF,),
    ),
    Plant(
        "task in another lane than its diagram's",
        "UPDATE task SET role = 'chairman' WHERE id = (SELECT id FROM task WHERE state = 'done'"
        " AND role <> 'chairman' ORDER BY id LIMIT 1)",
        "P6 task in another lane than its diagram's",
    ),
    differs(
        "task taken at another moment",
        "UPDATE task SET claimed_at = claimed_at - interval '1 day' WHERE state = 'open'"
        " AND claimed_at IS NOT NULL",
        "claimed/",
        (HALF,),
    ),
    differs(
        "task taken at another moment",
        "UPDATE task SET claimed_at = now() WHERE state = 'open' AND assignee_id IS NULL",
        "claimed/",
        (HALF,),
    ),
    Plant(
        "instance that has ended waits",
        "UPDATE instance SET armed = ARRAY['x'] WHERE status = 'done'",
        "P6 ended instance waits",
        worlds=(FINISHED,),
    ),
)
