"""The payload of an event `e` as JSON, for the questions about what history says."""

from server.store.history.payloads import PAYLOADS

PAYLOAD = f"""
        JOIN LATERAL (SELECT CAST(replace(x.payload, '\\u0000', '\\ufffd') AS json) AS payload,
            x.on_behalf_post
          FROM {PAYLOADS} x WHERE x.event_id = e.id
            AND x.event_id <> ALL(CAST(:ruined AS uuid[])) OFFSET 0) p ON true"""  # noqa: S608
"""A join: `p` is the payload of `e`. What its chain shows to be changed, `:ruined`, is not read: it
is named as such, and need not be JSON. OFFSET 0 keeps it from being read before that is asked.
A U+0000, which releases before took in, is read as U+FFFD: else no question could be asked."""
