"""A posted form: its fields read, and what is wrong with them in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus

from flask import abort, request

from server import forms
from server.domain.mistakes import Mistakes
from server.domain.tasks.work import FormRefused
from server.forms import FieldRefused, Form, FormContext, Parsed
from server.web.forms.form_view import FormView
from server.web.forms.problems import FormProblem
from server.web.refusals import mistakes
from server.web.words.language import language

FILE = "file."
ADD, REMOVE = "_add", "_remove"
PLACE = "_place"
"""What a button to upload brings: the path of the place its files are shown at."""
CONTROL = frozenset({
    "csrf_token", "password", "passkey_answer", "_key", "_version", "_tab", "_turn", "_keep",
    "_confirm", "_edit", "_for", "_labels", "_sheet", "_marked", "_read", "_proof", "_acts_in",
    ADD, REMOVE, PLACE,
})  # fmt: skip
LONGEST_KEY = 100
Found = tuple[str, str, Mapping[str, object]]
"""A mistake: its field's path, its code, the holes of its sentence."""


def pairs() -> list[tuple[str, str]]:
    """Return the posted fields of the form itself, files and the page's own fields left out.

    A row whose button to remove it was pressed is left out, too.
    """
    found = of_the_form(request.form.items(multi=True))
    row = request.form.get(REMOVE, "")
    return [(name, text) for name, text in found if not (row and name.startswith(f"{row}."))]


def rearranged() -> str:
    """Return the field of which a row is added or removed: the form is to be drawn again unjudged.

    Empty where the form was sent. A row to write in is always there, so nothing more is to be done
    to add one.
    """
    return request.form.get(ADD, "") or request.form.get(REMOVE, "").partition(".")[0]


def of_the_form(posted: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Leave out of a post its files and the page's own fields."""
    return [
        (name, text) for name, text in posted if name not in CONTROL and not name.startswith(FILE)
    ]


def parsed(form: Form, context: FormContext) -> Parsed:
    """Read the post by its form; a post that no page of ours sends is no request."""
    try:
        return forms.parse(form, pairs(), replace(context, language=language()))
    except FieldRefused:
        abort(HTTPStatus.BAD_REQUEST)


def typed(form: Form) -> dict[str, str]:
    """Return what was typed, unread, for a draft."""
    try:
        return forms.known(form, pairs())
    except FieldRefused:
        abort(HTTPStatus.BAD_REQUEST)


def posted_key() -> str:
    """Return the key the form was rendered with; a post without one is no request."""
    key = request.form.get("_key", "")
    if not key or len(key) > LONGEST_KEY:
        abort(HTTPStatus.BAD_REQUEST)
    return key


def found_in(post: Parsed) -> Iterator[Found]:
    """Go through the mistakes of a post, and the files chosen but never uploaded."""
    for item in post.mistakes:
        yield item.path, item.code, item.params
    for name, text in request.form.items(multi=True):
        if name.startswith(FILE) and text:
            yield name, mistakes.UPLOAD, {}


def refused_in(refusal: Mistakes | FormRefused) -> list[Found]:
    """Return what a rule found wrong."""
    if isinstance(refusal, FormRefused):
        return list(refusal.fields)
    return [(item.path, item.code, item.params) for item in refusal.mistakes]


def problems_of(view: FormView, found: Iterable[Found]) -> list[FormProblem]:
    """Turn mistakes into lines of the summary, one a field, in the order of the page."""
    seen: dict[str, FormProblem] = {}
    for path, code, params in found:
        if path not in seen:
            said = mistakes.sentence(mistakes.missing(code, view.schema(path)), params)
            seen[path] = FormProblem(path, view.label(path), said)
    fields, posted = list(view.form.fields), list(request.form)
    return sorted(seen.values(), key=lambda each: _turn(each.path, fields, posted))


def _turn(path: str, fields: Sequence[str], posted: Sequence[str]) -> tuple[int, int]:
    """Tell where a path stands: its field, then the last of what was posted of it or its row."""
    field, row = path.partition(".")[0], f"{path.rpartition('.')[0]}."
    of_it = [place for place, name in enumerate(posted) if name == path]
    of_its_row = [place for place, name in enumerate(posted) if name.startswith(row)]
    place = max(of_it or of_its_row, default=len(posted))
    return fields.index(field) if field in fields else len(fields), place
