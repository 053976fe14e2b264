"""The statements of the task list, in SQL: one page, the counts, the units to narrow it to.

A list is walked in its own order along an index, each post for itself (and each priority, as that
comes first in the order), and the walks are merged: no list is read or sorted as a whole, however
long it is. What a reader narrows it by is looked for in the next WINDOW rows; where that ends is
told, so that the search can go on from there.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from uuid import UUID

from sqlalchemy import TextClause, text

from server.store.people.own_units import LAST_DONE_BY, barred
from server.store.people.people import (
    ASSIGNEE_HOLDS,
    KIND_OF_TASK,
    in_post,
)
from server.store.people.reorganised import OUTLIVED
from server.store.tasks.came_back import CAME_BACK

WINDOW = 1000
"""How many rows of a list are looked through for what it is narrowed to, at a time."""
FIRST_PRIORITY = -1
LEAST, GREATEST = UUID(int=0), UUID(int=2**128 - 1)
CAP = 101
"""How far tasks are counted. The counts walk the index in its order, as the lists do."""
FREE = f"(t.assignee_id IS NULL OR t.assignee_id = :me OR NOT {ASSIGNEE_HOLDS})"
AWAKE = """NOT EXISTS (SELECT 1 FROM snooze z
      WHERE z.person_id = :me AND z.task_id = t.id AND z.until > :today)"""
ASLEEP = """t.id = ANY(ARRAY(SELECT z.task_id FROM snooze z
      WHERE z.person_id = :me AND z.until > :today))"""
KIND = KIND_OF_TASK
OWN_POST = "SELECT CAST(:post AS text) AS post_id"
POSTS_OF_UNIT = "SELECT post.id AS post_id FROM post WHERE post.unit_id = :unit"
BY_DUE = "t.priority, t.due_sort, t.id"
_AFTER_DUE = """t.priority = r.priority AND (t.due_sort, t.id) > (
    CASE WHEN r.priority = :after_priority THEN CAST(:after_at AS timestamptz) ELSE '-infinity' END,
    CASE WHEN r.priority = :after_priority THEN CAST(:after_id AS uuid) ELSE :least END)"""
_AFTER_TIME = "({mark}, t.id) < (CAST(:after_at AS timestamptz), CAST(:after_id AS uuid))"
_WALK = """
WITH walked AS (
  SELECT t.*, {mark} AS mark FROM ({runs}) r CROSS JOIN LATERAL (
    SELECT t.* FROM task t WHERE {keys} ORDER BY {order} LIMIT {rows}) t
  ORDER BY {order} LIMIT {rows})
"""
_SHOWN = f"""
SELECT t.*, c.kind AS case_kind, c.short_vi AS kind_vi, c.short_en AS kind_en, y.year,
  p.title_vi AS post_vi, p.title_en AS post_en, n.short_vi, n.short_en, a.id AS claimant_id,
  a.name AS assignee,
  z.until AS snoozed_until,
  a.id IS NOT NULL AND NOT EXISTS (SELECT FROM appointment o WHERE o.person_id = a.id
    AND o.post_id = t.post_id AND {in_post("o")}) AS lent,
  t.state = 'open' AND {barred("= :me")} AS barred,
  t.state = 'open' AND {OUTLIVED} AS outlived,
  i.definition_hash, c.rules_digest,
  CASE WHEN t.state = 'open' THEN {LAST_DONE_BY} END AS last_done_by,
  {CAME_BACK} AS came_back
FROM (SELECT t.* FROM walked t WHERE {{narrowed}} ORDER BY {{order}} LIMIT :page) t
JOIN instance i ON i.id = t.instance_id
JOIN case_ c ON c.id = t.case_id JOIN bloc_year y ON y.id = c.bloc_year_id
JOIN post p ON p.id = t.post_id
LEFT JOIN person a ON a.id = t.assignee_id AND {ASSIGNEE_HOLDS}
LEFT JOIN snooze z ON z.task_id = t.id AND z.person_id = :me AND z.until > :today
LEFT JOIN LATERAL (SELECT n.* FROM unit_name n WHERE n.unit_id = t.subject_unit_id
  AND n.valid_from <= :today ORDER BY n.valid_from DESC LIMIT 1) n ON true
