"""Persons, posts, and who acts in whose stead: as history tells them, and one for every task."""

from server.domain.people.appointments import ONE_HOLDER
from server.store.invariants.payloads import PAYLOAD

_ALONE = ", ".join(f"'{position.value}'" for position in sorted(ONE_HOLDER))
_DAYS = """daterange({0}.valid_from, {0}.valid_to,
            CASE WHEN {0}.ended_at IS NULL THEN '[]' ELSE '[)' END)"""
_MEET = f"{_DAYS.format('a')} && {_DAYS.format('b')}"
"""Who ended at once leaves the last day to who comes after."""

_OLDER = """EXISTS (SELECT 1 FROM event WHERE stream = 'people' AND seq = 1 AND province = '')"""
"""The installation was begun by a version that also wrote persons without an event of their own."""
_ENDS_LINKS = """'person.invited', 'person.password_reset', 'person.password_set',
  'person.password_changed', 'person.deactivated'"""
"""Kinds of events after which no earlier link to set the person's password is open."""
_MADE = """e.stream = 'people' AND e.kind IN ('person.invited', 'person.password_reset')"""
_IN_HAND = f"""
        SELECT CAST(i.person_id AS text) FROM invite i
        JOIN event e ON {_MADE} AND e.object = 'person/' || i.person_id {PAYLOAD}
        WHERE p.payload -> 'hands' IS NOT NULL
          AND CAST(p.payload ->> 'to' AS timestamptz) = i.expires_at
        GROUP BY i.token_hash HAVING NOT bool_or((p.payload -> 'hands' ->> 'made_by',
            p.payload -> 'hands' ->> 'handed_by', p.payload -> 'hands' ->> 'alone')
          IS NOT DISTINCT FROM
          (CAST(i.made_by AS text), CAST(i.handed_by AS text), CAST(i.mailed AS text)))"""  # noqa: S608 - constants
"""Links of releases that told no hands are not asked of."""
_THROUGH = f"""
        SELECT 'person/' || person_.id FROM person person_
        LEFT JOIN invite i ON i.token_hash = person_.handed_link
        LEFT JOIN (SELECT DISTINCT ON (e.object) e.object, e.seq, e.act_time,
            p.payload -> 'handed' AS handed
          FROM event e {PAYLOAD} WHERE e.stream = 'people' AND e.kind = 'person.password_set'
          ORDER BY e.object, e.seq DESC) put ON put.object = 'person/' || person_.id
        LEFT JOIN (SELECT object, max(seq) AS seq FROM event WHERE stream = 'people'
          AND kind = 'person.password_changed' GROUP BY object) own ON own.object = put.object
        WHERE put.object IS NULL AND NOT {_OLDER}
            AND coalesce(person_.handed_link, person_.password_link) IS NOT NULL
          OR put.handed IS NOT NULL AND (CASE CAST(put.handed AS text) WHEN 'true'
            THEN (i.person_id, i.used_at, i.mailed) IS DISTINCT FROM
              (person_.id, put.act_time, false)
            ELSE person_.handed_link IS NOT NULL END
          OR person_.password_link IS DISTINCT FROM CASE WHEN person_.password_hash IS NOT NULL
            AND coalesce(own.seq < put.seq, true) THEN person_.handed_link END)"""  # noqa: S608 - constants
"""The last link used: whether others had it in hand; the password is of it until it is changed."""

_FOLLOWED = f"""
        SELECT p.payload ->> 'succession' AS id, p.payload ->> 'from' AS province,
          p.payload ->> 'to' AS successor, p.payload ->> 'day' AS day,
          p.payload ->> 'decision' AS decision, CAST(p.payload -> 'units' AS jsonb) AS units,
          p.payload ->> 'reason' AS reason, e.act_time
        FROM event e {PAYLOAD} WHERE e.stream = 'provinces'"""  # noqa: S608 - a constant

_CODES = f"""
        SELECT DISTINCT ON (1) p.payload -> 'person' ->> 'id' AS person,
          coalesce(CAST(p.payload ->> 'codes' AS integer), 0) AS codes
        FROM event e {PAYLOAD} WHERE e.stream = 'people' AND e.kind IN (
          'factor.added', 'factor.removed', 'recovery_codes.made', 'recovery_code.used')
        ORDER BY 1, e.seq DESC"""  # noqa: S608 - a constant

