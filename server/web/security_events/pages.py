"""Security events as administrators and auditors of a province read them, newest first."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.security_events.see_alarm import see_alarm
from server.domain.identity.security_events import KINDS, SecurityGroup
from server.store.security_events import listing
from server.store.security_events.listing import SecurityLine, WantedEvents
from server.web.history import audit_filter
from server.web.history.audit_filter import AuditFilter
from server.web.refusals.refusals import sentence
from server.web.requests import keyset
from server.web.requests.access import ADMINISTRATOR, OVERSIGHT, access, permits
from server.web.requests.context import actor, now, session
from server.web.requests.typed_values import chosen, id_of
from server.web.security_events.event_words import GROUPS, about, said
from server.web.security_events.whence import LONGEST_ADDRESS, kept_as

blueprint = Blueprint("security_events", __name__)
PAGE = 50


@blueprint.get("/security-events")
@access(OVERSIGHT)
def index() -> ResponseReturnValue:
    """List events by a filter; by one that cannot be read nothing is listed."""
    asked = audit_filter.read(request.args)
    group = chosen("group", set(SecurityGroup))
    address = request.args.get("address", "").strip()[:LONGEST_ADDRESS]
    before = request.args.get("before", "")
    rows = [] if asked.unread else _rows(asked, group, address, before)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    query = {**asked.who_and_when(), "group": group or None, "address": address or None}
    after = keyset.write(last.at, last.id) if last else ""
    return render_template(
        "security_events/index.html",
        asked=asked,
        may_see=permits(ADMINISTRATOR, actor()),
        alarms=KINDS[SecurityGroup.ALARMS],
        address=address,
        groups=GROUPS,
        group=group,
        mistakes=[(field, sentence(refusal)) for field, refusal in asked.unread],
        lines=[(row, said(row.kind), about(row)) for row in rows[:PAGE]],
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


def _rows(asked: AuditFilter, group: str, address: str, before: str) -> list[SecurityLine]:
    period = asked.in_reach(actor().reach)
    wanted = WantedEvents(
        reach=period.reach,
        who=asked.who,
        person_id=id_of(asked.person),
        kinds=KINDS[SecurityGroup(group)] if group else (),
        addresses=kept_as(address) if address else (),
        since=period.since,
        until=period.until,
    )
    place = keyset.read(before)
    return [*listing.listed(session(), wanted, before=place, limit=PAGE + 1)]
