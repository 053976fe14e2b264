"""Faults in a case as a whole: what it was opened as, how it stands, whom it waits for."""

from tests.check.planting import FINISHED, HALF, VOTING, Plant, differs

PLANTS = (
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
        (HALF,),
    ),
    differs(
        "expected marked arrived early",
        "UPDATE expected SET state = 'excused' WHERE state = 'arrived'",
        "/state",
        (FINISHED,),
    ),
    differs(
        "case adopted_at cleared on adopted",
        "UPDATE case_ SET adopted_at = NULL WHERE adopted_at IS NOT NULL",
        "case/adopted_at",
        (FINISHED,),
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
        (FINISHED,),
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
        "case called otherwise than it was opened",
        "UPDATE case_ SET title_vi = title_vi || ' (đã hủy)'",
        "case/title_vi",
    ),
    differs(
        "case called otherwise than it was opened",
        "UPDATE case_ SET short_en = ''",
        "case/short_en",
    ),
    differs(
        "case that stands once takes no place, so that another can stand beside it",
        "UPDATE case_ SET slot = NULL",
        "case/slot",
    ),
    differs(
        "case that stands once takes no place, so that another can stand beside it",
        "UPDATE case_ SET slot = slot || 'x'",
        "case/slot",
    ),
    differs(
        "case opened with something else than was typed",
        """UPDATE case_ SET opening = '{"last_day": "2024-12-31"}'""",
        "case/opening",
    ),
    differs(
        "case of another post's opening (who opened it sees it)",
        "UPDATE case_ SET opened_post = 'bac-giang/so-gddt/officer'",
        "case/opened_post",
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
        (FINISHED,),
    ),
    differs(
        "closed case set open again (no tasks)",
        "UPDATE case_ SET closed_at = closed_at - interval '1 day'",
        "case/closed_at",
        (FINISHED,),
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
    differs("undo row lost / undo doc ruined", "DELETE FROM undo", "undo/", (HALF,)),
    differs(
        "undo row lost / undo doc ruined",
        "UPDATE undo SET doc = '{}'",
        "undo/",
        (HALF,),
    ),
    Plant(
        "case ending before its main process is done",
        "UPDATE case_ SET state = 'ending' WHERE state = 'open'",
        "P5 case ending before its main process",
        worlds=(HALF,),
    ),
    Plant(
        "case open although its main process is done",
        "UPDATE case_ SET state = 'open', closed_at = NULL WHERE kind = 'evaluation'",
        "P5 case open after its main process",
        worlds=(FINISHED,),
    ),
    Plant(
        "case closed while something in it runs",
        "UPDATE case_ SET state = 'closed', closed_at = opened_at WHERE state = 'open'",
        "P5 case over and still running",
        worlds=(HALF,),
    ),
    differs(
        "message kept for a catch that nobody sent",
        """UPDATE instance SET doc = replace(replace(doc, '{"v":2,', '{"v":3,'), '"wf"',
          '"early":[["sheets_in","evaluation_unit","",{}]],"wf"')
        WHERE process = 'evaluation_bloc'""",
        " early/",
        (HALF,),
    ),
    differs(
        "instance written more or less often than it was",
        "UPDATE instance SET version = version + 1",
        "steps/",
    ),
    differs(
        "what may be gone back to changed: rows, note, of which task, at which step",
        "UPDATE undo SET own_rows = '{}'",
        "/row",
        (HALF,),
    ),
    differs(
        "what may be gone back to changed: rows, note, of which task, at which step",
        "UPDATE undo SET note = 'x'",
        "/row",
        (HALF,),
    ),
    differs(
        "what may be gone back to changed: rows, note, of which task, at which step",
        "UPDATE undo SET version = version - 1",
        "/row",
        (HALF,),
    ),
    Plant(
        "case that the system opened on no day",
        "INSERT INTO timed_opening(bloc_year_id, kind, at, number, day, state)"
        " SELECT bloc_year_id, kind, 'x', 1, opened_at, 'opened' FROM case_ LIMIT 1",
        "P6 opening on a day not as it came about",
    ),
    Plant(
        "case that the system opened on no day",
        "INSERT INTO timed_opening(bloc_year_id, kind, at, number, day, state)"
        " SELECT bloc_year_id, kind, 'x', 1, '9999-01-01', 'past' FROM case_ LIMIT 1",
        "P6 opening on a day not as it came about",
    ),
)