ORDER BY {{order}}
"""  # noqa: S608 - made of constants
_END = """
SELECT t.priority, t.mark AS at, t.id FROM walked t ORDER BY {order} OFFSET {rows} - 1 LIMIT 1
"""


def walk(posts: str, conditions: str, mark: str, *, rows: int) -> tuple[str, str]:
    """Say how a list is walked from where `:after_…` says, and in what order.

    `posts` gives those whose tasks are walked, in their own order; `mark` is `due_sort`, the
    soonest first and the urgent before all, or an instant of which the newest is first.
    """
    by_due = mark == "t.due_sort"
    order = BY_DUE if by_due else f"{mark} DESC, t.id DESC"
    after = _AFTER_DUE if by_due else _AFTER_TIME.format(mark=mark)
    keys = f"t.post_id = r.post_id AND {conditions} AND {after}"
    if by_due:
        values = "(VALUES (CAST(-1 AS smallint)), (CAST(0 AS smallint))) v(priority)"
        posts = (
            f"SELECT * FROM ({posts}) p CROSS JOIN {values}"  # noqa: S608 - made of constants
            " WHERE v.priority >= :after_priority"
        )
    return _WALK.format(mark=mark, runs=posts, keys=keys, order=order, rows=rows), order


def after(mark: str, row: Mapping[str, object] | None) -> dict[str, object]:
    """Say after which row (`priority`, `at`, `id`) a walk goes on; without one before all."""
    if mark == "t.due_sort":
        first: dict[str, object] = {"priority": FIRST_PRIORITY, "at": "-infinity", "id": LEAST}
    else:
        first = {"at": "infinity", "id": GREATEST}
    found = {f"after_{name}": (row or first)[name] for name in first}
    return {**found, "least": LEAST} if mark == "t.due_sort" else found


def listed(ids: str, conditions: str, mark: str, *, rows: int) -> tuple[str, str]:
    """Say how tasks that are known by their ids are listed, which are few: from the first on."""
    order = BY_DUE if mark == "t.due_sort" else f"{mark} DESC, t.id DESC"
    keys = f"{ids} AND {conditions}"
    return _WALK.format(mark=mark, runs="SELECT 1", keys=keys, order=order, rows=rows), order


@lru_cache(maxsize=256)
def shown(walked: str, order: str, narrowed: str) -> TextClause:
    """Say what is shown of a walk: a page, and one row more."""
    return text(" ".join((walked + _SHOWN.format(order=order, narrowed=narrowed)).split()))


@lru_cache(maxsize=256)
def end(walked: str, order: str) -> TextClause:
    """Ask for the last row of a walk that was as long as its window."""
    return text(walked + _END.format(order=order, rows=WINDOW))


_LENT = f"AND {KIND_OF_TASK} = ANY(:lent)"
_SOME_KINDS = f"AND (p.kinds = '' OR {KIND_OF_TASK} = ANY(string_to_array(p.kinds, ',')))"
_COUNTS = f"""
SELECT 'post' AS what, p.post_id, (SELECT count(*) FROM (SELECT 1 FROM task t
    WHERE t.post_id = p.post_id AND t.state = 'open' AND {FREE} AND {AWAKE} {{some_kinds}}
    ORDER BY {BY_DUE} LIMIT {CAP}) x) AS n
FROM (VALUES {{posts}}) AS p(post_id, kinds)
UNION ALL
SELECT CASE WHEN post.id = :post THEN 'unit' ELSE 'others' END, '', least(sum(x.n), {CAP})
  FROM post CROSS JOIN LATERAL (
    SELECT count(*) AS n FROM (SELECT 1 FROM task t
      WHERE t.post_id = post.id AND t.state = 'open' {{lent}}
      ORDER BY {BY_DUE} LIMIT {CAP}) y) x
  WHERE post.unit_id = :unit GROUP BY 1
