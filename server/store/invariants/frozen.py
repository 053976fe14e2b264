"""What was frozen for good: rule sets, definitions and versions of bloc-years."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import text

from server.store import Session
from server.store.invariants.payloads import PAYLOAD

AT_A_TIME = 20
"""Texts held in memory at once."""

BREACHES = {
    "P3 frozen thing without its row": """
        SELECT 'rules ' || x.digest FROM (SELECT rules_digest AS digest FROM case_
          UNION SELECT rules_digest FROM bloc_year_version) x
        WHERE NOT EXISTS (SELECT 1 FROM ruleset r WHERE r.digest = x.digest)
        UNION ALL SELECT 'definition ' || x.hash FROM (SELECT definition_hash AS hash FROM case_
          UNION SELECT definition_hash FROM instance
          UNION SELECT definition_hash FROM instance_before
          UNION SELECT definition_hash FROM event WHERE definition_hash <> '') x
        WHERE NOT EXISTS (SELECT 1 FROM definition d WHERE d.hash = x.hash)""",
    "P3 definition differs from history": f"""
        SELECT d.key || ' ' || d.hash FROM definition d FULL JOIN (
          SELECT e.object, p.payload ->> 'key' AS key, p.payload ->> 'hash' AS hash FROM event e
          {PAYLOAD} WHERE e.stream = 'definitions' AND e.kind = 'definition.deployed') told
        ON told.hash = d.hash AND told.key = d.key WHERE told.hash IS NULL OR d.hash IS NULL""",  # noqa: S608
    "P3 bloc-year differs from history": f"""
        SELECT coalesce(v.bloc_year_id, told.stream) FROM (
          SELECT *, encode(sha256(convert_to(source, 'UTF8')), 'hex') AS of
          FROM bloc_year_version) v FULL JOIN (
          SELECT e.stream, p.payload ->> 'rules' AS rules,
            CAST(p.payload ->> 'effective_from' AS date) AS effective_from,
            p.payload ->> 'source' AS of, e.act_time
          FROM event e {PAYLOAD} WHERE e.kind = 'bloc_year.imported') told
        ON told.stream = 'bloc-year/' || v.bloc_year_id AND told.rules = v.rules_digest
          AND told.effective_from = v.effective_from AND told.act_time = v.imported_at
          AND coalesce(told.of, v.of) = v.of
        WHERE told.stream IS NULL OR v.id IS NULL""",  # noqa: S608 - a constant
    "P6 unit gone otherwise than its rules say": """
        SELECT coalesce(CAST(g.version_id AS text), said.id) FROM reorganised_unit g FULL JOIN (
          SELECT CAST(v.id AS text) AS id, x.* FROM bloc_year_version v
          JOIN ruleset r ON r.digest = v.rules_digest,
            json_to_recordset(CASE json_typeof(CAST(r.content AS json) -> 'reorganised')
              WHEN 'array' THEN CAST(r.content AS json) -> 'reorganised' ELSE '[]' END)
              AS x(unit text, "into" text, day date)) said
        ON said.id = CAST(g.version_id AS text) AND said.unit = g.unit_id
        WHERE (g.into_id, g.day) IS DISTINCT FROM (said."into", said.day)
          OR g.unit_id IS NULL OR said.unit IS NULL""",
}


@dataclass(frozen=True, slots=True)
class Frozen:
    """A text that was frozen, and the hash it is known by."""

    hash: str
    text: str


def rulesets(session: Session) -> Iterator[Frozen]:
    """List the rule sets; a text is the JSON of the rules."""
    yield from _frozen(session, "SELECT digest, content FROM ruleset ORDER BY digest")


def definitions(session: Session) -> Iterator[Frozen]:
    """List the versions of definitions; a text is the JSON of their files by name."""
    yield from _frozen(session, "SELECT hash, files FROM definition ORDER BY key, version")


def _frozen(session: Session, query: str) -> Iterator[Frozen]:
    for row in session.execute(text(query), execution_options={"yield_per": AT_A_TIME}):
        yield Frozen(*row)
