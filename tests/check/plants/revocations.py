"""Faults in what revoked an award: nobody gets rid of a revocation, nor makes one by hand."""

from tests.check.planting import FINISHED, differs

HERE = (FINISHED,)
ANOTHER = "INSERT INTO award_revocation SELECT (jsonb_populate_record(r, jsonb_build_object("
PLANTS = (
    differs(
        "revocation deleted, or added",
        "DELETE FROM award_revocation",
        "revoked/",
        HERE,
    ),
    differs(
        "revocation deleted, or added",
        f"{ANOTHER}'nominee_id', 'x'))).* FROM award_revocation r",
        "revoked/x",
        HERE,
    ),
    differs(
        "revocation deleted, or added",
        f"{ANOTHER}'case_id', award_case_id))).* FROM award_revocation r",
        "revoked/",
        HERE,
    ),
    differs(
        "revocation of another award than was decided",
        "UPDATE award_revocation SET nominee_id = 'x'",
        "revoked/x",
        HERE,
    ),
    differs(
        "revocation of another award than was decided",
        "UPDATE award_revocation SET award_case_id = case_id",
        "/award_case_id",
        HERE,
    ),
    differs(
        "revocation by another number, of another day, registered later",
        "UPDATE award_revocation SET decision_number = decision_number || 'a'",
        "/decision_number",
        HERE,
    ),
    differs(
        "revocation by another number, of another day, registered later",
        "UPDATE award_revocation SET decision_date = decision_date + 1",
        "/decision_date",
        HERE,
    ),
    differs(
        "revocation by another number, of another day, registered later",
        "UPDATE award_revocation SET at = at + interval '1 year'",
        "/at",
        HERE,
    ),
)
