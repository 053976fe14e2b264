"""Proposals to publish are what history tells, and what was published is what they held."""

from server.store.invariants.payloads import PAYLOAD

_TOLD = f"""
        SELECT p.payload ->> 'proposal' AS id, e.kind, e.act_time,
          p.payload -> 'actor' ->> 'person' AS person, p.payload -> 'actor' ->> 'name' AS name,
          p.payload ->> 'note' AS note, p.payload ->> 'reason' AS reason,
          CAST(p.payload ->> 'until' AS timestamptz) AS until,
          CAST(p.payload -> 'versions' AS jsonb) AS versions
        FROM event e {PAYLOAD} WHERE e.stream = 'definitions'"""  # noqa: S608 - constants
_ENDS = "('definition.deployed', 'definition.rejected', 'definition.withdrawn')"

BREACHES = {
    "P6 proposal to publish differs from history": f"""
        SELECT coalesce(CAST(x.id AS text), told.id)
        FROM (SELECT * FROM definition_proposal WHERE state <> 'draft') x
        FULL JOIN ({_TOLD} AND e.kind = 'definition.proposed') told
          ON told.id = CAST(x.id AS text)
        LEFT JOIN (SELECT DISTINCT ON (id) * FROM ({_TOLD} AND e.kind IN {_ENDS}) each
            WHERE id IS NOT NULL ORDER BY id, act_time DESC) ended
          ON ended.id = coalesce(CAST(x.id AS text), told.id)
        WHERE x.id IS NULL OR told.id IS NULL
          OR CAST(x.proposed_by AS text) <> told.person OR x.proposed_name <> told.name
          OR x.proposed_at <> told.act_time OR x.expires_at <> told.until OR x.note <> told.note
          OR told.versions IS DISTINCT FROM (SELECT jsonb_object_agg(v.key, v.hash)
            FROM definition_proposal_version v WHERE v.proposal_id = x.id)
          OR x.reason <> coalesce(ended.reason, '')
          OR CASE ended.kind WHEN 'definition.deployed' THEN x.state <> 'published'
            WHEN 'definition.rejected' THEN x.state <> 'rejected'
            WHEN 'definition.withdrawn' THEN x.state <> 'withdrawn'
            ELSE x.state NOT IN ('waiting', 'expired') END
          OR CASE WHEN ended.id IS NOT NULL
            THEN CAST(x.settled_by AS text) IS DISTINCT FROM ended.person
              OR x.settled_name <> ended.name OR x.settled_at IS DISTINCT FROM ended.act_time
            ELSE x.settled_by IS NOT NULL OR x.state = 'expired' AND x.settled_at <> x.expires_at
              OR x.state = 'waiting' AND x.settled_at IS NOT NULL END""",  # noqa: S608 - constants
    "P3 definition is not what was proposed": """
        SELECT coalesce(d.hash, v.hash) FROM (SELECT v.*
          FROM definition_proposal_version v JOIN definition_proposal x ON x.id = v.proposal_id
          WHERE x.state = 'published') v
        FULL JOIN (SELECT * FROM definition WHERE proposal_id IS NOT NULL) d
          ON d.proposal_id = v.proposal_id AND d.key = v.key
        WHERE d.hash IS DISTINCT FROM v.hash OR d.files IS DISTINCT FROM v.files""",
    "P3 definition published otherwise than told": f"""
        SELECT d.hash FROM definition d JOIN (
          SELECT p.payload ->> 'hash' AS hash, p.payload ->> 'proposal' AS proposal
          FROM event e {PAYLOAD} WHERE e.stream = 'definitions' AND e.kind = 'definition.deployed')
          told ON told.hash = d.hash
        WHERE CAST(d.proposal_id AS text) IS DISTINCT FROM told.proposal""",  # noqa: S608
}
