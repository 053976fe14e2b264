"""What notices are made of, in SQL: each from the rows it is about, a few of the newest.

Nothing is written when one comes about, so that no act costs more, and none is left when what it is
about is gone: a notice of a task that is overdue ends with the task. Of a simulated case nobody is
told but who is named in its remarks.
"""

from enum import StrEnum

from server.domain.administration.repairs import GOING
from server.store.cases.urgings import URGED
from server.store.history.act_receipts import GIVEN_FOR
from server.store.people.people import ASSIGNEE_HOLDS, KIND_OF_TASK
from server.store.people.reorganised import OUTLIVED


class NoticeKind(StrEnum):
    """What somebody is told of."""

    MENTION = "mention"
    CAME_BACK = "came_back"
    OVERDUE = "overdue"
    URGED = "urged"
    """A duty with no task of the post yet: of one that has, the remark that names it tells."""
    SENT_OPENED = "sent_opened"
    PROVEN = "proven"


CAP = 101
"""How many of a source count at most."""
_CLASSES = ", ".join(f"'{name}'" for name in sorted(GIVEN_FOR))
_GOING = ", ".join(f"'{state}'" for state in sorted(GOING))
_COVERED = f"({{kinds}} IS NULL OR {KIND_OF_TASK} = ANY({{kinds}}))"
_FREE = f"(t.assignee_id IS NULL OR t.assignee_id = {{person}} OR NOT {ASSIGNEE_HOLDS})"
_DONE_BEFORE = """EXISTS (SELECT FROM task d WHERE d.case_id = t.case_id
      AND d.element = t.element AND d.key = t.key AND d.state = 'done')"""
_SOURCES = f"""
(SELECT '{NoticeKind.MENTION}' AS kind, '{NoticeKind.MENTION}/' || m.comment_id AS key, m.at,
   m.task_id, m.comment_id, CAST(NULL AS uuid) AS event_id
 FROM mention m JOIN task t ON t.id = m.task_id
 WHERE m.post_id = {{post}} AND m.seen_at IS NULL AND {_COVERED}
 ORDER BY m.at DESC LIMIT {CAP})
UNION ALL
(SELECT '{NoticeKind.CAME_BACK}', '{NoticeKind.CAME_BACK}/' || t.id, t.opened_at, t.id, NULL, NULL
 FROM (SELECT * FROM task o WHERE o.post_id = {{post}} AND o.state = 'open'
   ORDER BY o.opened_at DESC, o.id DESC LIMIT {CAP}) t
 WHERE t.note <> '' AND NOT t.simulated AND {_DONE_BEFORE} AND {_FREE} AND {_COVERED})
UNION ALL
(SELECT '{NoticeKind.OVERDUE}', '{NoticeKind.OVERDUE}/' || t.id, t.due_sort, t.id, NULL, NULL
 FROM (VALUES (CAST(-1 AS smallint)), (CAST(0 AS smallint))) v(priority) CROSS JOIN LATERAL (
   SELECT * FROM task o WHERE o.post_id = {{post}} AND o.state = 'open'
     AND o.priority = v.priority AND o.due_sort <= {{now}}
   ORDER BY o.due_sort DESC LIMIT {CAP}) t
 WHERE NOT t.simulated AND {_FREE} AND {_COVERED} AND NOT {OUTLIVED})
UNION ALL
(SELECT '{NoticeKind.URGED}', '{NoticeKind.URGED}/' || p.event_id, p.act_time, NULL, NULL,
   p.event_id
 FROM event_payload p JOIN case_ c ON c.id = p.case_id
 CROSS JOIN LATERAL (SELECT CAST(p.payload AS jsonb) AS said) j
 WHERE p.act = '{URGED}' AND CAST(p.payload AS jsonb) -> 'posts' ? {{post}}
   AND p.act_time > {{now}} - interval '14 days' AND p.act_time <= {{now}}
   AND p.actor_id <> {{person}} AND c.state IN ({_GOING}) AND NOT c.simulated
   AND j.said -> 'tasks' = CAST('[]' AS jsonb)
   AND NOT EXISTS (SELECT FROM milestone m WHERE m.case_id = p.case_id
     AND m.milestone = j.said ->> 'milestone' AND m.key = j.said ->> 'key')
   AND ({{kinds}} IS NULL OR c.kind = ANY({{kinds}}))
 ORDER BY p.act_time DESC LIMIT {CAP})
UNION ALL
(SELECT '{NoticeKind.SENT_OPENED}', '{NoticeKind.SENT_OPENED}/' || t.id, r.at, t.id, NULL, NULL
 FROM receipt r JOIN task t ON t.id = r.task_id JOIN case_ c ON c.id = t.case_id
 WHERE r.at > {{now}} - interval '14 days' AND r.at <= {{now}} AND c.opened_post = {{post}}
   AND NOT t.simulated AND r.person_id <> {{person}}
   AND ({{kinds}} IS NULL OR c.kind = ANY({{kinds}}))
 ORDER BY r.at DESC LIMIT {CAP})
UNION ALL
(SELECT '{NoticeKind.PROVEN}', '{NoticeKind.PROVEN}/' || p.event_id, p.act_time, NULL, NULL,
   p.event_id
 FROM event_payload p
 WHERE p.actor_id = {{person}} AND p.act_class IN ({_CLASSES})
   AND p.act_time > {{now}} - interval '14 days' AND p.act_time <= {{now}}
   AND EXISTS (SELECT FROM leaf l WHERE l.event_id = p.event_id)
   AND NOT EXISTS (SELECT FROM case_ c WHERE c.id = p.case_id AND c.simulated)
 ORDER BY p.act_time DESC, p.seq DESC, p.event_id DESC LIMIT 1)
"""  # noqa: S608 - made of constants
UNREAD = "x.at > coalesce(k.read_to, '-infinity') AND x.key <> ALL(coalesce(k.keys, '{}'))"
"""A notice `x` is new by the mark `k` of its reader, which may not be there yet."""


def sources(*, post: str, person: str, kinds: str, now: str) -> str:
    """Say in SQL what somebody in a post is told: of these kinds of case, of all where NULL.

    An act of one's own that the log proves is told once for all, as its newest.
    """
    return _SOURCES.format(post=post, person=person, kinds=kinds, now=now)


def unread(*, post: str, person: str, kinds: str, now: str) -> str:
    """Count in SQL what is new to them, to CAP at most."""
    found = sources(post=post, person=person, kinds=kinds, now=now)
    return f"""(SELECT count(*) FROM (SELECT 1 FROM ({found}) x
  LEFT JOIN notice_mark k ON k.person_id = {person} AND k.post_id = {post}
  WHERE {UNREAD} LIMIT {CAP}) y)"""  # noqa: S608 - made of constants
