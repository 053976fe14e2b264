"""One system of style sheets: values in the tokens, no rule twice, none unused."""

import gzip
import re
from collections import Counter

import pytest

from server.web.requests.assets import content
from tests.guards.style_sheets import DARK, FOLDER, ORDER, ROOT, TOKENS, declarations, parts

LONGEST = 300
LARGEST = 9_000
"""Bytes a browser gets for all our style sheets, compressed."""
WIDTHS = {"40rem", "62rem", "61.99rem"}
"""Where a page becomes narrow; a media query cannot take a token."""
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark)\("
    r"|\b(?:white|black|gr[ae]y|silver|red|maroon|green|blue|navy|orange|yellow|purple|teal)\b"
)
SIZE = re.compile(r"(?<![\w-])[\d.]+(?:px|rem|em|ex|ch|pt|pc|mm|cm|in|vw|vh|vmin|vmax|cqi)\b")
CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
OF_OTHERS = ("djs-", "bjs-")
"""Classes that the drawing of diagrams gives."""
ATTRIBUTE = re.compile(r'class="((?:[^"{]|\{\{.*?\}\}|\{%.*?%\})*)"', re.DOTALL)
WORD = re.compile(r"[a-zA-Z][\w-]*")
JOINED = re.compile(r"([a-z]+-)\{\{")
READABLE, VISIBLE = 4.5, 3.0
TEXT_ON_GROUND = {
    ("ink", "muted", "accent", "late", "error"): ("page", "surface", "sunken"),
    ("ink", "accent"): ("accent-wash", "late-wash"),
    ("muted",): ("accent-wash",),
    ("late",): ("late-wash",),
    ("error",): ("error-wash",),
    ("on-accent",): ("accent", "accent-deep"),
    ("on-late",): ("late",),
    ("on-top",): ("top",),
    ("on-demo",): ("demo",),
    ("on-paper", "paper-muted"): ("paper",),
}


def test_every_part_stands_in_the_declared_order_once() -> None:
    assert sorted(parts()) == sorted(
        path.name for path in FOLDER.glob("*.css") if path.name != ORDER
    )


@pytest.mark.parametrize("part", parts())
def test_a_part_is_short(part: str) -> None:
    assert (FOLDER / part).read_text().count("\n") < LONGEST


def test_what_the_browser_gets_stays_small() -> None:
    sent = [gzip.compress(content(FOLDER / name), mtime=0) for name in (ORDER, DARK)]
    assert sum(map(len, sent)) < LARGEST


def test_colours_and_sizes_stand_in_the_tokens_alone() -> None:
    found = [
        each
        for each in declarations()
        if each.part not in TOKENS and (COLOUR.search(each.value) or SIZE.search(each.value))
    ]
    assert found == []


def test_a_page_becomes_narrow_at_the_same_widths_everywhere() -> None:
    within = {each.within for each in declarations()}
    assert {width for query in within for width in SIZE.findall(query)} <= WIDTHS


def test_no_selector_is_given_the_same_property_twice() -> None:
    seen = Counter((d.within, d.selector, d.name) for d in declarations() if d.part != DARK)
    assert [each for each, times in seen.items() if times > 1] == []


def test_every_token_is_used_and_every_used_one_stands_there() -> None:
    ours = "".join(path.read_text() for path in FOLDER.glob("*.css"))
    used = set(re.findall(r"var\(--([\w-]+)", ours))
    stands = {d.name.removeprefix("--") for d in declarations(*TOKENS) if d.name.startswith("--")}
    assert used - stands == set()
    assert {name for name in stands if not name.startswith("tblr-")} - used == set()


def test_the_dark_page_changes_colours_alone() -> None:
    light = {d.name for d in declarations("tokens.css") if COLOUR.search(d.value)}
    assert {d.name for d in declarations(DARK)} - {"color-scheme"} <= light


def test_every_class_of_a_rule_is_given_by_a_page_or_a_script() -> None:
    styled = {name for d in declarations() for name in CLASS.findall(d.selector)}
    given, starts = _given()
    unused = {
        name
        for name in styled - given
        if not name.startswith(OF_OTHERS)
        and not any(name.startswith(s) and name.removeprefix(s) in given for s in starts)
    }
    assert unused == set()


@pytest.mark.parametrize("themes", [("tokens.css",), TOKENS], ids=["light", "dark"])
def test_text_can_be_read_on_its_ground(themes: tuple[str, ...]) -> None:
    colours = {d.name[2:]: d.value for d in declarations(*themes) if d.within == ""}
    for texts, grounds in TEXT_ON_GROUND.items():
        for text, ground in ((text, ground) for text in texts for ground in grounds):
            assert contrast(colours[text], colours[ground]) >= READABLE, (text, ground)
    for ground in ("page", "surface"):
        assert contrast(colours["edge"], colours[ground]) >= VISIBLE
        assert contrast(colours["focus"], colours[ground]) >= VISIBLE


def _given() -> tuple[set[str], set[str]]:
    """Return the words a page or script may give as classes, and what joins a word to one."""
    pages = [path.read_text() for path in (ROOT / "server").rglob("*.html")]
    scripts = [path.read_text() for path in (ROOT / "server/web/static").glob("*.js")]
    attributes = [value for page in pages for value in ATTRIBUTE.findall(page)]
    quoted = [word for page in pages for word in re.findall(r'"([a-z]+)"', page)]
    words = {word for text in attributes + scripts for word in WORD.findall(text)}
    return words | set(quoted), {start for text in attributes for start in JOINED.findall(text)}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 counts it, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    pairs = [c * 2 for c in digits] if len(digits) == len("fff") else re.findall("..", digits)
    shares = [int(pair, 16) / 255 for pair in pairs]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
