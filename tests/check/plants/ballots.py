"""Faults in what was voted and counted while the round is still open."""

# ruff: noqa: S608 - every statement is made of constants of this file

from tests.check.planting import FINISHED, VOTING, differs

KIND = "ballot or count changed while its round is open"
OPEN = (
    "round = (SELECT max(round) FROM poll p WHERE p.closed_at IS NULL AND p.case_id = {}.case_id)"
)
OPEN_COUNT = f"id = (SELECT id FROM count_entry c WHERE {OPEN.format('c')} LIMIT 1)"
PLANTS = (
    differs(
        KIND,
        "UPDATE vote SET choice = CASE choice WHEN 'yes' THEN 'no' ELSE 'yes' END"
        f" WHERE (by_unit_id, unit_id) = (SELECT min(by_unit_id), max(unit_id) FROM vote v"
        f" WHERE {OPEN.format('v')} AND by_unit_id = (SELECT min(by_unit_id) FROM vote))",
        "sealed/",
        (VOTING,),
    ),
    differs(
        KIND,
        "UPDATE count_entry SET value = replace(value, '\"yes\": ', '\"yes\": 1')"
        f" WHERE {OPEN_COUNT}",
        "sealed/",
        (VOTING,),
    ),
    differs(
        KIND,
        f"UPDATE count_entry SET at = at + interval '1 hour' WHERE {OPEN_COUNT}",
        "sealed/",
        (VOTING,),
    ),
    differs(
        KIND,
        "DELETE FROM vote WHERE unit_id = (SELECT min(unit_id) FROM vote)",
        "sealed/",
        (VOTING,),
    ),
    differs(KIND, f"DELETE FROM count_entry WHERE {OPEN_COUNT}", "sealed/", (VOTING,)),
    differs(
        KIND,
        "UPDATE vote SET salt = repeat('0', 32) WHERE by_unit_id = (SELECT min(by_unit_id)"
        " FROM vote)",
        "sealed/",
        (VOTING, FINISHED),
    ),
    differs(
        KIND,
        "UPDATE vote SET salt = '' WHERE unit_id = (SELECT min(unit_id) FROM vote)",
        "sealed/",
        (VOTING,),
    ),
    differs(KIND, "UPDATE vote SET salt = ''", "sealed/", (VOTING,)),
    differs(
        KIND,
        f"UPDATE count_entry SET salt = repeat('0', 32) WHERE {OPEN_COUNT}",
        "sealed/",
        (VOTING,),
    ),
)
