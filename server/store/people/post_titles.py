"""What posts are called from which day; the posts' own rows say what they are called today."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import text

from server.domain.people.posts import position_of, unit_of
from server.domain.texts.lists import listed_post
from server.domain.texts.words import Words
from server.store import Session
from server.store.database import bulk


@dataclass(frozen=True, slots=True, kw_only=True)
class PostTitle:
    """What a post is called from a day on."""

    post_id: str
    valid_from: dt.date
    title: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedTitle:
    """A post that got the title of its day, and what it was called before."""

    post_id: str
    province: str
    old: Words
    new: Words


def add_posts(session: Session, posts: Iterable[PostTitle]) -> None:
    """Add posts called so from a day on; those that are there stay as they are."""
    rows = [
        {
            "id": each.post_id,
            "unit_id": unit_of(each.post_id),
            "position": position_of(each.post_id),
            **_said(each.title),
            "valid_from": each.valid_from,
        }
        for each in posts
    ]
    if rows:
        session.execute(_ADD, {"rows": bulk.rows(rows)})


def keep(session: Session, titles: Iterable[PostTitle]) -> None:
    """Say what posts are called from a day on; what was said of the very day is kept up."""
    rows = [
        {
            "id": each.post_id,
            "valid_from": each.valid_from,
            "title_vi": each.title.vi,
            "title_en": each.title.en,
        }
        for each in titles
    ]
    if rows:
        session.execute(_KEEP, {"rows": bulk.rows(rows)})


def move(session: Session, *, today: dt.date) -> Sequence[MovedTitle]:
    """Give every post the title of a day that is not called so, and return these."""
    found = [
        MovedTitle(
            post_id=row.id,
            province=row.province,
            old=Words(row.title_vi, row.title_en),
            new=Words(row.new_vi, row.new_en),
        )
        for row in session.execute(_OTHERWISE, {"today": today})
    ]
    if found:
        rows = [{"id": each.post_id, **_said(each.new)} for each in found]
        session.execute(_MOVE, {"rows": bulk.rows(rows)})
    return found


def on_day(session: Session, post_ids: Collection[str], *, day: dt.date) -> Mapping[str, Words]:
    """Return what posts are called on a day; before the first known title by that one."""
    rows = session.execute(_ON_DAY, {"ids": list(post_ids), "day": day})
    return {row.id: Words(row.title_vi, row.title_en) for row in rows}


def _said(title: Words) -> dict[str, object]:
    return {"title_vi": title.vi, "title_en": title.en, **asdict(listed_post(title))}


_ADD = text("""
WITH x AS (SELECT * FROM json_to_recordset(CAST(:rows AS json)) AS x(id text, unit_id text,
  position text, title_vi text, title_en text, sort_key text, search text, valid_from date)),
added AS (INSERT INTO post(id, unit_id, position, title_vi, title_en, sort_key, search)
  SELECT id, unit_id, position, title_vi, title_en, sort_key, search FROM x ORDER BY id
  ON CONFLICT (id) DO NOTHING RETURNING id)
INSERT INTO post_title(post_id, valid_from, title_vi, title_en)
SELECT x.id, x.valid_from, x.title_vi, x.title_en FROM x JOIN added ON added.id = x.id
ORDER BY x.id
""")
_KEEP = text("""
INSERT INTO post_title(post_id, valid_from, title_vi, title_en)
SELECT id, valid_from, title_vi, title_en FROM json_to_recordset(CAST(:rows AS json))
  AS x(id text, valid_from date, title_vi text, title_en text) ORDER BY id
ON CONFLICT (post_id, valid_from) DO UPDATE SET title_vi = excluded.title_vi,
  title_en = excluded.title_en
WHERE (post_title.title_vi, post_title.title_en) <> (excluded.title_vi, excluded.title_en)
""")
TITLE_ON = """(SELECT n.title_vi, n.title_en FROM post_title n
  WHERE n.post_id = p.id AND n.valid_from <= {day} ORDER BY n.valid_from DESC LIMIT 1)"""
"""The title of post `p` on a day, which is given as SQL."""
_OTHERWISE = text(f"""
SELECT p.id, u.province, p.title_vi, p.title_en, n.title_vi AS new_vi, n.title_en AS new_en
FROM post p JOIN unit u ON u.id = p.unit_id
JOIN LATERAL {TITLE_ON.format(day=":today")} n ON true
WHERE (p.title_vi, p.title_en) <> (n.title_vi, n.title_en)
ORDER BY p.id FOR NO KEY UPDATE OF p
""")  # noqa: S608 - made of constants
_MOVE = text("""
UPDATE post SET title_vi = x.title_vi, title_en = x.title_en, sort_key = x.sort_key,
  search = x.search
FROM json_to_recordset(CAST(:rows AS json)) AS x(id text, title_vi text, title_en text,
  sort_key text, search text) WHERE post.id = x.id
""")
_ON_DAY = text("""
SELECT DISTINCT ON (n.post_id) n.post_id AS id, n.title_vi, n.title_en FROM post_title n
WHERE n.post_id = ANY(:ids) ORDER BY n.post_id, n.valid_from > :day, abs(n.valid_from - :day)
""")
