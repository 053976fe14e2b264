"""Faults in rows that a report took over: what it hands in as given is not what was signed."""

# ruff: noqa: S608 - every statement is made of constants of this file

from tests.check.planting import TAKING, Plant

UNLIKE = "P6 rows taken over differ from their record"
CHANGED = "given cell of a row taken over changed"


def recorded(element: str, old: str, new: str) -> str:
    """Have what was handed in for a task be otherwise, in its row and in history alike."""
    return (
        f"UPDATE task SET result = replace(result, '{old}', '{new}') WHERE element = '{element}'"
        f" AND result LIKE '%{old}%'; {told(element, old, new)}"
    )


def told(element: str, old: str, new: str) -> str:
    """Have the event of a task tell otherwise."""
    return (
        f"UPDATE event_payload SET payload = replace(payload, '{old}', '{new}')"
        f" WHERE payload LIKE '%{old}%' AND event_id IN (SELECT e.id FROM event e JOIN task t"
        f" ON e.object = 'task/' || t.id WHERE t.element = '{element}'"
        " AND e.kind = 'task.completed')"
    )


def unlike(kind: str, sql: str, where: str) -> Plant:
    return Plant(kind, sql, UNLIKE, where, (TAKING,))


PLANTS = (
    unlike(CHANGED, recorded("progress", "98 %", "89 %"), "targets"),
    unlike(CHANGED, told("unit_comment", '"code":"1.2"', '"code":"1.9"'), "criteria"),
    unlike(CHANGED, recorded("answer_comments", "Tăng.", "Giảm."), "comments"),
    unlike(CHANGED, recorded("answer_comments", "Rút gọn.", "Kéo dài."), "general"),
    unlike(CHANGED, recorded("answer_comments", "Sở GD&ĐT", "Sở TT&TT"), "comments"),
    unlike(
        CHANGED,
        "UPDATE event_payload SET payload ="
        " jsonb_set(payload::jsonb, '{result,targets}', '[]')::text WHERE event_id IN"
        " (SELECT e.id FROM event e JOIN task t ON e.object = 'task/' || t.id"
        " WHERE t.element = 'progress' AND e.kind = 'task.completed')",
        "targets",
    ),
    unlike(
        "row taken over changed since in its record", recorded("targets", "98 %", "89 %"), "targets"
    ),
    unlike(
        "record of rows taken over no longer named",
        told("progress", '"taken"', '"other"'),
        "targets",
    ),
    unlike(
        "score table sent otherwise than its file",
        told("send_draft", '"code":"1.2"', '"code":"1.9"'),
        "criteria",
    ),
    unlike(
        "score table sent otherwise than its file",
        told("send_draft", '"kind":"score_table"', '"kind":"other_table"'),
        "criteria",
    ),
    unlike(
        "score table sent otherwise than its file", told("send_draft", "· 15", "· 16"), "changes"
    ),
)
