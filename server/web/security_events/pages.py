"""Security events as administrators and auditors of a province read them, newest first."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.security_events.see_alarm import see_alarm
from server.domain.identity.security_events import KINDS, SecurityGroup
from server.store.security_events import listing
from server.store.security_events.listing import SecurityLine
from server.web.identity.browser_words import browser_words
from server.web.refusals.refusals import sentence
from server.web.requests import keyset
from server.web.requests.access import ADMINISTRATOR, OVERSIGHT, access, permits
from server.web.requests.context import actor, now, session
from server.web.security_events import asked, export
from server.web.security_events.asked import AskedEvents
from server.web.security_events.event_words import GROUPS, RESULTS, about, said

blueprint = Blueprint("security_events", __name__)
PAGE = 50


@blueprint.get("/security-events")
@access(OVERSIGHT)
def index() -> ResponseReturnValue:
    """List events by a filter; by one that cannot be read nothing is listed."""
    filtered = asked.read(request.args)
    before = request.args.get("before", "")
    rows = [] if filtered.unread else _rows(filtered, before)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    query = filtered.query()
    after = keyset.write(last.at, last.id) if last else ""
    return render_template(
        "security_events/index.html",
        asked=filtered.of,
        may_see=permits(ADMINISTRATOR, actor()),
        alarms=KINDS[SecurityGroup.ALARMS],
        address=filtered.address,
        groups=GROUPS,
        group=filtered.group,
        results=RESULTS,
        chosen=filtered.results,
        query=query,
        mistakes=[(field, sentence(refusal)) for field, refusal in filtered.unread],
        lines=[(row, said(row.kind), about(row)) for row in rows[:PAGE]],
        browser_words=browser_words,
        first=keyset.address("security_events.index", **query) if before else "",
        next=keyset.address("security_events.index", **query, before=after) if last else "",
    )


@blueprint.post("/security-events/<uuid:event_id>/seen")
@access(ADMINISTRATOR)
def see(event_id: UUID) -> ResponseReturnValue:
    """Say of an alarm that it was seen, and lead back to the alarms."""
    see_alarm(session(), event_id, actor=actor(), now=now())
    address = url_for("security_events.index", group=SecurityGroup.ALARMS)
    return redirect(address, HTTPStatus.SEE_OTHER)


def _rows(filtered: AskedEvents, before: str) -> list[SecurityLine]:
    wanted, place = filtered.wanted(actor().reach), keyset.read(before)
    return [*listing.listed(session(), wanted, before=place, limit=PAGE + 1)]


blueprint.add_url_rule("/security-events/export", "export", export.export, methods=["POST"])