_OF_DIRECTORIES = f"""
        SELECT e.kind, e.act_time, e.seq, p.payload -> 'person' ->> 'id' AS person,
          p.payload ->> 'directory' AS directory, p.payload ->> 'directory_account' AS account,
          p.payload ->> 'directory_link' AS link, p.payload ->> 'proposal' AS proposal,
          p.payload ->> 'issuer' AS issuer,
          p.payload -> 'actor' ->> 'person' AS by
        FROM event e {PAYLOAD} WHERE e.stream = 'people'"""  # noqa: S608 - a constant
_BOUND = f"""
        LEFT JOIN (SELECT DISTINCT ON (link) link, issuer FROM ({_OF_DIRECTORIES}) told
          WHERE kind = 'person.directory_bound' ORDER BY link, seq DESC) bound
          ON bound.link = coalesce(told.link, told.proposal)"""  # noqa: S608 - a constant
_LINKED = f"""
        SELECT told.link AS id, told.*, coalesce(bound.issuer, told.issuer) AS named
        FROM ({_OF_DIRECTORIES}) told {_BOUND}
        WHERE told.kind = 'person.directory_linked' AND NOT EXISTS (
          SELECT FROM ({_OF_DIRECTORIES}) gone
          WHERE gone.kind = 'person.directory_ended' AND gone.link = told.link)"""  # noqa: S608
_ASKED_LINK = f"""
        SELECT told.proposal AS id, told.*, coalesce(bound.issuer, told.issuer) AS named
        FROM ({_OF_DIRECTORIES}) told {_BOUND}
        WHERE told.kind = 'person.directory_proposed'"""  # noqa: S608 - a constant

