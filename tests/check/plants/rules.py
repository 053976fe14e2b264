"""Faults in what rules rest on: points of others, facts, days said, bloc-years in making."""

# ruff: noqa: S608 - every statement is made of constants of this file

from tests.check.planting import RULING, Plant, differs

ONE = "ctid = (SELECT min(ctid) FROM given_score)"
WORLDS = (RULING,)
BACK = "taken_back_by = added_by, taken_back_name = added_name, taken_back_at = added_at"
NOT_BACK = "taken_back_by = NULL, taken_back_name = '', taken_back_at = NULL, reason = ''"


def given(change: str, where: str) -> Plant:
    """Name a fault in a point that somebody else than the unit gave."""
    return differs("points of others not as given", change, where, WORLDS)


def fact(change: str, where: str = "fact/") -> Plant:
    """Name a fault in a fact about a unit."""
    return differs("fact about a unit not as told", change, where, WORLDS)


def draft(change: str) -> Plant:
    """Name a fault in a bloc-year in making."""
    invariant = "P6 bloc draft differs from history"
    return Plant("bloc-year in making not as told", change, invariant, worlds=WORLDS)


def day(change: str) -> Plant:
    """Name a fault in what a province says of a day."""
    invariant = "P6 day of a province differs from history"
    return Plant("day of a province not as told", change, invariant, worlds=WORLDS)


PLANTS = (
    given(f"UPDATE given_score SET points = points + 1 WHERE {ONE}", ".points"),
    given("UPDATE given_score SET actual = actual + 1 WHERE actual IS NOT NULL", ".actual"),
    given("UPDATE given_score SET collated = 0 WHERE collated > 0", ".collated"),
    given(f"UPDATE given_score SET ground = ground || 'x' WHERE {ONE}", ".ground"),
    given(f"UPDATE given_score SET left_out = NOT left_out WHERE {ONE}", ".left_out"),
    given(f"UPDATE given_score SET unit_id = scored_unit_id WHERE {ONE}", ".party"),
    given(f"DELETE FROM given_score WHERE {ONE}", "given/"),
    given(
        "INSERT INTO given_score(case_id, scored_unit_id, criterion_id, unit_id, points) SELECT"
        f" case_id, scored_unit_id, 'x', unit_id, 1 FROM given_score WHERE {ONE}",
        "given/",
    ),
    fact("UPDATE unit_fact SET number = '13/QĐ-UBND'", "/number"),
    fact("UPDATE unit_fact SET dated = dated + 1", "/dated"),
    fact("UPDATE unit_fact SET note = 'x'", "/note"),
    fact("UPDATE unit_fact SET taken_back = 'x'", "/taken_back"),
    fact("UPDATE unit_fact SET due = dated, reached = dated, days = 0", "/due"),
    fact("DELETE FROM unit_fact"),
    fact(
        "INSERT INTO unit_fact(case_id, unit_id, condition_id, number) SELECT case_id,"
        " (SELECT max(unit_id) FROM sheet), condition_id, 'x' FROM unit_fact"
    ),
    draft("UPDATE bloc_draft SET document = document || ' '"),
    draft("UPDATE bloc_draft SET state = 'in_force'"),
    draft("UPDATE bloc_draft SET version = version + 1"),
    draft("UPDATE bloc_draft SET to_check = '[\"bloc.effective_from\"]'"),
    draft("UPDATE bloc_draft SET bloc_year_id = bloc_year_id || '1'"),
    draft("UPDATE bloc_draft SET province = 'x'"),
    draft("UPDATE bloc_draft SET unit_id = (SELECT min(id) FROM unit)"),
    draft("UPDATE bloc_draft SET base = 'x'"),
    draft("UPDATE bloc_draft SET letter = letter || 'x'"),
    draft("UPDATE bloc_draft SET letter_on = letter_on - 1"),
    draft("UPDATE bloc_draft SET letter_name = 'x'"),
    draft("UPDATE bloc_draft SET letter_sha256 = repeat('0', 64)"),
    draft("UPDATE bloc_draft SET secretary_post = (SELECT min(id) FROM post)"),
    draft("UPDATE bloc_draft SET made_by = (SELECT id FROM person WHERE id <> made_by LIMIT 1)"),
    draft("UPDATE bloc_draft SET made_at = made_at - interval '1 second'"),
    draft(
        "UPDATE bloc_draft SET changed_by = (SELECT id FROM person WHERE id <> changed_by LIMIT 1)"
    ),
    draft("UPDATE bloc_draft SET changed_at = changed_at + interval '1 second'"),
    draft("DELETE FROM bloc_draft"),
    draft(
        "INSERT INTO bloc_draft(id, province, bloc_year_id, unit_id, state, document, version,"
        " letter, letter_on, made_by, made_at, changed_by, changed_at) SELECT gen_random_uuid(),"
        " province, 'x', unit_id, 'making', document, 1, letter, letter_on, made_by, made_at,"
        " changed_by, changed_at FROM bloc_draft"
    ),
    day("UPDATE province_day SET day = day + 7"),
    day("UPDATE province_day SET worked = NOT worked"),
    day("UPDATE province_day SET paper = paper || 'x'"),
    day("UPDATE province_day SET paper_on = paper_on - 1"),
    day("UPDATE province_day SET province = 'x'"),
    day("UPDATE province_day SET added_by = (SELECT id FROM person WHERE id <> added_by LIMIT 1)"),
    day("UPDATE province_day SET added_name = 'x'"),
    day("UPDATE province_day SET added_at = added_at - interval '1 second'"),
    day(f"UPDATE province_day SET {BACK} WHERE taken_back_at IS NULL"),
    day(f"UPDATE province_day SET {NOT_BACK} WHERE taken_back_at IS NOT NULL"),
    day("UPDATE province_day SET taken_back_by = NULL WHERE taken_back_at IS NOT NULL"),
    day("UPDATE province_day SET taken_back_name = 'x' WHERE taken_back_at IS NOT NULL"),
    day("UPDATE province_day SET taken_back_at = taken_back_at + interval '1 second'"),
    day("UPDATE province_day SET reason = 'x'"),
    day("DELETE FROM province_day WHERE taken_back_at IS NULL"),
    day(
        "INSERT INTO province_day(id, province, day, worked, paper, paper_on, added_by, added_name,"
        " added_at) SELECT gen_random_uuid(), province, day + 70, worked, paper, paper_on,"
        " added_by, added_name, added_at FROM province_day"
    ),
)
