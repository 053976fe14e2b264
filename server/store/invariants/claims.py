"""What must hold of who has a task."""

from collections.abc import Mapping

from server.store.people.people import ASSIGNEE_HOLDS

_TODAY = "CAST(CAST(:now AS timestamptz) AT TIME ZONE 'Asia/Ho_Chi_Minh' AS date)"
BREACHES: Mapping[str, str] = {
    # House-keeping gives such a task back by night; two days later nobody has kept house.
    "P5 task of who left its post": f"""
        SELECT CAST(t.id AS text) FROM task t JOIN case_ c ON c.id = t.case_id
        WHERE t.state = 'open' AND c.state IN ('open', 'ending') AND t.assignee_id IS NOT NULL
          AND NOT {ASSIGNEE_HOLDS.replace(":today", _TODAY)}
          AND NOT {ASSIGNEE_HOLDS.replace(":today", f"({_TODAY} - 2)")}""",  # noqa: S608
}
