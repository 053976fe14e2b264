"""All posts of the province with who holds them today, and whom they are lent to."""

from collections.abc import Mapping
from datetime import date
from http import HTTPStatus
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.people import revoke_delegation
from server.domain.deadlines import local_day
from server.domain.people.posts import province_of
from server.store.people import delegations, people_admin
from server.store.people import posts as all_posts
from server.store.people.posts import WantedPosts
from server.web.requests import keyset
from server.web.requests.access import ADMINISTRATOR, access
from server.web.requests.context import (
    actor,
    now,
    session,
)
from server.web.requests.typed_values import chosen, searched_by

PAGE = 100


@access(ADMINISTRATOR)
def index() -> ResponseReturnValue:
    """List posts with their holders; an empty post is what an administrator looks for."""
    today = local_day(now())
    reach = actor().reach
    asked = {"q": searched_by() or None, "vacant": chosen("vacant", {"1"}) or None}
    posts = all_posts.listed(session(), _wanted(asked, today))
    shown = posts[:PAGE]
    held = people_admin.appointments(session(), post_ids=[post.id for post in shown])
    return render_template(
        "people/posts.html",
        reach=reach,
        asked=asked,
        rows=[
            (post, [row for row in held if row.post_id == post.id and row.stands_on(today)])
            for post in shown
        ],
        first=keyset.address("people.posts", **asked) if request.args.get("after") else "",
        next=keyset.address("people.posts", **asked, after=shown[-1].id)
        if len(posts) > PAGE
        else "",
        delegations=[
            row
            for row in delegations.listed(session(), since=today)
            if province_of(row.post_id) in reach
        ],
    )


def _wanted(asked: Mapping[str, str | None], today: date) -> WantedPosts:
    return WantedPosts(
        reach=actor().reach,
        typed=asked["q"] or "",
        vacant_on=today if asked["vacant"] else None,
        after=request.args.get("after", ""),
        limit=PAGE + 1,
    )


@access(ADMINISTRATOR)
def revoke(delegation_id: UUID) -> ResponseReturnValue:
    """Take a lent post back, as an administrator."""
    revoke_delegation.revoke(session(), delegation_id, actor=actor(), now=now())
    return redirect(url_for("people.posts"), HTTPStatus.SEE_OTHER)
