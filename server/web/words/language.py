"""Vietnamese first, English by choice: one catalogue for every word a person reads.

The message ids are Vietnamese; every `.po` file under `translations/en` belongs to the English
catalogue. It is read at start, so nothing needs to be compiled.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, Response, request
from markupsafe import Markup  # noqa: TID251 - see `shown`

from server.domain.history.erasing import ERASED
from server.domain.texts.full_stops import stopped_once
from server.domain.texts.words import Words
from server.web import cookies

COOKIE = "lang"
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT = "vi"
KEPT = "binhxet.language"
"""Under this the request's environment keeps it: a page asks some hundred times."""
FOLDER = Path(__file__).parents[1] / "translations"
YEAR = timedelta(days=365)


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
    try:
        known = request.environ
    except RuntimeError:  # outside any request
        return DEFAULT
    if KEPT not in known:
        wanted = cookies.sent(COOKIE)
        known[KEPT] = wanted if wanted in LANGUAGES else DEFAULT
    return str(known[KEPT])


def of_request(code: str) -> None:
    """Answer this request in a language, whatever its cookie says."""
    if code in LANGUAGES:
        request.environ[KEPT] = code


@contextmanager
def spoken(code: str) -> Iterator[None]:
    """Say what is said within in a language, whatever that of the request is."""
    kept = language()
    of_request(code)
    try:
        yield
    finally:
        of_request(kept)


def translated(text: str, code: str) -> str:
    """Return a text in a language."""
    return english().ugettext(text) if code == "en" else text


def gettext(text: str) -> str:
    """Return a text in the language of this request."""
    return translated(text, language())


def pgettext(context: str, text: str) -> str:
    """Return a text that means something of its own in a context, in the request's language."""
    return english().upgettext(context, text) if language() == "en" else text


def ngettext(one: str, many: str, num: int) -> str:
    """Return a text that depends on a number in the language of this request."""
    if language() == "en":
        return english().ungettext(one, many, num)
    return one if num == 1 else many


class EnglishText(str):
    """A text that was found in English, where another may have fallen back to Vietnamese."""

    __slots__ = ()


def pick(words: Words) -> str:
    """Return a text in the language of this request."""
    return of_page(words.en) if words.en and language() == "en" else words.vi


def of_page(text: str) -> str:
    """Return a text that is known to be in the language of this request."""
    return text if language() == DEFAULT else EnglishText(text)


def joined(*parts: str, by: str) -> str:
    """Join texts; what only holds texts known to be in the language of the request is known so."""
    said = by.join(parts)
    return of_page(said) if all(isinstance(part, EnglishText) for part in parts) else said


def keep(response: Response, code: str) -> None:
    """Remember the choice in a cookie for a year; an unknown language changes nothing."""
    if code in LANGUAGES:
        cookies.keep(response, COOKIE, code, age=YEAR)


@lru_cache(maxsize=8192)
def catalogue_markup(text: str) -> Markup:
    """Return a text of the catalogue, or with the mark of a language, as what a page takes."""
    return Markup(text)  # noqa: S704 - a text of the catalogue, as Jinja's own `gettext` does it


_VIETNAMESE = catalogue_markup('<span lang="vi">%s</span>')


@lru_cache(maxsize=8192)
def _whole(text: str) -> Markup:
    """Return a text without holes: most of a page's, some hundred times the same few."""
    return catalogue_markup(text) % {}


def shown(text: str, /, **holes: object) -> Markup:
    """Return a text for a template; what fills its holes is escaped."""
    said = gettext(text)
    return filled(said, **holes) if holes else _whole(said)


def filled(said: str, /, **holes: object) -> Markup:
    """Fill the holes of a text that was found; what fills them is escaped."""
    return catalogue_markup(stopped_once(said, holes)) % holes


def shown_number(one: str, many: str, num: int, /, **holes: object) -> Markup:
    """Return a text that depends on a number for a template; the hole %(num)s is the number."""
    said = stopped_once(ngettext(one, many, num), holes)
    return catalogue_markup(said) % {"num": num, **holes}


def recorded(text: object) -> object:
    """Mark what was recorded in Vietnamese and has no English, on a page of another language.

    For the content of an element alone: an attribute, a title of a page and an option hold no
    markup, and take `words`.
    """
    said = pick(text) if isinstance(text, Words) else text
    return _VIETNAMESE % said if language() != DEFAULT and _is_vietnamese(said) else said


def _is_vietnamese(said: object) -> bool:
    """Tell recorded words from English, numbers, dashes, markup and the mark of an erasure."""
    return type(said) is str and said != ERASED and any(map(str.isalpha, said))


def install(app: Flask) -> None:
    """Read the catalogue, and give its words to every template."""
    english()
    app.jinja_env.filters["recorded"] = recorded
    app.jinja_env.globals.update({"_": shown, "gettext": shown, "ngettext": shown_number})
