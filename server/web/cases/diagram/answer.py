"""A diagram as its script fetches it: an author's file, which no browser shows as a page."""

from flask import Response

from server.web.cases.diagram.model import Diagram
from server.web.requests.context import language

ALONE = "default-src 'none'; sandbox"
"""What is drawn in it, forms and scripts among them, does nothing where somebody opens it alone."""


def answer(drawn: Diagram) -> Response:
    """Answer a diagram, its names in the reader's language."""
    found = Response(drawn.in_language(language()), mimetype="application/xml")
    found.headers["Content-Security-Policy"] = ALONE
    return found
