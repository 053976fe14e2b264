"""Vietnamese first, English by choice: one catalogue for every word a person reads.

The message ids are Vietnamese; every `.po` file under `translations/en` belongs to the English
catalogue. It is read at start, so nothing needs to be compiled.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, Response, has_request_context, request

from server.domain.words import Words

COOKIE = "lang"
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT = "vi"
FOLDER = Path(__file__).parent / "translations"
YEAR = 365 * 24 * 3600


@cache
def english(folder: Path = FOLDER) -> Translations:
    """Read the English catalogue from all its files."""
    merged = Catalog(locale="en")
    for path in sorted((folder / "en" / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="en"):
                if message.id and message.string:
                    merged[message.id] = message
    compiled = BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return Translations(compiled)


def language() -> str:
    """Return the language of this request: `vi`, or `en`."""
    wanted = request.cookies.get(COOKIE, DEFAULT) if has_request_context() else DEFAULT
    return wanted if wanted in LANGUAGES else DEFAULT


def gettext(text: str) -> str:
    """Return a text in the language of this request."""
    return english().ugettext(text) if language() == "en" else text


def ngettext(one: str, many: str, num: int) -> str:
    """Return a text that depends on a number in the language of this request."""
    if language() == "en":
        return english().ungettext(one, many, num)
    return one if num == 1 else many


def pick(words: Words) -> str:
    """Return a text in the language of this request."""
    return words.text(language())


def keep(response: Response, code: str, *, secure: bool) -> None:
    """Remember the choice in a cookie for a year; an unknown language changes nothing."""
    if code in LANGUAGES:
        response.set_cookie(
            COOKIE, code, max_age=YEAR, secure=secure, httponly=True, samesite="Lax"
        )


def install(app: Flask) -> None:
    """Read the catalogue, and give its words to every template."""
    english()
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
