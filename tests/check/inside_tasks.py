"""Faults in a case, its tasks and its waits."""

# ruff: noqa: S608 - every statement is made of constants of this file

from tests.check.planting import FINISHED, HALF, VOTING, Plant

DIFFERS = "P6 state differs from history"
DONE = "(SELECT id FROM task WHERE state = 'done' ORDER BY id LIMIT 1)"
LAST = "(SELECT id FROM task WHERE state = 'done' ORDER BY id DESC LIMIT 1)"
OPEN = "(SELECT id FROM task WHERE state = 'open' ORDER BY id LIMIT 1)"
GONE = "(SELECT id FROM task WHERE state = 'withdrawn' ORDER BY id LIMIT 1)"
OTHER_UNIT = "(SELECT max(id) FROM unit WHERE id <> coalesce(subject_unit_id, ''))"
CLONE = (
    "INSERT INTO task SELECT (jsonb_populate_record(t, jsonb_build_object('id',"
    " gen_random_uuid()))).* FROM task t"
)
ONE_OPEN = (HALF,)
ENDED = (FINISHED,)


def differs(kind: str, sql: str, where: str, worlds: tuple[str, ...] = (HALF, FINISHED)) -> Plant:
    """Name a fault that shows as a state history does not tell, in the fact called `where`."""
    return Plant(kind, sql, DIFFERS, where, worlds)


