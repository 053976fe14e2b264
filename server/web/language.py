"""Vietnamese first, English by choice: one catalogue for every word a person reads.

The message ids are Vietnamese; every `.po` file under `translations/en` belongs to the English
catalogue. It is read at start, so nothing needs to be compiled.
"""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, Response, request
from flask_babel import Babel, Domain, get_locale

from server.domain.words import Words

COOKIE = "lang"
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT = "vi"
FOLDER = Path(__file__).parent / "translations"
YEAR = 365 * 24 * 3600


class Catalogues(Domain):  # type: ignore[misc, no-any-unimported]  # it has no types
    """The catalogues, from the `.po` files themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.english = english()

    def get_translations(self) -> NullTranslations:
        """Return the words for the request's language."""
        return self.english if language() == "en" else NullTranslations()


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
    return str(get_locale() or DEFAULT)


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
    """Choose the language by the cookie."""
    babel = Babel()
    babel.init_app(app, default_locale=DEFAULT, locale_selector=_select)
    babel.domain_instance = Catalogues()


def _select() -> str:
    wanted = request.cookies.get(COOKIE, DEFAULT)
    return wanted if wanted in LANGUAGES else DEFAULT
