"""All posts of the province with who holds them today, and whom they are lent to."""

from http import HTTPStatus
from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from server.actions.people import revoke_delegation
from server.domain.deadlines import local_day
from server.domain.people.posts import province_of
from server.store.people import delegations, people_admin
from server.web.requests.access import ADMINISTRATOR, access
from server.web.requests.context import (
    actor,
    now,
    session,
)


@access(ADMINISTRATOR)
def index() -> ResponseReturnValue:
    """List posts with their holders; an empty post is what an administrator looks for."""
    today = local_day(now())
    reach = actor().reach
    held = [row for row in people_admin.appointments(session()) if row.stands_on(today)]
    return render_template(
        "people/posts.html",
        reach=reach,
        rows=[
            (post, [row for row in held if row.post_id == post.id])
            for post in people_admin.posts(session())
            if province_of(post.id) in reach
        ],
        delegations=[
            row
            for row in delegations.listed(session(), since=today)
            if province_of(row.post_id) in reach
        ],
    )


@access(ADMINISTRATOR)
def revoke(delegation_id: UUID) -> ResponseReturnValue:
    """Take a lent post back, as an administrator."""
    revoke_delegation.revoke(session(), delegation_id, actor=actor(), now=now())
    return redirect(url_for("people.posts"), HTTPStatus.SEE_OTHER)
