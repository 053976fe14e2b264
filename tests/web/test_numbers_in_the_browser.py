"""The browser's script reads and shows numbers as the server does: 10,000 texts."""

import json
import random
import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from server.forms.readings import Ambiguous, canonical_number, number_text, read_number

SCRIPT: Final = Path(__file__).parents[2] / "server/web/static/numbers.js"
LANGUAGES: Final = ("vi", "en")
HOSTILE: Final = [
    "", " ", "-", "+", "\u2212", ".", ",", "1.", ",5", "1e3", "0x10", "Infinity", "NaN", "٣",
    "\uff11",
    "1_000", "1'000", "1\u2019000", "½", "--1", "-+1", "1-", "(5)", "5%", "5 đ", "0.123.456",
    "1\n2", "\n1\n", "1\t2", "\t1\t", "\ufeff12", "1\u200b2", "\u200f12", "1\x002", "\x0b1\x0c",
    "1\u20282", "\u30001", "\x1c1", "1\x851", "\ud83d\ude00", "\U0001d7d9", "\u0661", "1\u0301",
    "1" * 60, "1" * 61, "1.111" * 15, "\U0001f600" * 60, "9" * 31, "-0", "-0,0", "+0", "000",
    "00,50", "constructor", "__proto__",
]  # fmt: skip
"""Texts that are read wrongly where somebody reads them by what a language offers."""
PROGRAM: Final = """
const {texts, numbers} = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const found = {};
for (const language of ["vi", "en"]) {
  found[language] = {
    read: texts.map((text) => Numbers.read(text, language)),
    shown: numbers.map((number) => Numbers.write(number, language)),
  };
}
process.stdout.write(JSON.stringify(found));
"""
Reading = str | list[str] | None


def texts() -> list[str]:
    """Draw from a grammar of what people type and paste, each with a slip now and then."""
    drawn = random.Random(1124)  # noqa: S311 - the same texts each time
    return HOSTILE + [_slip(drawn, _text(drawn)) for _ in range(10_000 - len(HOSTILE))]


def _text(drawn: random.Random) -> str:
    sign = drawn.choice(
        ["", "", "", "", "-", "\u2212", "\u2013", "\u2011", "+", "- ", "\u2212\u00a0"]
    )
    group = drawn.choice([".", ",", " ", "\u00a0", "\u202f", "\u2009", "\u2007", "'"])
    lead = drawn.choice(["0", "00", "007", str(drawn.randrange(10)), str(drawn.randrange(1000))])
    sizes = (3, 3, 3, 3, 3, 3, 3, 2, 4)
    groups = "".join(group + _digits(drawn, sizes) for _ in range(drawn.choice([0, 1, 1, 2, 3])))
    fraction = drawn.choice([".", ",", ",", "\u066b"]) + _digits(drawn, range(1, 7))
    if drawn.random() < 0.15:
        groups, fraction = "", drawn.choice([".", ","]) + _digits(drawn, (3,))
    outside = drawn.choice(["", "", "", " ", "\u00a0", "\u2009", "\t", "\r\n"])
    behind = drawn.choice(["", fraction]) if groups else fraction
    return outside + sign + lead + groups + behind + outside


def _digits(drawn: random.Random, sizes: range | tuple[int, ...]) -> str:
    return "".join(drawn.choices("0123456789", k=drawn.choice(sizes)))


def _slip(drawn: random.Random, text: str) -> str:
    if drawn.random() > 0.15:
        return text
    at = drawn.randrange(len(text) + 1)
    slip: str = drawn.choice([*".,-+ \u2212\u200b\u00ade٣x%\n\x1e\uf02d\x07"])
    return text[:at] + slip + text[at:]


def numbers() -> list[str]:
    drawn = random.Random(2411)  # noqa: S311 - the same numbers each time
    return [
        canonical_number(
            Decimal(drawn.randrange(-(10**digits), 10**digits)).scaleb(-drawn.randrange(8))
        )
        for digits in range(1, 16)
        for _ in range(200)
    ]


@pytest.fixture(scope="module")
def browser() -> dict[str, dict[str, list[Reading]]]:
    """Run the script as it is shipped, in node."""
    node = shutil.which("node")
    assert node is not None, "node comes with the front-end packages"
    page = "const document = {documentElement: {lang: 'vi'}};"
    source = SCRIPT.read_text(encoding="utf-8")
    answer = subprocess.run(
        [node, "-e", page + source + PROGRAM],
        input=json.dumps({"texts": texts(), "numbers": numbers()}).encode(),
        capture_output=True,
        check=True,
    )
    found: dict[str, dict[str, list[Reading]]] = json.loads(answer.stdout)
    return found


def said(typed: str, language: str) -> Reading:
    found = read_number(typed, language)
    if isinstance(found, Ambiguous):
        return [canonical_number(found.thousands), canonical_number(found.fraction)]
    return None if found is None else canonical_number(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_ten_thousand_texts_are_read_alike(
    language: str, browser: dict[str, dict[str, list[Reading]]]
) -> None:
    assert len(texts()) == 10_000
    for text, theirs in zip(texts(), browser[language]["read"], strict=True):
        assert theirs == said(text, language), repr(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_shown_alike(
    language: str, browser: dict[str, dict[str, list[Reading]]]
) -> None:
    for number, theirs in zip(numbers(), browser[language]["shown"], strict=True):
        assert theirs == number_text(Decimal(number), language)


def test_the_texts_are_of_every_kind() -> None:
    kinds = [type(said(text, "vi")).__name__ for text in texts()]
    assert min(kinds.count(kind) for kind in ("str", "list", "NoneType")) > 300


def test_no_other_script_reads_numbers_by_itself() -> None:
    for path in sorted(SCRIPT.parent.glob("*.js")):
        if path != SCRIPT:
            assert not re.search(
                r"""replace(All)?\(["']?/?[.,]["']?/?g?, ["'][.,]?["']\)""", path.read_text()
            )
