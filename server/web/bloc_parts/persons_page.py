"""Whom a bloc's secretary proposes for its posts: a list that an administrator invites."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.bloc_drafts import save_part
from server.actions.bloc_drafts.draft_access import seen_by
from server.domain.bloc_draft import document
from server.domain.bloc_draft.parts import DraftPart
from server.domain.bloc_draft.persons import Proposable, posts_of, typed_of, value_of
from server.domain.deadlines import local_day
from server.domain.people.pasted_persons import TypedPerson
from server.domain.refusals import Refusal
from server.store.blocs.bloc_drafts import BlocDraft
from server.store.people import people_admin
from server.store.people import posts as all_posts
from server.web.bloc_parts.pages import crumbs, forms_of
from server.web.frame.formats import day
from server.web.names import mistake_words
from server.web.people import person_rows
from server.web.people.person_rows import PersonRows
from server.web.refusals.refusals import sentence, status_of
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session


@access(SIGNED_IN)
def persons(draft_id: UUID) -> ResponseReturnValue:
    """Show the persons proposed, and the posts nobody is proposed for."""
    draft, posts = _seen(draft_id)
    return _page(draft, posts, PersonRows(rows=saved_rows(draft)))


@access(SIGNED_IN)
def save_persons(draft_id: UUID) -> ResponseReturnValue:
    """Save the list; or take in what was pasted, which saves nothing yet."""
    draft, posts = _seen(draft_id)
    rows = person_rows.typed()
    try:
        table = (
            _filled(rows, posts) if person_rows.fills(unless="save") else _save(draft, rows, posts)
        )
    except Refusal as refusal:
        session().rollback()
        page = _page(draft, posts, PersonRows(rows=rows), refused=sentence(refusal))
        return page, status_of(refusal)
    if table is None:
        here = url_for("bloc_parts.persons", draft_id=draft_id, saved=1)
        return redirect(here, HTTPStatus.SEE_OTHER)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if table.mistakes else HTTPStatus.OK
    return _page(draft, posts, table), status


def _filled(rows: Sequence[TypedPerson], posts: Mapping[str, Sequence[str]]) -> PersonRows:
    taken = people_admin.logins(session()) - {row.login for row in rows}
    return PersonRows(rows=person_rows.with_pasted(rows, posts, taken), filled=True)


def _save(
    draft: BlocDraft, rows: Sequence[TypedPerson], posts: Mapping[str, Sequence[str]]
) -> PersonRows | None:
    """Save the list; what keeps it from being saved is said at its row."""
    person_rows.check_count(rows)
    entries, _of, mistakes = person_rows.read(rows, posts, today=local_day(now()))
    if mistakes:
        return PersonRows(rows=rows, mistakes=mistakes)
    save_part.save(
        session(),
        draft.id,
        {DraftPart.PERSONS: value_of(entries, draft.values.get(DraftPart.PERSONS))},
        seen={DraftPart.PERSONS: request.form.get("seal", "")},
        actor=actor(),
        now=now(),
    )
    return None


def saved_rows(draft: BlocDraft) -> Sequence[TypedPerson]:
    """Return the persons of a draft as rows."""
    return typed_of(draft.values.get(DraftPart.PERSONS), day)


def _seen(draft_id: UUID) -> tuple[BlocDraft, Mapping[str, Sequence[str]]]:
    draft, _side = seen_by(session(), draft_id, actor=actor())
    return draft, _named(posts_of(draft.values))


def _named(posts: Mapping[str, Proposable]) -> Mapping[str, Sequence[str]]:
    """Call posts by their title, and whose they are where the title does not say it."""
    return {
        post: (each.title if each.unit in each.title else f"{each.title} – {each.unit}",)
        for post, each in posts.items()
    }


def _page(
    draft: BlocDraft,
    posts: Mapping[str, Sequence[str]],
    table: PersonRows,
    *,
    refused: str = "",
) -> str:
    found = document.by_part(mistake_words.named(draft.mistakes, draft.values)).get(
        DraftPart.PERSONS, ()
    )
    read = [("", mistake_words.line(mistake)) for mistake in found]
    filled = {row.post for row in table.rows} | all_posts.held(
        session(), posts, day=local_day(now())
    )
    return render_template(
        "bloc_parts/persons.html",
        draft=draft,
        crumbs=crumbs(draft),
        forms=forms_of(draft),
        table=table,
        posts=posts,
        empty=[names[0] for post, names in posts.items() if post not in filled],
        saved="saved" in request.args,
        kept=person_rows.pasted_text() if refused else "",
        summary=[("", refused)] if refused else table.summary or read,
        seal=document.seal(draft.values, DraftPart.PERSONS),
    )
