"""The words of mail: Vietnamese in the code, English in the product's one catalogue."""

from functools import lru_cache
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from server.config import ROOT
from server.domain.texts.full_stops import stopped_once
from server.domain.texts.words import Words

CATALOGUE = ROOT / "server" / "web" / "translations" / "en" / "LC_MESSAGES" / "mail.po"


def marked(text: str, /) -> str:
    """Put a text into the catalogue; `say` translates it."""
    return text


def say(text: str, /, **holes: Words) -> Words:
    """Return a marked text in both languages, each named hole filled in its language."""
    own = {name: value.vi for name, value in holes.items()}
    english = {name: value.text("en") for name, value in holes.items()}
    translated = _english().ugettext(text)
    return Words(stopped_once(text, own) % own, stopped_once(translated, english) % english)


@lru_cache(maxsize=1)
def _english() -> Translations:
    compiled = BytesIO()
    with CATALOGUE.open("rb") as file:
        write_mo(compiled, read_po(file, locale="en"))
    compiled.seek(0)
    return Translations(compiled)
