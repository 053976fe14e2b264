"""A slip in a paper's file is named with its line, and two slips at once are both named."""

import re

from hypothesis import given
from hypothesis import strategies as st

from server.domain.bloc_file import FileMistakes, parse
from tests.regulations.result_sheets import PAPERS, source

KEY = re.compile(r"[a-z_]+(?= = [^\[{])")
"""A field with one value: what stands under a misspelt heading is not read."""
MISSPELT = "zz"


def keyed(text: str) -> list[int]:
    """Return the lines, counted from 1, on which a key stands; a comment has none."""
    return [
        number
        for number, line in enumerate(text.splitlines(), start=1)
        if KEY.search(line) and not line.startswith("#")
    ]


def misspelt(text: str, numbers: set[int], draw: st.DrawFn) -> str:
    """Misspell one key on each of these lines."""
    lines = text.splitlines()
    for number in numbers:
        keys = list(KEY.finditer(lines[number - 1]))
        key = draw(st.sampled_from(keys))
        lines[number - 1] = (
            f"{lines[number - 1][: key.start()]}{MISSPELT}{lines[number - 1][key.start() :]}"
        )
    return "\n".join(lines)


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, set[int]]:
    """Draw a paper with a slip or two, and their lines."""
    text = source(draw(st.sampled_from(PAPERS)))
    numbers = set(draw(st.lists(st.sampled_from(keyed(text)), min_size=1, max_size=2)))
    return misspelt(text, numbers, draw), numbers


@given(slips())
def test_every_misspelt_field_is_named_with_its_line(drawn: tuple[str, set[int]]) -> None:
    text, numbers = drawn
    found = parse(text)
    assert isinstance(found, FileMistakes)
    assert numbers <= {mistake.line for mistake in found.items}
