"""The page that finds cases, documents, files, blocs, units and persons by words."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from server.domain.texts.vietnamese import folded_words
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.typed_values import searched_by
from server.web.requests.uses import Use, counted
from server.web.search import found

blueprint = Blueprint("search", __name__)


@blueprint.get("/search")
@access(SIGNED_IN)
@counted(Use.SEARCHES)
def index() -> ResponseReturnValue:
    """Show what was found by each word, as far as the reader may know of it."""
    typed = searched_by()
    words = folded_words(typed)
    groups = found.groups(words, typed) if words else ()
    return render_template(
        "search/index.html", typed=typed, asked=bool(words), groups=groups, most=found.MOST
    )
