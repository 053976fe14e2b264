"""The bloc's own registers: no number twice, none left out without its reason."""

# ruff: noqa: S608 - every statement is made of constants of this file

from server.store.invariants.payloads import PAYLOAD

_SERIES = (
    "e.bloc_id = r.bloc_id AND e.year = r.year AND e.type = r.type AND e.simulated = r.simulated"
)
_NAME = "{0}.bloc_id || ' ' || {0}.year || ' ' || {0}.type"
_ENTRY = f"{_NAME.format('e')} || ' ' || e.sequence"

BREACHES = {
    "P2 number of the bloc's on two documents": """
        SELECT d.agency || ' ' || d.number || ' ' || d.year FROM document d
        JOIN bloc ON bloc.id = d.agency JOIN case_ c ON c.id = d.case_id
        GROUP BY d.agency, d.number, d.year, c.simulated HAVING count(*) > 1""",
    "P2 number of an agency's held by none of its documents": """
        SELECT a.symbol || ' ' || a.sequence || ' ' || a.year FROM agency_number a
        WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.case_id = a.case_id AND d.kind = a.kind
          AND d.agency = a.agency AND d.year = a.year AND d.symbol = a.symbol
          AND d.sequence = a.sequence)""",
    "P1 register has not the numbers it counts": f"""
        SELECT {_NAME.format("r")} || ' ' || r.last || ' ' || count(e.id) FROM register r
        LEFT JOIN register_entry e ON {_SERIES}
        GROUP BY r.bloc_id, r.year, r.type, r.simulated, r.last, r.newest
        HAVING r.last IS DISTINCT FROM max(e.sequence) OR r.last <> count(e.id)
          OR r.newest <> max(e.dated)""",
    "P1 number of no register": f"""
        SELECT {_ENTRY} FROM register_entry e
        WHERE NOT EXISTS (SELECT 1 FROM register r WHERE {_SERIES})""",
    "P3 gap in a register without its reason": f"""
        SELECT {_ENTRY} FROM register_entry e
        WHERE e.state = 'cancelled' AND e.cancelled_reason = '' OR e.back_dated AND e.reason = ''
          OR e.state = 'reserved' AND e.reason = '' AND e.case_id IS NULL""",
    "P6 document and register differ": f"""
        SELECT coalesce({_ENTRY}, d.number, '') FROM
          (SELECT e.* FROM register_entry e WHERE e.document_id IS NOT NULL OR e.state = 'used') e
        FULL JOIN (SELECT d.* FROM document d JOIN bloc ON bloc.id = d.agency) d
        ON d.id = e.document_id AND d.case_id = e.case_id AND d.kind = e.kind
          AND d.subject = e.subject AND d.agency = e.bloc_id AND d.year = e.year
          AND d.sequence = e.sequence AND d.symbol = e.symbol AND d.dated = e.dated
        WHERE d.id IS NULL OR e.id IS NULL""",
    "P6 number differs from history": f"""
        SELECT coalesce({_ENTRY}, told.object) FROM
          (SELECT e.* FROM register_entry e WHERE e.case_id IS NULL) e
        FULL JOIN (
          SELECT e.object, e.act_time, x.number, p.payload ->> 'reason' AS reason
          FROM event e {PAYLOAD} CROSS JOIN LATERAL json_to_record(p.payload) AS x(number json)
          WHERE e.stream LIKE 'registers/%' AND e.kind = 'number.reserved') told
        ON told.object = 'number/' || e.id AND told.act_time = e.taken_at
          AND told.reason = e.reason AND told.number ->> 'bloc' = e.bloc_id
          AND told.number ->> 'year' = CAST(e.year AS text) AND told.number ->> 'type' = e.type
          AND told.number ->> 'sequence' = CAST(e.sequence AS text)
          AND told.number ->> 'symbol' = e.symbol
          AND told.number ->> 'dated' = CAST(e.dated AS text)
        WHERE e.id IS NULL OR told.object IS NULL
        UNION ALL SELECT coalesce({_ENTRY}, told.object) FROM
          (SELECT e.* FROM register_entry e WHERE e.case_id IS NULL AND e.state <> 'reserved') e
        FULL JOIN (
          SELECT e.object, e.act_time, p.payload ->> 'reason' AS reason,
            p.payload -> 'actor' ->> 'name' AS name,
            p.payload -> 'actor' -> 'title' ->> 'vi' AS title
          FROM event e {PAYLOAD}
          WHERE e.stream LIKE 'registers/%' AND e.kind = 'number.cancelled') told
        ON told.object = 'number/' || e.id AND told.act_time = e.cancelled_at
          AND told.reason = e.cancelled_reason AND told.name = e.cancelled_name
          AND told.title = e.cancelled_post
        WHERE e.id IS NULL OR told.object IS NULL
        UNION ALL SELECT {_ENTRY} FROM register_entry e
        WHERE e.state <> 'cancelled' AND (e.cancelled_at IS NOT NULL
          OR e.cancelled_name || e.cancelled_post || e.cancelled_reason <> '')""",
}