BREACHES = {
    "P6 second factor differs from history": f"""
        SELECT coalesce('factor/' || f.id, told.object) FROM (
          SELECT id, person_id, kind, made_at, NULL AS digest FROM second_factor
          UNION ALL SELECT id, person_id, 'passkey', made_at,
            encode(sha256(credential || public_key), 'hex') FROM passkey) f
        FULL JOIN (SELECT e.object, e.act_time, p.payload -> 'person' ->> 'id' AS person,
            p.payload ->> 'factor_kind' AS kind, p.payload ->> 'passkey_digest' AS digest
          FROM event e {PAYLOAD} WHERE e.stream = 'people' AND e.kind = 'factor.added'
            AND NOT EXISTS (SELECT FROM event gone WHERE gone.stream = 'people'
              AND gone.kind = 'factor.removed' AND gone.object = e.object)) told
          ON told.object = 'factor/' || f.id
        WHERE f.id IS NULL OR told.object IS NULL OR (told.person, told.kind, told.act_time,
          told.digest) IS DISTINCT FROM (CAST(f.person_id AS text), f.kind, f.made_at, f.digest)""",  # noqa: S608
    "P6 account of a directory linked otherwise than told": f"""
        SELECT coalesce('directory_link/' || l.id, told.id) FROM directory_link l
        FULL JOIN ({_LINKED}) told ON told.id = CAST(l.id AS text)
        WHERE (l.confirmed_at IS NOT NULL OR told.id IS NOT NULL) AND (
          (told.person, told.directory, told.account, told.named, told.act_time, told.by)
          IS DISTINCT FROM (CAST(l.person_id AS text), l.directory, l.subject, l.issuer,
            l.confirmed_at, CAST(l.confirmed_by AS text)))
        UNION ALL SELECT 'directory_link/' || l.id FROM directory_link l
        LEFT JOIN ({_ASKED_LINK}) asked ON asked.id = CAST(l.id AS text)
        WHERE (l.confirmed_at IS NULL OR asked.id IS NOT NULL) AND (
          (l.confirmed_at IS NULL AND l.confirmed_by IS NOT NULL)
          OR (asked.person, asked.directory, asked.account, asked.named, asked.act_time, asked.by)
          IS DISTINCT FROM (CAST(l.person_id AS text), l.directory, l.subject, l.issuer, l.made_at,
            CAST(l.made_by AS text)))
        UNION ALL SELECT 'directory_link/' || l.id FROM directory_link l
        WHERE NOT EXISTS (SELECT FROM account_proposal x WHERE x.id = l.id)
          AND (l.made_by IS NOT NULL OR l.made_at IS DISTINCT FROM l.confirmed_at)""",  # noqa: S608
    "P6 recovery codes differ from history": f"""
        SELECT 'person/' || person_.id FROM person person_
        LEFT JOIN (SELECT person_id, count(*) AS number FROM recovery_code GROUP BY 1) held
          ON held.person_id = person_.id
        LEFT JOIN ({_CODES}) told ON told.person = CAST(person_.id AS text)
        WHERE coalesce(held.number, 0) <> coalesce(told.codes, 0)""",  # noqa: S608 - constants
    "P3 people without their history": """
        SELECT 'people' WHERE EXISTS (SELECT 1 FROM person)
          AND NOT EXISTS (SELECT 1 FROM event WHERE stream = 'people')""",
    "P5 nobody holds the post of an open task": """
        SELECT CAST(t.id AS text) || ' ' || t.post_id FROM task t JOIN case_ c ON c.id = t.case_id
        WHERE t.state = 'open' AND c.state IN ('open', 'ending') AND NOT EXISTS (
          SELECT 1 FROM appointment a JOIN person p ON p.id = a.person_id
          WHERE a.post_id = t.post_id AND p.deactivated_at IS NULL
            AND (a.ended_at IS NULL OR a.ended_at > :now)
            AND CAST(:now AS timestamptz) AT TIME ZONE 'Asia/Ho_Chi_Minh' >= a.valid_from
            AND (a.valid_to IS NULL OR a.valid_to
              >= CAST(CAST(:now AS timestamptz) AT TIME ZONE 'Asia/Ho_Chi_Minh' AS date)))""",
    "P6 post held twice in the same days": f"""
        SELECT a.post_id || ' ' || a.id FROM appointment a JOIN post o ON o.id = a.post_id
        JOIN appointment b ON b.post_id = a.post_id AND b.id > a.id AND {_MEET}
        JOIN person p ON p.id = a.person_id JOIN person q ON q.id = b.person_id
        WHERE a.person_id = b.person_id OR (o.position IN ({_ALONE})
          AND p.deactivated_at IS NULL AND q.deactivated_at IS NULL)""",  # noqa: S608 - constants
    "P6 person differs from history": f"""
        SELECT coalesce('person/' || person_.id, told.object) FROM person person_
        FULL JOIN (SELECT e.object, e.province, e.act_time,
            p.payload -> 'person' ->> 'login' AS login, p.payload -> 'person' ->> 'name' AS name
          FROM event e {PAYLOAD} WHERE e.stream = 'people' AND e.kind = 'person.added') told
        ON told.object = 'person/' || person_.id
        LEFT JOIN (SELECT object, max(act_time) AS at FROM event WHERE stream = 'people'
          AND kind = 'person.deactivated' GROUP BY object) gone
        ON gone.object = 'person/' || person_.id
        WHERE person_.id IS NULL OR person_.deactivated_at IS DISTINCT FROM gone.at
          OR person_.login <> told.login OR person_.name <> told.name
          OR person_.created_at <> told.act_time
          OR told.province <> '' AND person_.province <> told.province
          OR told.object IS NOT NULL AND person_.demonstration
          OR told.object IS NULL AND NOT {_OLDER} AND (NOT person_.demonstration
            OR NOT EXISTS (SELECT FROM event e {PAYLOAD} WHERE e.stream = 'people'
              AND e.kind = 'demonstration.accounts_added'
              AND e.act_time = person_.created_at AND e.province IN ('', person_.province)
              AND (p.payload -> 'accounts' IS NULL OR CAST(person_.id AS text) IN (
                SELECT value FROM json_each_text(p.payload -> 'accounts')))))""",  # noqa: S608
    "P6 appointment differs from history": f"""
        SELECT coalesce('appointment/' || a.id, told.object)
        FROM (SELECT a.*, p.login, p.demonstration FROM appointment a
          LEFT JOIN person p ON p.id = a.person_id) a
        FULL JOIN (SELECT e.object, p.payload FROM event e {PAYLOAD}
          WHERE e.stream = 'people' AND e.kind = 'person.appointed') told
        ON told.object = 'appointment/' || a.id
        LEFT JOIN (SELECT DISTINCT ON (e.object) e.object, e.act_time, p.payload FROM event e
            {PAYLOAD} WHERE e.stream = 'people' AND e.kind = 'person.appointment_ended'
          ORDER BY e.object, e.seq DESC) ended ON ended.object = 'appointment/' || a.id
        CROSS JOIN LATERAL (SELECT CASE WHEN ended.object IS NULL THEN told.payload ->> 'to'
            ELSE ended.payload -> 'changes' -> 0 ->> 'new' END AS last,
          CASE WHEN ended.payload ->> 'at_once' = 'true' THEN ended.act_time END AS at_once) x
        WHERE a.id IS NULL OR a.ended_at IS DISTINCT FROM x.at_once
          OR ended.object IS NOT NULL AND CAST(a.valid_to AS text) <> x.last
          OR CASE WHEN told.object IS NOT NULL THEN a.post_id <> told.payload ->> 'post'
            OR CAST(a.person_id AS text) <> told.payload -> 'person' ->> 'id'
            OR CAST(a.valid_from AS text) <> told.payload ->> 'from'
            OR a.decision <> told.payload ->> 'decision'
            OR told.payload -> 'to' IS NOT NULL AND CAST(a.valid_to AS text) IS DISTINCT FROM x.last
          WHEN a.demonstration THEN a.decision <> '' OR a.valid_from <> '2024-01-01'
            OR a.valid_to IS NOT NULL AND ended.object IS NULL
            OR NOT EXISTS (SELECT 1 FROM event e {PAYLOAD} WHERE e.stream = 'people'
              AND e.kind = 'demonstration.accounts_added' AND a.post_id IN (
                SELECT json_array_elements_text(p.payload -> 'posts'))
              AND coalesce(p.payload -> 'accounts' ->> a.post_id, CAST(a.person_id AS text))
                = CAST(a.person_id AS text))
          ELSE NOT {_OLDER} END""",  # noqa: S608
    "P6 delegation differs from history": f"""
        SELECT coalesce('delegation/' || d.id, told.object) FROM delegation d FULL JOIN (
          SELECT e.object, e.kind, p.payload, p.payload -> 'person' ->> 'id' AS person,
            p.payload ->> 'post' AS post
          FROM event e {PAYLOAD} WHERE e.stream = 'people' AND e.kind = 'post.delegated'
          UNION ALL SELECT 'delegation/' || (p.payload ->> 'delegation'), e.kind, p.payload, NULL,
            p.payload -> 'actor' ->> 'post'
          FROM event e {PAYLOAD} WHERE e.kind = 'task.entrusted') told
        ON told.object = 'delegation/' || d.id
        LEFT JOIN (SELECT object, max(act_time) AS at FROM event WHERE stream = 'people'
          AND kind = 'post.delegation_revoked' GROUP BY object) revoked
        ON revoked.object = 'delegation/' || d.id
        WHERE told.object IS NULL OR d.id IS NULL OR d.post_id <> told.post
          OR CAST(d.person_id AS text) <> told.person
          OR CAST(d.valid_from AS text) <> told.payload ->> 'from'
          OR CAST(d.valid_to AS text) <> told.payload ->> 'to'
          OR d.document <> told.payload ->> 'document'
          OR CAST(d.given_by AS text) <> told.payload -> 'actor' ->> 'person'
          OR told.kind = 'post.delegated' AND (d.task_id IS NOT NULL OR d.note <> ''
            OR d.answer <> '' OR d.revoked_at IS DISTINCT FROM revoked.at
            OR told.payload -> 'kinds' IS NOT NULL AND to_jsonb(d.kinds) IS DISTINCT FROM
              nullif(CAST(told.payload -> 'kinds' AS jsonb), 'null'))""",  # noqa: S608 - a constant
    "P3 act of who did not hold the post": """
        SELECT e.stream || ' ' || e.seq FROM event e JOIN event_payload p ON p.event_id = e.id
        WHERE e.stream LIKE 'case/%' AND NOT e.simulated AND p.actor_id IS NOT NULL
          AND p.on_behalf_post = '' AND NOT EXISTS (SELECT 1 FROM appointment a
            WHERE a.person_id = p.actor_id AND a.post_id = p.actor_post
              AND (a.ended_at IS NULL OR a.ended_at > e.act_time - interval '60 seconds')
              AND CAST(e.act_time AT TIME ZONE 'Asia/Ho_Chi_Minh' AS date)
                BETWEEN a.valid_from AND coalesce(a.valid_to, 'infinity'))""",
    "P6 link to set a password that nobody told of": f"""
        SELECT CAST(i.person_id AS text) FROM invite i
        WHERE NOT {_OLDER} AND NOT EXISTS (SELECT FROM event e {PAYLOAD}
          WHERE e.stream = 'people' AND e.kind IN ('person.invited', 'person.password_reset')
            AND p.payload -> 'person' ->> 'id' = CAST(i.person_id AS text)
            AND coalesce(CAST(p.payload ->> 'to' AS timestamptz) = i.expires_at, true))""",  # noqa: S608
    "P6 link to set a password used or open otherwise than told": f"""
        SELECT CAST(i.person_id AS text) FROM invite i
        WHERE NOT {_OLDER} AND CASE WHEN i.used_at IS NULL THEN EXISTS (SELECT FROM event later
            WHERE later.stream = 'people' AND later.object = 'person/' || i.person_id
              AND later.kind IN ({_ENDS_LINKS}) AND later.seq > (SELECT max(e.seq)
                FROM event e {PAYLOAD} WHERE e.stream = 'people' AND e.object = later.object
                  AND e.kind IN ('person.invited', 'person.password_reset')
                  AND CAST(p.payload ->> 'to' AS timestamptz) = i.expires_at))
          ELSE NOT EXISTS (SELECT FROM event e WHERE e.act_time = i.used_at
            AND (e.object = 'person/' || i.person_id
              OR e.kind IN ('person.appointed', 'post.delegated', 'task.entrusted'))) END
        UNION ALL SELECT e.object FROM event e
        WHERE e.stream = 'people' AND e.kind = 'person.password_set' AND NOT {_OLDER}
          AND NOT EXISTS (SELECT FROM invite i
            WHERE 'person/' || i.person_id = e.object AND i.used_at = e.act_time)""",  # noqa: S608
    "P6 link to set a password in other hands than told": _IN_HAND,
    "P6 account through other hands than told": _THROUGH,
    "P6 delegation holds though revoked": """
        SELECT e.object FROM event e JOIN delegation d ON e.object = 'delegation/' || d.id
        WHERE e.stream = 'people' AND e.kind = 'post.delegation_revoked' AND d.revoked_at IS NULL
        """,
    "P6 post of another name": """
        SELECT id FROM post WHERE id <> unit_id || '/' || position
          OR position = '' OR position LIKE '%/%'
        UNION ALL SELECT id FROM unit WHERE province <> split_part(id, '/', 1)
        UNION ALL SELECT id FROM bloc WHERE province <> split_part(id, '/', 1)""",
    "P6 province's successor differs from history": f"""
        SELECT coalesce(CAST(s.id AS text), said.id) FROM province_succession s
        FULL JOIN ({_FOLLOWED} AND e.kind = 'province.followed') said
          ON said.id = CAST(s.id AS text)
        LEFT JOIN ({_FOLLOWED} AND e.kind = 'province.follow_taken_back') back
          ON back.id = coalesce(CAST(s.id AS text), said.id)
        WHERE s.id IS NULL OR said.id IS NULL
          OR (said.province, said.successor, said.day, said.decision, said.act_time)
            IS DISTINCT FROM
            (s.province, s.successor, CAST(s.day AS text), s.decision, s.entered_at)
          OR said.units <> CAST(s.units AS jsonb)
          OR (back.act_time, coalesce(back.reason, '')) IS DISTINCT FROM
            (s.taken_back_at, s.reason)""",  # noqa: S608
    "P6 province called otherwise than told": f"""
        SELECT coalesce(n.province, said.province) FROM province_name n
        FULL JOIN (SELECT DISTINCT ON (e.object) substr(e.object, 10) AS province, e.act_time,
            p.payload ->> 'title_vi' AS vi, p.payload ->> 'title_en' AS en
          FROM event e {PAYLOAD} WHERE e.stream = 'provinces' AND e.kind = 'province.named'
          ORDER BY e.object, e.seq DESC) said ON said.province = n.province
        WHERE (said.vi, said.en, said.act_time) IS DISTINCT FROM (n.name_vi, n.name_en, n.named_at)
        """,  # noqa: S608 - a constant
}
