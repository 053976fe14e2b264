"""What must hold of who has a task."""

import re
from collections.abc import Mapping

from server.store.people.people import ASSIGNEE_HOLDS

_DAY_OF = "CAST(CAST({} AS timestamptz) AT TIME ZONE 'Asia/Ho_Chi_Minh' AS date)"
_TODAY = _DAY_OF.format(":now")
_HELD = re.sub(
    r"(\w+\.(?:ended|revoked|deactivated)_at) IS NULL",
    r"coalesce(\1 > CAST(:now AS timestamptz) - interval '2 days', true)",
    ASSIGNEE_HOLDS.replace(":today", f"greatest({_TODAY} - 2, {_DAY_OF.format('t.claimed_at')})"),
)
"""Who claimed it held it two days ago, or on the day of a later claim: what has been ended, revoked
or closed within two days still stood."""
BREACHES: Mapping[str, str] = {
    # House-keeping gives such a task back by night; two days later nobody has kept house.
    "P5 task of who left its post": f"""
        SELECT CAST(t.id AS text) FROM task t JOIN case_ c ON c.id = t.case_id
        WHERE t.state = 'open' AND c.state IN ('open', 'ending') AND t.assignee_id IS NOT NULL
          AND NOT {ASSIGNEE_HOLDS.replace(":today", _TODAY)} AND NOT {_HELD}""",  # noqa: S608
}
