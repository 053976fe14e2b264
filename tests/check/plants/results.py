"""Faults in what a case decides: sheets, rounds, candidates, nominees, documents."""

# ruff: noqa: S608 - every statement is made of constants of this file

from tests.check.planting import FINISHED, HALF, VOTING, differs

ONE_SHEET = "unit_id = (SELECT min(unit_id) FROM sheet)"
SHEETS = (
    differs(
        "wrong appraisal_1_total on sheet",
        f"UPDATE sheet SET appraisal_1_total = appraisal_1_total + 1 WHERE {ONE_SHEET}",
        "/appraisal_1_total",
        (FINISHED,),
    ),
    differs(
        "wrong appraisal_1_total on sheet",
        "UPDATE sheet SET appraisal_1_total = 1 WHERE appraisal_1_total IS NULL",
        "/appraisal_1_total",
        (HALF,),
    ),
    differs(
        "wrong appraisal_2_total on sheet",
        "UPDATE sheet SET appraisal_2_total = NULL WHERE appraisal_2_total IS NOT NULL",
        "/appraisal_2_total",
        (FINISHED,),
    ),
    differs(
        "wrong appraisal_2_total on sheet",
        "UPDATE sheet SET appraisal_2_total = self_total WHERE appraisal_2_total IS NULL",
        "/appraisal_2_total",
    ),
    differs(
        "wrong applicable_maximum",
        f"UPDATE sheet SET applicable_maximum = applicable_maximum - 1 WHERE {ONE_SHEET}",
        "/applicable_maximum",
    ),
    differs(
        "shares_rank flipped", "UPDATE sheet SET shares_rank = NOT shares_rank", "/shares_rank"
    ),
    differs(
        "shares_rank flipped", "UPDATE sheet SET rank = 1 WHERE rank IS NULL", "/rank", (HALF,)
    ),
    differs(
        "score row of adopted sheet deleted",
        "DELETE FROM score WHERE criterion_id = (SELECT min(criterion_id) FROM score)",
        "line/",
    ),
    differs(
        "score row of adopted sheet deleted",
        "INSERT INTO score(case_id, unit_id, criterion_id) SELECT case_id, unit_id, 'x' FROM sheet",
        "/lines",
    ),
    differs("sheet deleted", f"DELETE FROM sheet WHERE {ONE_SHEET}", "sheet/"),
    differs(
        "sheet deleted",
        "INSERT INTO sheet(case_id, unit_id, state) SELECT id, (SELECT max(id) FROM unit),"
        " 'scoring' FROM case_ WHERE kind = 'evaluation'",
        "sheet/",
    ),
)
ROUNDS = (
    differs(
        "quorum wrong: meeting.present shrunk",
        "UPDATE meeting SET present = '[]' WHERE kind = 'review'",
        "/present",
        (FINISHED,),
    ),
    differs(
        "quorum wrong: meeting.present shrunk",
        "UPDATE meeting SET present = present || ' ', minutes_no = '02' WHERE kind = 'adoption'",
        "/minutes_no",
        (FINISHED,),
    ),
    differs(
        "quorum wrong: meeting.present shrunk",
        "UPDATE meeting SET present = '1' WHERE kind = 'council'",
        "/present",
        (FINISHED,),
    ),
    differs("quorum wrong: meeting.present shrunk", "DELETE FROM meeting", "meeting/", (FINISHED,)),
    differs(
        "quorum wrong: meeting.present shrunk",
        "UPDATE poll SET present = '[]'",
        "/present",
        (FINISHED,),
    ),
    differs(
        "poll.settled changed",
        "UPDATE poll SET settled = replace(settled, 'nominated', 'tied')",
        "/settled",
        (FINISHED,),
    ),
    differs(
        "poll.settled changed", "UPDATE poll SET candidates = '{}'", "/candidates", (FINISHED,)
    ),
    differs("poll reopened", "UPDATE poll SET closed_at = NULL", "/closed_at", (FINISHED,)),
    differs("poll reopened", "DELETE FROM poll WHERE round = 2", "poll/2", (FINISHED,)),
    differs(
        "tally.base and passed wrong: passed flipped",
        "UPDATE tally SET passed = NOT passed",
        "/passed",
        (FINISHED,),
    ),
    differs(
        "tally.base and passed wrong: passed flipped",
        "UPDATE tally SET base = base + 1",
        "/base",
        (FINISHED,),
    ),
    differs(
        "tally.outcome changed",
        "UPDATE tally SET outcome = 'nominated' WHERE outcome <> 'nominated'",
        "/outcome",
        (FINISHED,),
    ),
    differs("tally.outcome changed", "DELETE FROM tally WHERE NOT passed", "tally/", (FINISHED,)),
    differs(
        "a vote deleted of closed poll",
        "DELETE FROM vote WHERE by_unit_id = (SELECT min(by_unit_id) FROM vote)",
        "vote/",
        (FINISHED,),
    ),
    differs(
        "extra vote by a unit not present",
        "INSERT INTO vote SELECT case_id, round, 'bac-giang/so-noi-vu', award_id, unit_id, choice"
        " FROM vote WHERE by_unit_id = (SELECT min(by_unit_id) FROM vote)",
        "vote/",
        (FINISHED,),
    ),
    differs(
        "a vote deleted of closed poll",
        "DELETE FROM vote WHERE unit_id = (SELECT min(unit_id) FROM vote)",
        "cast/",
        (VOTING,),
    ),
    differs(
        "extra vote by a unit not present",
        "INSERT INTO vote SELECT case_id, round, 'bac-giang/so-noi-vu', award_id, unit_id, choice"
        " FROM vote WHERE by_unit_id = (SELECT min(by_unit_id) FROM vote)",
        "cast/",
        (VOTING,),
    ),
    differs(
        "count_entry changed",
        "UPDATE count_entry SET value = replace(value, '\"invalid\": 1', '\"invalid\": 2')"
        " WHERE value LIKE '%\"invalid\": 1%'",
        "/value",
        (VOTING,),
    ),
    differs(
        "count_entry changed",
        "UPDATE count_entry SET agreed = true WHERE NOT agreed",
        "/agreed",
        (VOTING,),
    ),
    differs(
        "count_entry changed",
        "DELETE FROM count_entry WHERE id = (SELECT id FROM count_entry ORDER BY at DESC LIMIT 1)",
        "counts/",
        (VOTING,),
    ),
    differs("poll.settled changed", "UPDATE poll SET mode = 'secret'", "/mode", (VOTING,)),
    differs(
        "candidate row deleted",
        "DELETE FROM candidate WHERE unit_id = (SELECT max(unit_id) FROM candidate)",
        "candidate/",
        (FINISHED,),
    ),
    differs(
        "candidate row deleted",
        "UPDATE candidate SET eligible = NOT eligible",
        "/eligible",
        (FINISHED,),
    ),
    differs(
        "candidate row deleted",
        "UPDATE candidate SET reason = 'x', proposed = NOT proposed",
        "/proposed",
        (FINISHED,),
    ),
    differs(
        "opinion changed",
        "UPDATE opinion SET answer = 'no' WHERE answer = 'yes'",
        "/answer",
        (FINISHED,),
    ),
    differs(
        "opinion changed",
        "DELETE FROM opinion WHERE by_unit_id = (SELECT max(by_unit_id) FROM opinion)",
        "opinion/",
        (FINISHED,),
    ),
)
NOMINEES = (
    differs(
        "nominee council_yes changed",
        "UPDATE nominee SET council_yes = council_yes - 1",
        "/council_yes",
        (FINISHED,),
    ),
    differs(
        "nominee council_yes changed",
        "UPDATE nominee SET council_base = council_base + 1",
        "/council_base",
        (FINISHED,),
    ),
    differs(
        "nominee decision_date changed",
        "UPDATE nominee SET decision_date = decision_date - 1",
        "/decision_date",
        (FINISHED,),
    ),
    differs(
        "nominee decision_date changed",
        "UPDATE nominee SET decision_reason = 'x'",
        "/decision_reason",
        (FINISHED,),
    ),
    differs(
        "nominee published_at cleared",
        "UPDATE nominee SET published_at = NULL",
        "/published_at",
        (FINISHED,),
    ),
    differs(
        "nominee published_at cleared",
        "UPDATE nominee SET notified_at = published_at",
        "/notified_at",
        (FINISHED,),
    ),
    differs(
        "nominee opinion flipped",
        "UPDATE nominee SET opinion = 'not_eligible'",
        "/opinion",
        (FINISHED,),
    ),
    differs("nominee opinion flipped", "DELETE FROM nominee", "nominee/", (FINISHED,)),
    differs(
        "document number changed",
        "UPDATE document SET number = number || 'a' WHERE kind = 'quyet_dinh'",
        "/number",
        (FINISHED,),
    ),
    differs(
        "document number changed",
        "UPDATE document SET dated = dated - 1 WHERE kind = 'bien_ban'",
        "/dated",
        (FINISHED,),
    ),
    differs(
        "document number changed",
        "UPDATE document SET sequence = sequence + 1, agency = 'x' WHERE kind = 'quyet_dinh'",
        "/agency",
        (FINISHED,),
    ),
    differs(
        "document deleted",
        "DELETE FROM document WHERE kind = 'bien_ban_adoption'",
        "document/",
        (FINISHED,),
    ),
    differs(
        "document deleted", "DELETE FROM document WHERE kind = 'to_trinh'", "document/", (FINISHED,)
    ),
    differs(
        "document deleted",
        "INSERT INTO document SELECT (jsonb_populate_record(d, jsonb_build_object('id',"
        " gen_random_uuid(), 'kind', 'x'))).* FROM document d",
        "document/",
        (FINISHED,),
    ),
)
PLANTS = (*SHEETS, *ROUNDS, *NOMINEES)
