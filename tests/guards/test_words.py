"""Every word of a page and of a mail has its English: a missing line fails here."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from babel.support import Translations

from server.web.words.language import FOLDER, english

SPOKEN = [Path(__file__).parents[2] / "server" / room for room in ("web", "mail", "processes")]
METHODS = [("**/templates/**.html", "jinja2"), ("**.py", "python")]
KEYWORDS = {
    "_": None, "_l": None, "marked": None, "ngettext": (1, 2), "gettext": None,
    "_p": ((1, "c"), 2),
}  # fmt: skip
IN_A_CONTEXT = "\x04"
"""Between a context and its text, as gettext keeps them."""
WORD = re.compile(r"""_\((?:'|")(.+?)(?:'|")[,)]""")
BUTTON = re.compile(r"<button\b.*?</button>", re.DOTALL)
HEAD = re.compile(r"""<dt>[^<]*|<th\b[^>]*>\{\{[^<]*|data-label="[^"]*\"""")
HOLE = re.compile(r"%\((\w+)\)s")


def messages() -> Iterator[tuple[str, str, str | None]]:
    """Answer file, message id and plural id of everything marked."""
    for room in SPOKEN:
        found = extract_from_dir(room, METHODS, keywords=KEYWORDS)
        for path, _line, text, _comments, context in found:
            one, many = text if isinstance(text, tuple) else (text, None)
            yield path, f"{context}{IN_A_CONTEXT}{one}" if context else one, many


@pytest.fixture(scope="module")
def catalogue() -> dict[str, tuple[str, ...]]:
    words = english()
    return {
        one: tuple(words.ungettext(one, many, n) for n in (1, 2)) if many else (_said(words, one),)
        for _, one, many in messages()
        if one in _known(words)
    }


def _said(words: Translations, one: str) -> str:
    context, mark, text = one.partition(IN_A_CONTEXT)
    return words.upgettext(context, text) if mark else words.ugettext(one)


def _known(words: object) -> set[str]:
    held = getattr(words, "_catalog")  # noqa: B009 - gettext keeps its table to itself
    return {key[0] if isinstance(key, tuple) else key for key in held}


def test_every_word_of_a_page_has_its_english(catalogue: dict[str, tuple[str, ...]]) -> None:
    missing = sorted({f"{path}: {one}" for path, one, _ in messages() if one not in catalogue})
    assert missing == [], f"{len(missing)} without English"


def test_a_translation_fills_the_same_holes(catalogue: dict[str, tuple[str, ...]]) -> None:
    for one, translations in catalogue.items():
        for text in translations:
            assert set(HOLE.findall(text)) == set(HOLE.findall(one)), one


def test_a_word_stands_in_one_file_and_is_asked_for_somewhere() -> None:
    asked, stands = {one for _, one, _ in messages()}, Counter(_standing())
    assert sorted(stands.keys() - asked) == [], "no page, mail or form asks for these"
    assert [one for one, times in stands.items() if times > 1] == []


def test_a_context_in_a_catalogue_is_that_of_one_word() -> None:
    """Babel takes a context without its word; gettext's own programs refuse the whole file."""
    loose = [
        path.name
        for path in FOLDER.rglob("*.po")
        for line, following in pairwise(path.read_text(encoding="utf-8").splitlines())
        if line.startswith("msgctxt ") and not following.startswith(("msgid ", '"'))
    ]
    assert loose == []


def test_a_word_of_a_button_names_no_column_and_no_act_that_was_done() -> None:
    """English has "publish" for the one and "published" for the other."""
    buttons = _words_in(BUTTON)
    assert sorted(buttons & _words_in(HEAD)) == []
    acts = {one for path, one, _ in messages() if path.endswith("names/history_words.py")}
    assert sorted(buttons & acts) == []


def _words_in(place: re.Pattern[str]) -> set[str]:
    """Collect the words that stand in a place of the templates."""
    return {
        word
        for room in SPOKEN
        for path in room.rglob("*.html")
        for found in place.finditer(path.read_text(encoding="utf-8"))
        for word in WORD.findall(found[0])
    }


def _standing() -> Iterator[str]:
    """Go through the message ids of all files, each as often as it stands there."""
    for path in FOLDER.rglob("*.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id:
                    one = message.id if isinstance(message.id, str) else message.id[0]
                    yield f"{message.context}{IN_A_CONTEXT}{one}" if message.context else one
