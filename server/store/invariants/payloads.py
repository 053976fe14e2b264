"""The payload of an event `e` as JSON, for the questions about what history says."""

from server.store.history.payloads import PAYLOADS

READABLE = r"""CASE WHEN strpos(x.payload, '\u0000') = 0 THEN x.payload
            ELSE regexp_replace(x.payload, '(?<!\\)((\\\\)*)\\u0000', '\1\\ufffd', 'g') END"""
"""The payload of `x` as PostgreSQL can question it: a U+0000, which releases before took in, is
U+FFFD. A backslash that somebody typed before the same letters and digits is their own text."""
PAYLOAD = f"""
        JOIN LATERAL (SELECT CAST({READABLE} AS json) AS payload, x.on_behalf_post
          FROM {PAYLOADS} x WHERE x.event_id = e.id
            AND x.event_id <> ALL(CAST(:ruined AS uuid[])) OFFSET 0) p ON true"""  # noqa: S608
"""A join: `p` is the payload of `e`. What its chain shows to be changed, `:ruined`, is not read: it
is named as such, and need not be JSON. OFFSET 0 keeps it from being read before that is asked."""
