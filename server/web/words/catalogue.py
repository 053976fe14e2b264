"""The words of the catalogue, with types: `_("Còn %(days)s ngày", days=3)`."""

from markupsafe import escape

from server.domain.texts.full_stops import stopped_once
from server.web.words import language


def gettext(text: str, /, **holes: object) -> str:
    """Return a text in the request's language, its named holes filled."""
    said = language.gettext(text)
    return language.of_page(stopped_once(said, holes) % holes if holes else said)


def ngettext(one: str, many: str, num: int, /, **holes: object) -> str:
    """Return a text that depends on a number; the hole %(num)s is the number."""
    said = stopped_once(language.ngettext(one, many, num), holes)
    return language.of_page(said % {"num": num, **holes})


class Lazy:
    """A text that is translated when it is shown, for names that are made at import."""

    def __init__(self, text: str, context: str = "") -> None:
        self.text = text
        self.context = context

    def __str__(self) -> str:
        """Return the text in the language of the request that shows it."""
        if self.context:
            return language.of_page(language.pgettext(self.context, self.text))
        return gettext(self.text)

    def __html__(self) -> str:
        """Let templates show it, escaped."""
        return str(escape(str(self)))


def marked(text: str, /) -> str:
    """Put a text into the catalogue; who shows it translates it."""
    return text


def lazy_gettext(text: str, /) -> Lazy:
    """Mark a text for the catalogue now and translate it later."""
    return Lazy(text)


def lazy_pgettext(context: str, text: str, /) -> Lazy:
    """Mark a text that has a meaning of its own in a context, and translate it later."""
    return Lazy(text, context)
