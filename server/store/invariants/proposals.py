"""What waits for a second person is what history tells; so is what came of it."""

from server.store.invariants.payloads import PAYLOAD

_TOLD = f"""
        SELECT p.payload ->> 'proposal' AS id, e.kind, e.act_time,
          p.payload -> 'actor' ->> 'person' AS person, p.payload -> 'actor' ->> 'name' AS name,
          p.payload ->> 'note' AS note, p.payload ->> 'reason' AS reason,
          CAST(p.payload ->> 'until' AS timestamptz) AS until,
          CAST(p.payload -> 'versions' AS jsonb) AS versions, e.province,
          CAST(p.payload -> 'left_out' AS jsonb) AS left_out, p.payload ->> 'played' AS played
        FROM event e {PAYLOAD} WHERE e.stream = 'definitions'"""  # noqa: S608 - constants
_ENDS = "('definition.deployed', 'definition.rejected', 'definition.withdrawn')"
_DRAFTED = f"""
        SELECT substr(e.object, length('bloc_draft/') + 1) AS id, e.kind, e.seq, e.province,
          e.act_time, count(*) OVER (PARTITION BY e.object) AS acts,
          p.payload -> 'actor' ->> 'person' AS person, p.payload -> 'actor' ->> 'post' AS post,
          p.payload ->> 'draft' AS draft, p.payload ->> 'bloc_year' AS bloc_year,
          p.payload ->> 'state' AS state, p.payload ->> 'document' AS document,
          CAST(p.payload -> 'to_check' AS jsonb) AS to_check, p.payload ->> 'base' AS base,
          p.payload -> 'letter' ->> 'number' AS letter, p.payload -> 'letter' ->> 'dated' AS dated,
          p.payload -> 'file' ->> 'sha256' AS sha256, p.payload -> 'file' ->> 'name' AS file,
          p.payload ->> 'post' AS handed_to
        FROM event e {PAYLOAD} WHERE e.stream = 'blocs' AND e.object LIKE 'bloc_draft/%'"""  # noqa: S608 - constants
_SHORTENED = f"""
        SELECT DISTINCT ON (id) x ->> 'id' AS id, x ->> 'document' AS document, e.act_time
        FROM event e {PAYLOAD} CROSS JOIN json_array_elements(p.payload -> 'drafts') x
        WHERE e.stream = 'erasures' AND e.kind = 'data.erased' ORDER BY id, e.seq DESC"""  # noqa: S608 - constants
"""Documents that an erasure took a person out of; the draft's own events tell the rest."""
_MOVED = f"""
        SELECT substr(e.object, length('move/') + 1) AS id, e.stream, e.kind, e.act_time,
          p.payload -> 'actor' ->> 'person' AS person, p.payload -> 'actor' ->> 'name' AS name,
          p.payload ->> 'task' AS task, p.payload ->> 'from' AS element,
          p.payload ->> 'to' AS target, p.payload ->> 'reason' AS reason,
          CAST(p.payload ->> 'until' AS timestamptz) AS until
        FROM event e {PAYLOAD} WHERE e.stream LIKE 'case/%'"""  # noqa: S608 - constants
_OF_ACCOUNTS = f"""
        SELECT p.payload ->> 'proposal' AS id, e.kind, e.object, e.act_time,
          p.payload -> 'actor' ->> 'person' AS by, p.payload -> 'person' ->> 'id' AS person,
          p.payload ->> 'post' AS post, p.payload ->> 'from' AS first, p.payload ->> 'to' AS last,
          p.payload ->> 'decision' AS decision, p.payload ->> 'confirmed_by' AS confirmed_by,
          CAST(p.payload ->> 'until' AS timestamptz) AS until
        FROM event e {PAYLOAD} WHERE e.stream = 'people'"""  # noqa: S608 - constants
_PROPOSED = """('person.link_proposed', 'person.appointment_proposed', 'person.reset_proposed',
          'person.directory_proposed')"""
_DONE = """('person.appointed', 'person.invited', 'person.password_reset', 'factor.removed',
          'person.directory_linked')"""