UNION ALL
SELECT 'snoozed', :post, (SELECT count(*) FROM (SELECT 1 FROM snooze z
    JOIN task t ON t.id = z.task_id WHERE z.person_id = :me AND z.until > :today
    AND (t.post_id = :post {{lent}} {{or_entrusted}})
    AND t.state = 'open' AND {FREE} LIMIT {CAP}) x)
UNION ALL
SELECT 'back', x.act, count(*) FROM (SELECT CAST({CAME_BACK} AS text) AS act FROM (
    SELECT t.* FROM task t WHERE t.post_id = :post AND t.state = 'open' AND {FREE} AND {AWAKE}
    {{lent}} ORDER BY {BY_DUE} LIMIT {CAP}) t) x WHERE x.act IS NOT NULL GROUP BY x.act
UNION ALL
SELECT 'version', d.hash, d.version FROM (SELECT DISTINCT ON (key) hash, version FROM definition
  ORDER BY key, version DESC) d
UNION ALL
SELECT 'filter', CAST(json_build_object('name', f.name, 'address', f.address) AS text), 0
  FROM saved_filter f WHERE f.person_id = :me
"""  # noqa: S608 - made of constants
_ENTRUSTED = f"""
UNION ALL
SELECT 'entrusted', '', (SELECT count(*) FROM task t
    WHERE t.id = ANY(CAST(:entrusted AS uuid[])) AND t.state = 'open' AND {FREE} AND {AWAKE})
UNION ALL
SELECT 'entrusted_back', x.act, count(*) FROM (SELECT CAST({CAME_BACK} AS text) AS act FROM task t
    WHERE t.id = ANY(CAST(:entrusted AS uuid[])) AND {FREE} AND {AWAKE}) x
  WHERE x.act IS NOT NULL GROUP BY x.act
"""  # noqa: S608 - made of constants
_ACTS = f"""
UNION ALL
SELECT DISTINCT 'act', x.act, 0 FROM (SELECT CAST({CAME_BACK} AS text) AS act FROM walked t) x
  WHERE x.act IS NOT NULL
"""  # noqa: S608 - made of constants


@cache
def counts(
    posts: int, *, some_kinds: bool, lent: bool, entrusted: bool, acts: str = ""
) -> TextClause:
    """Say what is counted, of so many posts: `post0`, `kinds0` and so on.

    What nobody has is not asked for, and the posts are told one by one, so that the plan is made
    once: making it costs more than counting.

    `some_kinds`: some posts are the reader's for some kinds of case alone; `lent`: so is the one
    acted in; `entrusted`: tasks were handed to the reader; `acts` is a walk of whose rows the acts
    are asked for.
    """
    each = (f"(CAST(:post{n} AS text), CAST(:kinds{n} AS text))" for n in range(posts))
    statement = _COUNTS.format(
        posts=", ".join(each) or "(CAST(NULL AS text), '')",
        some_kinds=_SOME_KINDS if some_kinds else "",
        lent=_LENT if lent else "",
        or_entrusted="OR t.id = ANY(CAST(:entrusted AS uuid[]))" if entrusted else "",
    )
    more = (_ENTRUSTED if entrusted else "") + (_ACTS if acts else "")
    return text(acts + statement + more)


UNITS = text("""
SELECT s.unit_id, n.short_vi, n.short_en FROM (
  SELECT DISTINCT other.unit_id FROM case_unit other
  WHERE other.role IN ('leader', 'deputy', 'member') AND other.case_id = ANY(ARRAY(
    SELECT u.case_id FROM case_unit u JOIN case_ c ON c.id = u.case_id
    WHERE u.unit_id = :unit AND c.state IN ('open', 'ending') ORDER BY u.case_id DESC LIMIT :cases))
) s JOIN LATERAL (SELECT n.* FROM unit_name n WHERE n.unit_id = s.unit_id
  AND n.valid_from <= :today ORDER BY n.valid_from DESC LIMIT 1) n ON true
ORDER BY n.sort_key, s.unit_id LIMIT :most
""")