TASKS = (
    differs(
        "open task moved to another post",
        f"UPDATE task SET post_id = (SELECT max(id) FROM post) WHERE id = {OPEN}",
        "/post_id",
        ONE_OPEN,
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
        ONE_OPEN,
    ),
    differs(
        "open task subject_unit changed",
        f"UPDATE task SET subject_unit_id = NULL WHERE subject_unit_id IS NOT NULL AND id = {DONE}",
        "/subject_unit_id",
    ),
    differs(
        "open task due date changed",
        f"UPDATE task SET due = due + interval '1 day' WHERE id = {OPEN}",
        "/due",
        ONE_OPEN,
    ),
    differs(
        "open task due date changed",
        f"UPDATE task SET due = NULL, due_sort = '9999-12-31Z' WHERE id = {OPEN}",
        "/due_sort",
        ONE_OPEN,
    ),
    differs(
        "open task due date changed",
        "UPDATE task SET due = opened_at, due_sort = opened_at WHERE id ="
        " (SELECT min(CAST(id AS text)) FROM task WHERE due IS NULL)::uuid",
        "/due",
        ENDED,
    ),
    differs(
        "due_sort <> due",
        f"UPDATE task SET due_sort = due_sort + interval '1 day' WHERE id = {LAST}",
        "/due_sort",
    ),
    differs(
        "due_sort <> due",
        f"UPDATE task SET due_sort = opened_at WHERE id = {OPEN}",
        "/due_sort",
        ONE_OPEN,
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
        f"UPDATE task SET result = NULL WHERE id = {LAST}",
        "/result",
    ),
    differs(
        "done task: result (answers) changed",
        "UPDATE task SET result = '{}' WHERE state = 'done' AND form = 'vote'",
        "/result",
        ENDED,
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
        ENDED,
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
        ONE_OPEN,
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
        ONE_OPEN,
    ),
    differs(
        "open task whose instance is of another case",
        "UPDATE task SET instance_id = (SELECT id FROM instance i WHERE i.case_id <> task.case_id"
        f" ORDER BY id LIMIT 1) WHERE id = {DONE}",
        "/instance_id",
        ENDED,
    ),
    differs(
        "assignee whose appointment ended (claimed open task)",
        "UPDATE task SET assignee_id = NULL WHERE assignee_id IS NOT NULL",
        "holder/",
        ONE_OPEN,
    ),
    Plant(
        "assignee whose appointment ended (claimed open task)",
        "UPDATE appointment SET valid_to = valid_from WHERE person_id IN (SELECT assignee_id"
        " FROM task WHERE state = 'open')",
        "P5 task of who left its post",
        worlds=ONE_OPEN,
    ),
    differs(
        "assignee whose appointment ended (claimed open task)",
        f"UPDATE task SET assignee_id = (SELECT max(CAST(id AS text)) FROM person)::uuid"
        f" WHERE id = {OPEN}",
        "holder/",
        ONE_OPEN,
    ),
)
CASES = (
    differs(
        "expected (awaited) row lost",
        "DELETE FROM expected WHERE key = (SELECT min(key) FROM expected)",
        "expected/",
    ),
    differs("expected (awaited) row lost", "UPDATE expected SET round = round + 1", "/round"),
    differs(
        "expected marked arrived early",
        "UPDATE expected SET state = 'arrived', closed_at = clock_timestamp() WHERE state = 'open'",
        "/closed_at",
        ONE_OPEN,
    ),
    differs(
        "expected marked arrived early",
        "UPDATE expected SET state = 'excused' WHERE state = 'arrived'",
        "/state",
        ENDED,
    ),
    differs(
        "case adopted_at cleared on adopted",
        "UPDATE case_ SET adopted_at = NULL WHERE adopted_at IS NOT NULL",
        "case/adopted_at",
        ENDED,
    ),
    differs(
        "case adopted_at cleared on adopted",
        "UPDATE case_ SET adopted_at = opened_at WHERE adopted_at IS NULL",
        "case/adopted_at",
    ),
    differs(
        "case previous_id changed",
        "UPDATE case_ SET previous_id = NULL WHERE previous_id IS NOT NULL",
        "case/previous_id",
        ENDED,
    ),
    differs(
        "case previous_id changed",
        "UPDATE case_ SET previous_id = id WHERE previous_id IS NULL",
        "case/previous_id",
    ),
    Plant(
        "case rules_digest swapped for another",
        "UPDATE case_ SET rules_digest = (SELECT digest FROM ruleset r"
        " WHERE r.digest <> case_.rules_digest LIMIT 1)",
        "P6",
    ),
    differs(
        "case opened_at changed",
        "UPDATE case_ SET opened_at = opened_at + interval '1 day'",
        "case/opened_at",
    ),
    differs(
        "case_unit deleted",
        "DELETE FROM case_unit WHERE unit_id = (SELECT max(unit_id) FROM case_unit)",
        "case_unit/",
    ),
    differs(
        "case_unit deleted",
        "UPDATE case_unit SET role = 'deputy' WHERE role = 'leader'",
        "case_unit/",
    ),
    differs(
        "case_unit deleted",
        "INSERT INTO case_unit SELECT DISTINCT case_id, (SELECT min(id) FROM unit u WHERE u.id NOT"
        " IN (SELECT unit_id FROM case_unit)), 'member' FROM case_unit",
        "case_unit/",
    ),
    differs(
        "closed case set open again (no tasks)",
        "UPDATE case_ SET state = 'open', closed_at = NULL",
        "case/state",
        ENDED,
    ),
    differs(
        "closed case set open again (no tasks)",
        "UPDATE case_ SET closed_at = closed_at - interval '1 day'",
        "case/closed_at",
        ENDED,
    ),
    differs(
        "suspended case forgotten (30 days)",
        "UPDATE case_ SET state = 'suspended', state_reason = 'x'",
        "case/state",
    ),
    Plant(
        "newest event deleted + head rewound (truncated tail)",
        "DELETE FROM event e WHERE stream LIKE 'case/%' AND seq = (SELECT max(seq) FROM event f"
        " WHERE f.stream = e.stream);"
        "UPDATE case_ SET seq = e.seq, head = e.hash FROM event e WHERE e.stream = 'case/' ||"
        " case_.id AND e.seq = case_.seq - 1",
        "P",
    ),
    Plant(
        "whole case history deleted, seq=0",
        "DELETE FROM event WHERE stream LIKE 'case/%'; UPDATE case_ SET seq = 0, head = ''",
        "P6",
    ),
    differs(
        "case simulated flipped",
        "UPDATE case_ SET simulated = NOT simulated",
        "case/simulated",
    ),
    differs(
        "instance definition_hash swapped",
        "UPDATE instance SET definition_hash = (SELECT max(hash) FROM definition d"
        " WHERE d.hash <> instance.definition_hash)",
        "version/",
    ),
    differs(
        "instance.doc of a finished instance ruined",
        "UPDATE instance SET doc = '{}' WHERE status <> 'running'",
        "state/",
        (FINISHED, VOTING),
    ),
    differs(
        "instance.doc of a finished instance ruined",
        "UPDATE instance SET doc = replace(doc, '2024', '2023')",
        "state/",
    ),
)
UNDOING = (
    differs(
        "undo row lost / undo doc ruined",
        "UPDATE undo SET doc = '{}'",
        "undo/",
        ONE_OPEN,
    ),
)
PLANTS = (*TASKS, *CASES, *UNDOING)