_LAST_DRAFTED = f"SELECT DISTINCT ON (id) * FROM ({_DRAFTED}) told"  # noqa: S608 - constants

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
          OR x.province <> told.province OR to_jsonb(x.left_out) <> told.left_out
          OR encode(sha256(convert_to(x.played, 'UTF8')), 'hex') <> told.played
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
            ELSE x.settled_by IS NOT NULL OR x.settled_name <> ''
              OR x.state = 'expired' AND x.settled_at <> x.expires_at
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
    "P6 bloc draft differs from history": f"""
        SELECT coalesce(CAST(d.id AS text), made.id)
        FROM bloc_draft d
        FULL JOIN (SELECT * FROM ({_DRAFTED}) told WHERE kind = 'bloc_draft.made') made
          ON made.id = CAST(d.id AS text)
        LEFT JOIN ({_LAST_DRAFTED} ORDER BY id, seq DESC) last ON last.id = made.id
        LEFT JOIN (
          {_LAST_DRAFTED} WHERE kind = 'bloc_draft.handed_over' ORDER BY id, seq DESC) handed
          ON handed.id = made.id
        LEFT JOIN ({_SHORTENED}) shortened ON shortened.id = made.id
        WHERE d.id IS NULL OR made.id IS NULL
          OR (made.draft, made.bloc_year, made.province) IS DISTINCT FROM
            (CAST(d.id AS text), d.bloc_year_id, d.province)
          OR (made.letter, made.dated, made.base) IS DISTINCT FROM
            (d.letter, CAST(d.letter_on AS text), d.base)
          OR (made.sha256, coalesce(made.file, '')) IS DISTINCT FROM
            (d.letter_sha256, d.letter_name)
          OR (made.person, made.act_time) IS DISTINCT FROM (CAST(d.made_by AS text), d.made_at)
          OR regexp_replace(made.post, '/[^/]*$', '') <> d.unit_id
          OR (last.bloc_year, last.state, last.acts) IS DISTINCT FROM
            (d.bloc_year_id, d.state, d.version)
          OR CASE WHEN shortened.act_time >= last.act_time THEN shortened.document
            ELSE last.document END <> encode(sha256(convert_to(d.document, 'UTF8')), 'hex')
          OR last.to_check <> CAST(d.to_check AS jsonb)
          OR (last.person, last.act_time) IS DISTINCT FROM
            (CAST(d.changed_by AS text), d.changed_at)
          OR handed.handed_to IS DISTINCT FROM d.secretary_post""",  # noqa: S608 - constants
    "P6 step back differs from history": f"""
        SELECT coalesce(CAST(x.id AS text), told.id)
        FROM token_move x
        FULL JOIN ({_MOVED} AND e.kind = 'case.setback_proposed') told
          ON told.id = CAST(x.id AS text)
        LEFT JOIN ({_MOVED} AND e.kind IN ('case.set_back', 'case.setback_declined')) ended
          ON ended.id = told.id
        LEFT JOIN event cancelled
          ON cancelled.stream = told.stream AND cancelled.kind = 'case.cancelled'
        WHERE x.id IS NULL OR told.id IS NULL
          OR (told.stream, told.task, told.element, told.target, told.reason) IS DISTINCT FROM
            ('case/' || x.case_id, CAST(x.task_id AS text), x.element, x.target, x.reason)
          OR (told.person, told.name, told.act_time) IS DISTINCT FROM
            (CAST(x.proposed_by AS text), x.proposed_name, x.proposed_at)
          OR x.expires_at <> told.until
          OR CASE WHEN ended.id IS NOT NULL
            THEN (ended.kind, ended.person, ended.name, ended.act_time) IS DISTINCT FROM
              (CASE x.state WHEN 'done' THEN 'case.set_back'
                WHEN 'declined' THEN 'case.setback_declined' END,
              CAST(x.decided_by AS text), x.decided_name, x.decided_at)
            ELSE x.decided_by IS NOT NULL OR x.decided_name <> '' OR CASE x.state
              WHEN 'proposed' THEN x.decided_at IS NOT NULL OR cancelled.id IS NOT NULL
              WHEN 'expired' THEN x.decided_at IS DISTINCT FROM x.expires_at
              WHEN 'declined' THEN x.decided_at IS DISTINCT FROM cancelled.act_time
              ELSE true END END""",  # noqa: S608 - constants
    "P6 proposal about an account differs from history": f"""
        WITH told AS MATERIALIZED ({_OF_ACCOUNTS})
        SELECT coalesce(CAST(x.id AS text), asked.id)
        FROM account_proposal x
        FULL JOIN (SELECT * FROM told WHERE kind IN {_PROPOSED}) asked
          ON asked.id = CAST(x.id AS text)
        LEFT JOIN told declined
          ON declined.kind = 'person.proposal_declined' AND declined.id = asked.id
        WHERE x.id IS NULL OR asked.id IS NULL
          OR (asked.kind, asked.person, asked.post, asked.first, asked.last) IS DISTINCT FROM
            ('person.' || x.kind || '_proposed', CAST(x.person_id AS text), x.post_id,
            CAST(x.valid_from AS text), CAST(x.valid_to AS text))
          OR x.decision <> coalesce(asked.decision, '')
          OR (asked.by, asked.act_time) IS DISTINCT FROM
            (CAST(x.proposed_by AS text), x.proposed_at)
          OR x.expires_at <> asked.until
          OR x.state NOT IN ('waiting', 'done', 'declined', 'expired')
          OR CASE WHEN declined.id IS NOT NULL
            THEN ('declined', declined.by, declined.act_time) IS DISTINCT FROM
              (x.state, CAST(x.settled_by AS text), x.settled_at)
            WHEN x.state IN ('done', 'declined') THEN NOT EXISTS (SELECT FROM told t
              WHERE t.person = CAST(x.person_id AS text) AND t.act_time = x.settled_at
                AND t.by IS NOT DISTINCT FROM CAST(x.settled_by AS text)
                AND CASE WHEN x.state = 'declined' THEN t.kind = 'person.deactivated'
                  ELSE t.kind IN {_DONE} AND t.confirmed_by IS NOT NULL
                    AND t.post IS NOT DISTINCT FROM x.post_id END)
            ELSE x.settled_by IS NOT NULL OR x.settled_at IS DISTINCT FROM
              CASE x.state WHEN 'expired' THEN x.expires_at END END
        UNION ALL SELECT object FROM told
        WHERE kind IN {_DONE} AND confirmed_by IS NOT NULL AND NOT EXISTS (
          SELECT FROM account_proposal x WHERE x.state = 'done' AND x.settled_at = told.act_time
            AND CAST(x.person_id AS text) = told.person
            AND x.post_id IS NOT DISTINCT FROM told.post)""",  # noqa: S608 - constants
}
