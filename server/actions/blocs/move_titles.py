"""On the day from which a post is called otherwise it gets that title; history tells it."""

from collections import defaultdict
from datetime import datetime

from server.domain.canonical import Json
from server.domain.deadlines import local_day
from server.store import Session
from server.store.history import journal
from server.store.people import post_titles


def move(session: Session, *, now: datetime) -> None:
    """Call every post as its newest title says whose day has come."""
    told: defaultdict[str, list[Json]] = defaultdict(list)
    for each in post_titles.move(session, today=local_day(now)):
        told[each.province].append(
            {"path": f"{each.post_id}.post_title", "old": each.old.vi, "new": each.new.vi}
        )
    for province, changes in sorted(told.items()):
        journal.note(
            session,
            stream="people",
            kind="post.retitled",
            object=f"province/{province}",
            actor=None,
            payload={"changes": changes},
            now=now,
            province=province,
        )
