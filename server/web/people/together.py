"""Many persons invited in one act, typed or pasted in rows."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.people import invite_together
from server.actions.people.invite_together import Invited
from server.domain.deadlines import local_day
from server.domain.people.pasted_persons import TypedPerson
from server.domain.refusals import Refusal
from server.store.people import people_admin
from server.store.people import posts as all_posts
from server.store.people.posts import WantedPosts
from server.web.people import confirmations, person_rows, proposed_lists
from server.web.people.person_rows import PersonRows
from server.web.people.proposed_lists import ProposedList
from server.web.refusals.refusals import sentence, status_of
from server.web.requests.access import ADMINISTRATOR, access
from server.web.requests.context import actor, now, session
from server.web.requests.installation import installation
from server.web.requests.uses import Use, counted

Posts = dict[str, tuple[str, ...]]


@access(ADMINISTRATOR)
def index() -> ResponseReturnValue:
    """Show the rows to fill in, or those that a bloc's secretary proposes."""
    lists = _lists()
    chosen = _chosen(lists)
    return _page(PersonRows(rows=chosen.rows if chosen else ()), lists=lists)


@access(ADMINISTRATOR)
@counted(Use.LETTERS)
def act() -> ResponseReturnValue:
    """Take in what was pasted, or invite all who are named, or nobody."""
    rows = person_rows.typed()
    try:
        found = _filled(rows) if person_rows.fills(unless="invite") else _invite(rows)
    except Refusal as refusal:
        session().rollback()
        return _page(PersonRows(rows=rows), sentence(refusal)), status_of(refusal)
    if isinstance(found, Invited):
        return redirect(url_for("people.confirmations"), HTTPStatus.SEE_OTHER)
    session().rollback()
    status = HTTPStatus.OK if found.filled else HTTPStatus.UNPROCESSABLE_ENTITY
    return _page(found), status


def _filled(rows: Sequence[TypedPerson]) -> PersonRows:
    taken = people_admin.logins(session())
    return PersonRows(rows=person_rows.with_pasted(rows, _posts(), taken), filled=True)


def _invite(rows: Sequence[TypedPerson]) -> Invited | PersonRows:
    """Invite all; what keeps it from being done is said at its row."""
    person_rows.check_count(rows)
    entries, of, mistakes = person_rows.read(rows, _posts(), today=local_day(now()))
    if mistakes or not rows:
        return PersonRows(rows=rows, mistakes=mistakes)
    found = invite_together.invite_together(
        session(),
        entries,
        mails=confirmations.mails(),
        typists=proposed_lists.typists(session(), _chosen(_lists()), rows),
        actor=actor(),
        now=now(),
        hold=installation().settings.proposals_hold,
    )
    if isinstance(found, Invited):
        return found
    return PersonRows(rows=rows, mistakes=person_rows.refused_at(found, of))


def _lists() -> Sequence[ProposedList]:
    return proposed_lists.listed(session(), actor().reach, now=now())


def _chosen(lists: Sequence[ProposedList]) -> ProposedList | None:
    """Return the list that was asked for, where the province has it."""
    return next((each for each in lists if str(each.draft_id) == request.values.get("list")), None)


def _posts() -> Posts:
    """Name the posts of the province, in both languages."""
    return {
        post.id: tuple(filter(None, (post.title_vi, post.title_en)))
        for post in all_posts.listed(session(), WantedPosts(reach=actor().reach))
    }


def _page(
    table: PersonRows, refused: str = "", *, lists: Sequence[ProposedList] | None = None
) -> str:
    lists = _lists() if lists is None else lists
    return render_template(
        "people/together.html",
        table=table,
        posts=_posts(),
        refused=refused,
        kept=person_rows.pasted_text() if refused else "",
        lists=lists,
        chosen=_chosen(lists),
        mails=confirmations.mails(),
    )
