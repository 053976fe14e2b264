"""Who may call which page. A page without a rule stops the server from starting."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from http import HTTPStatus
from typing import ParamSpec, TypeVar

from flask import Flask, Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.routing import Rule as RoutingRule

from server.domain.identity.second_factors import FactorRequired
from server.domain.people.actors import Actor
from server.domain.people.posts import Position
from server.web.requests.identity import SignedIn, lacks_factor, signed_in
from server.web.requests.transaction import SAFE

P = ParamSpec("P")
R = TypeVar("R")
MARK = "_access_rule"
NO_FORM = "_no_form"
FORGED = "binhxet.forged"
"""In the request's environment: it lacked the token that forms have."""
WITHOUT_FACTOR = frozenset(
    {"account", "factors", "passkeys", "proving", "choices", "sign_in.leave"}
)
"""What somebody may do in a post that wants a second factor of them, before they have one."""


class Rule(StrEnum):
    """Who may call a page at all; what they see there is decided by `domain.cases.visibility`."""

    PUBLIC = "public"
    SIGNED_IN = "signed-in"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    OVERSIGHT = "oversight"
    """An administrator, or an auditor."""


PUBLIC, SIGNED_IN = Rule.PUBLIC, Rule.SIGNED_IN
AUDITOR, ADMINISTRATOR, OVERSIGHT = Rule.AUDITOR, Rule.ADMINISTRATOR, Rule.OVERSIGHT


def access(rule: Rule) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Say who may call a view. Stands directly above the view, under its route."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        setattr(view, MARK, rule)
        return view

    return mark


def no_form(view: Callable[P, R]) -> Callable[P, R]:
    """Say that another server posts to a view: what it sends proves itself, by no token of ours."""
    setattr(view, NO_FORM, True)
    return view


def permits(rule: Rule, actor: Actor | None) -> bool:
    """Tell whether the rule lets this actor, or a stranger, in."""
    match rule:
        case Rule.PUBLIC:
            return True
        case Rule.SIGNED_IN:
            return actor is not None
        case Rule.AUDITOR:
            return actor is not None and actor.position == Position.AUDITOR
        case Rule.ADMINISTRATOR:
            return actor is not None and actor.position == Position.ADMINISTRATOR
        case Rule.OVERSIGHT:
            return any(permits(each, actor) for each in (Rule.AUDITOR, Rule.ADMINISTRATOR))


def matrix(app: Flask) -> Mapping[str, str]:
    """List every route with its rule, for the start-up check and the golden file."""
    return {
        f"{_methods(rule)} {rule.rule} {rule.endpoint}": getattr(
            app.view_functions[rule.endpoint], MARK, ""
        )
        for rule in app.url_map.iter_rules()
    }


def _methods(rule: RoutingRule) -> str:
    return "|".join(sorted((rule.methods or set()) - SAFE)) or "GET"


def guard(app: Flask) -> None:
    """Stop the start where a page has no rule, and ask the rule before every request."""
    access(PUBLIC)(app.view_functions["static"])
    if bare := [name for name, rule in matrix(app).items() if not rule]:
        message = f"no access rule on: {', '.join(bare)}"
        raise RuntimeError(message)
    csrf = CSRFProtect()
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None)
    csrf.init_app(app)

    @app.before_request
    def check() -> ResponseReturnValue | None:
        view = app.view_functions.get(request.endpoint or "")
        rule = getattr(view, MARK, PUBLIC)
        refused = None if rule is PUBLIC else _refuse(rule)
        by_form = request.endpoint and request.method not in SAFE and not hasattr(view, NO_FORM)
        if refused is None and by_form:
            _check_token(csrf.protect)
        return refused


def _check_token(protect: Callable[[], object]) -> None:
    """Raise CSRFError, and remember it: what is answered depends on what was sent."""
    try:
        protect()
    except CSRFError:
        request.environ[FORGED] = True
        raise


def _refuse(rule: Rule) -> ResponseReturnValue | None:
    found = signed_in()
    if found is None:
        if _no_page_is_read():
            return Response(status=HTTPStatus.UNAUTHORIZED)
        if request.method not in SAFE:
            abort(HTTPStatus.UNAUTHORIZED)
        asked = request.full_path.rstrip("?")
        return redirect(url_for("sign_in.form", next=None if asked == "/" else asked), 303)
    if not permits(rule, found.actor):
        abort(HTTPStatus.NOT_FOUND)
    return None if _open_without_factor() else _lead_to_factor(found)


def _open_without_factor() -> bool:
    return request.endpoint in WITHOUT_FACTOR or request.blueprint in WITHOUT_FACTOR


def _lead_to_factor(found: SignedIn) -> ResponseReturnValue | None:
    """Lead who lacks the factor that their post wants to where they set one up.

    What was sent is refused in words, and given back. Raises FactorRequired.
    """
    if not lacks_factor(found, found.actor):
        return None
    if request.method not in SAFE or _no_page_is_read():
        raise FactorRequired
    return redirect(url_for("account.page"), HTTPStatus.SEE_OTHER)


def _no_page_is_read() -> bool:
    """Tell whether a script asks for a diagram alone.

    A sign-in page answered to it would put its token into the cookie, over that of the page that
    the person sees.
    """
    return request.accept_mimetypes.best == "application/xml"
