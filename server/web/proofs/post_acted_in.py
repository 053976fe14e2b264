"""The post that a form was opened in, told beside its proof: it is sent as nobody else.

Who switches to another post in a second tab, or while they prove it at their provider, is told so
before anything is done.
"""

from flask import request

from server.domain.people.appointments import PostChanged
from server.store.people.people import PostChoice
from server.web.requests.identity import signed_in

FIELD = "_acts_in"


def told() -> str:
    """Return what a form says of the post that is acted in; empty for a stranger."""
    found = signed_in()
    return _name(found.choice) if found else ""


def check() -> None:
    """Refuse what was opened in another post. Raises PostChanged."""
    found, opened = signed_in(), request.form.get(FIELD, "")
    if found is not None and opened and opened != _name(found.choice):
        raise PostChanged


def _name(choice: PostChoice) -> str:
    return f"{choice.post_id}|{choice.delegation_id or ''}"
