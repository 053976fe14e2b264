"""What was typed into a form that could not be taken: sealed for its person, or shown to copy.

Sealed text is encrypted, so a page left open at a shared computer tells nobody, and is opened again
for the person of the form's mark alone.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from flask import request
from werkzeug.exceptions import HTTPException

from server.web.requests import field_labels, form_marks, sealing
from server.web.requests.transaction import SAFE

FIELD = "_sealed"
OPENS_FOR = 12 * 3600
"""Seconds; as long as a session lasts at most."""
LONGEST = 1_500_000
"""Characters of a sealed form: with it, the next post stays within what a post may hold."""
_KIND = "kept-form"
SECRET = frozenset({"old", "again", "code", "passkey_answer"})
"""Fields of passwords, codes and passkeys that are not called so: they are shown nowhere."""
_LEFT_OUT = SECRET | {"csrf_token", form_marks.FIELD}


@dataclass(frozen=True, slots=True)
class TypedText:
    """What somebody filled in, and what its field is called; empty where the form does not say."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A post that was not taken: whose it is, where it went, and its fields."""

    person: str
    address: str
    pairs: tuple[tuple[str, str], ...]

    def texts(self) -> Iterator[TypedText]:
        """Go through what a person filled in, without buttons and the page's own fields.

        A page that does not say which fields are boxes to tick is given back without them.
        """
        labels = field_labels.read(dict(self.pairs).get(field_labels.FIELD, ""))
        for name, text in self.pairs:
            if name.startswith("_") or not text.strip():
                continue
            title = labels.title(name) if labels else ""
            said = labels.said(name, text) if labels else text
            if title is not None and said and (labels or said.strip() not in {"0", "1"}):
                yield TypedText(title, said)


def of_request() -> KeptForm | None:
    """Return what this request posted, where a page of ours was drawn for its person."""
    if request.method in SAFE:
        return None
    try:
        person = request.form.get(form_marks.FIELD, "")
    except (HTTPException, OSError):
        return None  # too large to be read, or no room to put it
    found = posted(form_marks.person_of(person))
    return found if found.person and any(found.texts()) else None


def posted(person: str) -> KeptForm:
    """Return all that this request posts but its secrets, as that person's."""
    return KeptForm(
        person=person,
        address=request.full_path.rstrip("?"),
        pairs=tuple(
            (name, text)
            for name, text in request.form.items(multi=True)
            if name not in _LEFT_OUT and "password" not in name
        ),
    )


def carried() -> KeptForm | None:
    """Return what a sign-in carries; only for who it belongs to, never to be shown before."""
    return unseal(request.form.get(FIELD, ""))


def seal(kept: KeptForm) -> str:
    """Encrypt a form for the way through the sign-in; empty where it is too long for a post."""
    plain = json.dumps([kept.person, kept.address, kept.pairs], ensure_ascii=False)
    sealed = sealing.seal(_KIND, plain.encode()).decode()
    return sealed if len(sealed) <= LONGEST else ""


def unseal(sealed: str) -> KeptForm | None:
    """Open what `seal` made; None where it is old, or not ours."""
    plain = sealing.unseal(_KIND, sealed.encode(), seconds=OPENS_FOR)
    if plain is None:
        return None
    person, address, pairs = json.loads(plain)
    return KeptForm(person, address, tuple((name, text) for name, text in pairs))
