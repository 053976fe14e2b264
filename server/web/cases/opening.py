"""Open a case: who may fills in its form, checks what would begin, and confirms."""

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.blocs.form_context import form_context
from server.actions.cases.open_case import newest, open_case
from server.actions.cases.opening_form import Typed
from server.actions.cases.opening_posts import chosen_at_opening, vacant_posts
from server.actions.definitions.deployed import Deployed, rules_of
from server.actions.definitions.form_reading import opening_form
from server.domain.blocs.parties import choosable
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.cases.case_steps import TaskElement
from server.domain.cases.opening import NoSuchBlocYear, may_open
from server.domain.deadlines import local_day
from server.domain.manifest.outline import OPENING
from server.domain.people.lane_posts import Facts, needed_posts, post_for
from server.domain.refusals import Refusal, UnknownRole
from server.domain.tasks.work import FormRefused
from server.domain.texts.words import Words
from server.forms import Parsed
from server.store.blocs import bloc_years
from server.store.cases import case_pages
from server.store.tasks.acts import Act
from server.web.cases import opening_check, tabs
from server.web.cases.diagram.model import Diagram
from server.web.cases.diagram.of_case import diagram_for
from server.web.cases.tabs import Tab
from server.web.forms import form_post
from server.web.forms.form_answers import answers
from server.web.forms.form_parts import parts
from server.web.forms.form_view import FormView
from server.web.refusals.refusals import sentence, status_of
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session
from server.web.requests.posted_act import act_of
from server.web.requests.uses import Use, counted

CONFIRM, EDIT = "_confirm", "_edit"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningRequest:
    """What somebody wants to open, and where; `view` is its form, where it has one."""

    bloc_year: str
    model: Deployed
    rules: CaseRules
    rules_digest: str
    effective_from: date
    view: FormView | None
    post: Parsed | None = None


@access(SIGNED_IN)
def check() -> ResponseReturnValue:
    """Show what would be opened and frozen, before it is, or the form that comes first."""
    asked = _asked()
    return _page(asked, confirms=asked.view is None)


@access(SIGNED_IN)
@counted(Use.OPENINGS)
def submit() -> ResponseReturnValue:
    """Check what was typed, and then open the case; the same post again gets the first answer."""
    asked = _posted(_asked())
    if EDIT in request.form or form_post.rearranged():
        return _page(asked, confirms=False)
    if asked.post and (found := list(form_post.found_in(asked.post))):
        return _page(_mistaken(asked, found), confirms=False), HTTPStatus.UNPROCESSABLE_ENTITY
    confirmed = asked.view is None or CONFIRM in request.form
    try:
        case_id = open_case(
            session(),
            bloc_year_id=asked.bloc_year,
            kind=asked.model.key,
            actor=actor(),
            now=now(),
            opening=asked.post.value if asked.post else {},
            act=_act() if confirmed else None,
        )
    except FormRefused as refusal:
        session().rollback()
        return _page(_mistaken(asked, refusal.fields), confirms=False), status_of(refusal)
    except Refusal as refusal:
        session().rollback()
        return _page(asked, confirms=confirmed, refusal=refusal), status_of(refusal)
    if not confirmed:  # everything was tried, and nothing of it stays
        session().rollback()
        return _page(asked, confirms=True)
    return redirect(url_for("cases.show", case_id=case_id), HTTPStatus.SEE_OTHER)


def _page(asked: OpeningRequest, *, confirms: bool, refusal: Refusal | None = None) -> str:
    model, rules, view = asked.model, asked.rules, asked.view
    value = asked.post.value if asked.post and confirms else {}
    drawn = _drawn(asked)
    dues = opening_check.dues(model, drawn, rules) if confirms else ()
    named = Typed(model=model, form=opening_form(model), value=value)
    return render_template(
        "cases/open.html",
        bloc_year=asked.bloc_year,
        kind=model.key,
        act=model.words(model.manifest.open.act or model.manifest.short),
        name=named.title(rules=rules, number=None) if confirms else model.short,
        rules=rules,
        effective_from=asked.effective_from,
        whole_bloc=opening_check.of_the_whole_bloc(model),
        dues=dues,
        odd=opening_check.look_again(view, value, dues, rules) if confirms else (),
        fixed=[tab.fixed(rules) for tab in _tabs(model) if tab.fixed],
        view=view,
        parts=parts(view, {}) if view else (),
        answers=answers(view, value) if view and confirms else (),
        confirms=confirms,
        first=_first(model, drawn.tasks, rules, value) if confirms else None,
        vacant=(
            vacant_posts(session(), model, rules, opening=value, now=now()) if confirms else ()
        ),
        refused=sentence(refusal) if refusal else "",
        key=request.form.get("_key") or secrets.token_urlsafe(24),
    )


