"""The sign-in page: by password; in a demonstration also as any of its posts."""

from collections.abc import Sequence
from http import HTTPStatus
from itertools import groupby

from flask import (
    Blueprint,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, generate_csrf
from werkzeug.exceptions import HTTPException, Unauthorized

from server.actions.identity import sign_in as signing
from server.actions.identity.let_in import CodeAwaited
from server.actions.identity.sign_out import sign_out
from server.domain.deadlines import local_day
from server.domain.identity.directories import NoSuchWay
from server.domain.identity.passwords import LONGEST_TYPED
from server.domain.identity.second_factors import SignInOver
from server.domain.people.actors import (
    NoPostToday,
    NotADemonstration,
    TooManyTries,
    WrongPassword,
)
from server.domain.refusals import Refusal
from server.domain.texts.words import Words
from server.store.identity import provider_sessions
from server.store.people import people
from server.store.people.people import DemonstrationPost
from server.web.identity import known_browser, second_step, welcome
from server.web.identity.post_words import ROLES, work_of
from server.web.refusals.refusals import page as refused_page
from server.web.refusals.refusals import (
    sentence,
    status_of,
    wants_json,
)
from server.web.requests import identity, kept_forms
from server.web.requests.access import (
    PUBLIC,
    SIGNED_IN,
    access,
)
from server.web.requests.addresses import here, local_path
from server.web.requests.installation import installation
from server.web.requests.transaction import now, session
from server.web.tasks import kept_pages
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l

blueprint = Blueprint("sign_in", __name__)


@blueprint.get("/sign-in")
@access(PUBLIC)
def form() -> ResponseReturnValue:
    """Show the page; who is signed in already goes on to their list."""
    if identity.signed_in():
        return redirect(local_path(request.args.get("next")), HTTPStatus.SEE_OTHER)
    return page(None)


@blueprint.post("/sign-in")
@access(PUBLIC)
def submit() -> ResponseReturnValue:
    """Sign in by password; the typed name stays when it is refused, the password does not."""
    if not installation().settings.directories.local:
        raise NoSuchWay
    try:
        tokens = signing.sign_in(
            session(),
            login=request.form.get("username", "").strip().lower()[:200],
            password=request.form.get("password", "")[:LONGEST_TYPED],
            origin=known_browser.origin(installation().settings),
            now=now(),
        )
    except (WrongPassword, TooManyTries, NoPostToday) as refusal:
        return page(refusal), status_of(refusal)
    if isinstance(tokens, CodeAwaited):
        return second_step.ask(tokens.token)
    return welcome.known(tokens)


@blueprint.post("/sign-in/demonstration")
@access(PUBLIC)
def demonstration() -> ResponseReturnValue:
    """Sign in as a demonstration post with one click; elsewhere this page does not exist."""
    if not installation().demonstration:
        raise NotADemonstration
    post_id, _bar, login = request.form.get("post", "").partition("|")
    origin = known_browser.origin(installation().settings)
    return welcome.signed_in(
        signing.sign_in_to_demonstration(
            session(), post_id=post_id, login=login, origin=origin, now=now()
        )
    )


@blueprint.post("/sign-out")
@access(SIGNED_IN)
def leave() -> ResponseReturnValue:
    """End this session on the server and in the browser; its provider's own is left by a link."""
    token, found = cookie.get(identity.COOKIE_KEY), identity.signed_in()
    if found:
        sign_out(session(), found.session.id_hash, actor=found.actor, now=now())
    identity.forget()
    if isinstance(token, str) and found and _began_elsewhere(found.session.id_hash):
        identity.remember_left(token)
    return redirect(url_for("sign_in.form"), HTTPStatus.SEE_OTHER)


def _began_elsewhere(id_hash: str) -> bool:
    return provider_sessions.id_token_of(session(), id_hash) is not None


@blueprint.app_errorhandler(HTTPStatus.UNAUTHORIZED)
def ended(_error: HTTPException) -> ResponseReturnValue:
    """Say that the session has ended, and carry what was sent through the sign-in."""
    if identity.lost_its_post():
        return _sign_in_again(
            _l("Ủy quyền mà bạn đang dùng đã bị thu hồi. Đăng nhập lại để làm việc của chính mình.")
        )
    return _sign_in_again(_l("Phiên làm việc đã hết. Đăng nhập lại để làm tiếp."))


@blueprint.app_errorhandler(SignInOver)
def waited_too_long(refusal: SignInOver) -> ResponseReturnValue:
    """Begin anew with what the sign-in carried, where it waited for its code too long."""
    return page(None, why=sentence(refusal)), status_of(refusal)


@blueprint.app_errorhandler(CSRFError)
def outdated(_error: HTTPException) -> ResponseReturnValue:
    """Take a form drawn in an earlier session to its person: to send it again, or to sign in."""
    kept, found = kept_forms.carried() or kept_forms.of_request(), identity.signed_in()
    if kept is None:
        return _outdated_and_empty()
    if found is None:
        return ended(Unauthorized())
    if kept.person != str(found.actor.person_id):
        return _sign_in_again(_l("Biểu mẫu này mở cho một tài khoản khác với tài khoản đang dùng."))
    if wants_json():
        return jsonify(csrf=generate_csrf()), HTTPStatus.BAD_REQUEST
    return kept_pages.offer(kept), HTTPStatus.BAD_REQUEST


def _outdated_and_empty() -> ResponseReturnValue:
    """Draw the sign-in anew, or lead back to the page of the form: nothing was typed to keep.

    Of two sign-in pages that were opened together, the cookie knows the later one.
    """
    if here().partition("?")[0] == url_for("sign_in.form"):
        why = _("Trang đăng nhập này mở từ trước. Hãy đăng nhập lại.")
        return page(None, why=why), HTTPStatus.BAD_REQUEST
    return refused_page(
        HTTPStatus.BAD_REQUEST, _("Biểu mẫu đã cũ. Hãy mở lại trang rồi gửi lại."), back=here()
    )


def _sign_in_again(why: object) -> ResponseReturnValue:
    if wants_json():
        return jsonify(message=str(why)), HTTPStatus.UNAUTHORIZED
    kept = kept_forms.carried() or kept_forms.of_request()
    sealed = kept_forms.seal(kept) if kept else ""
    return page(None, why=str(why), sealed=sealed, back=here()), HTTPStatus.UNAUTHORIZED


def page(
    refusal: Refusal | None,
    *,
    why: str = "",
    sealed: str | None = None,
    back: str | None = None,
    by: str = "account",
) -> str:
    """Draw it with the ways that are open here; a refusal is said at the form it is of, `by`."""
    return render_template(
        "sign_in.html",
        ways=installation().settings.directories,
        left=identity.left(),
        by=by,
        refused=sentence(refusal) if refusal else "",
        username=request.form.get("username", ""),
        next=request.values.get("next", "") if back is None else back,
        why=why,
        sealed=request.form.get(kept_forms.FIELD, "") if sealed is None else sealed,
        work_of=work_of,
        roles=ROLES,
        units=_units() if installation().demonstration else (),
    )


def _units() -> Sequence[tuple[Words, str, Sequence[DemonstrationPost]]]:
    """Group the demonstration's posts by unit; the leading unit comes first."""
    posts = people.demonstration_posts(session(), today=local_day(now()))
    grouped = groupby(posts, key=lambda post: (post.unit_name, post.role))
    return [(name, role, list(held)) for (name, role), held in grouped]