def _drawn(asked: OpeningRequest) -> Diagram:
    model = asked.model
    return diagram_for(session(), model.hash, model.key, rules_digest=asked.rules_digest)


def _tabs(model: Deployed) -> list[Tab]:
    known = tabs.handed_in()
    return [known[name] for name in model.manifest.panels if name in known]


def _first(
    model: Deployed, tasks: Sequence[TaskElement], rules: CaseRules, value: Mapping[str, Json]
) -> tuple[Words, Sequence[Words]] | None:
    """Name the task that comes first, and the posts that are asked to do it.

    Where its set is chosen in the form, these are of the chosen; before that nobody is named.
    """
    if not tasks:
        return None
    process = model.definition.elements[tasks[0].id].process
    chosen = chosen_at_opening(model, process, value)
    role = tasks[0].role
    found = needed_posts({role}, rules, keys=chosen) or _post_of_this_case(role, rules, value)
    posts = sorted(found)
    titles = case_pages.post_titles(session(), posts)
    return model.words(tasks[0].name), [titles[post] for post in posts if post in titles]


def _post_of_this_case(role: str, rules: CaseRules, value: Mapping[str, Json]) -> Collection[str]:
    """Return whose a role is that only an open case knows, as this one would be opened."""
    facts = Facts(
        opener=actor().post_id, chosen=lambda field: str(value.get(_of_opening(field), ""))
    )
    try:
        return {post_for(role, "", rules, facts)}
    except UnknownRole:
        return ()


def _of_opening(field: str) -> str:
    """Name the field of the opening form that a role's `element.field` means; else nothing."""
    element, _, name = field.partition(".")
    return name if element == OPENING else ""


def _asked() -> OpeningRequest:
    """Read what is asked for; for who may not open it, it is not there."""
    source = request.args if "kind" in request.args else request.form
    bloc_year = source.get("bloc_year", "")
    version = bloc_years.version_on(session(), bloc_year, local_day(now()))
    if version is None:
        raise NoSuchBlocYear(bloc_year)
    model = newest(session(), source.get("kind", ""))
    rules = rules_of(session(), version.rules_digest)
    if not may_open(model.manifest, rules=rules, actor=actor()):
        raise NoSuchBlocYear(bloc_year)
    form = opening_form(model)
    view = (
        FormView(form=form, typed={}, english=model.english, choosable=choosable(rules))
        if form
        else None
    )
    return OpeningRequest(
        bloc_year=bloc_year,
        model=model,
        rules=rules,
        rules_digest=version.rules_digest,
        effective_from=version.effective_from,
        view=view,
    )


def _posted(asked: OpeningRequest) -> OpeningRequest:
    """Take what was posted into the form."""
    if asked.view is None:
        return asked
    post = form_post.parsed(asked.view.form, form_context(asked.rules, local_day(now())))
    return replace(asked, post=post, view=replace(asked.view, typed=post.typed))


def _mistaken(asked: OpeningRequest, found: Iterable[form_post.Found]) -> OpeningRequest:
    """Say at its fields what is wrong with the form."""
    if asked.view is None:
        return asked
    problems = tuple(form_post.problems_of(asked.view, found))
    return replace(asked, view=replace(asked.view, problems=problems))


def _act() -> Act | None:
    """Return the act that this post asks for; without a key each post is one of its own."""
    if "_key" not in request.form:
        return None
    body = [*form_post.pairs(), *request.args.items(multi=True)]
    return act_of(form_post.posted_key(), [list(pair) for pair in sorted(body)])
