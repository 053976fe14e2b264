"""What the language refuses: quickly, and by its one refusal."""

from typing import Final

import pytest

from server.engine import JSON, ExpressionRefused, evaluate
from tests.work import work

MOST: Final = 500_000  # calls of functions; a value that grows too large takes 240,000

NAMES: dict[str, JSON] = {
    "n": 3,
    "big": 2**52,
    "text": "x" * 9_000,
    "units": [str(number) for number in range(9_000)],
    "d": {"k": 1, "typename": "UUID"},
}

HOSTILE = [
    "",
    " ",
    "import os",
    "__import__('os')",
    "__builtins__",
    "open('/etc/passwd')",
    "eval('1')",
    "exec('1')",
    "globals()",
    "getattr(d, 'k')",
    "print(1)",
    "str(n)",
    "d.__class__",
    "d._private",
    "().__class__.__bases__[0].__subclasses__()",
    "''.__class__",
    "n.real",
    "units.append(1)",
    "text.upper()",
    "text.format(1)",
    "'%s' % n",
    "f'{n}'",
    "f''",
    "b'x'",
    "u'x'",
    "1.5",
    "1e9",
    "1j",
    "...",
    "lambda: 1",
    "(lambda: 1)()",
    "[u for u in units]",
    "{u for u in units}",
    "{u: 1 for u in units}",
    "(u for u in units)",
    "{1, 2}",
    "{1: 2}",
    "{n: 2}",
    "{'typename': 'UUID'}",
    "{**d}",
    "[*units]",
    "len(*units)",
    "len(x=units)",
    "len()",
    "len(3)",
    "len",
    "has('n')",
    "has(n, n)",
    "has(units[0])",
    "d.typename",
    "d['nothing']",
    "units[9999]",
    "units[0:2]",
    "units['a']",
    "text[0]",
    "n[0]",
    "nobody",
    "d.nobody",
    "(x := 3)",
    "x = 3",
    "n; n",
    "await n",
    "yield n",
    "n ** 9",
    "2 ** 10000000",
    "9 ** 9 ** 9",
    "n / 2",
    "n // 2",
    "n % 2",
    "n << 100000",
    "n | 1",
    "~n",
    "+n",
    "n @ n",
    "n is None",
    "n is not None",
    "'a' * 1000000000",
    "[0] * 1000000000",
    "big * big",
    "big + big + big",
    "99999999999999999999",
    "text + text",
    "units + units",
    "sum([big, big, big])",
    "-'a'",
    "n + '1'",
    "n + True",
    "'x' in n",
    "n in 'x'",
    "sum(['1'])",
    "sorted([1, 'x'])",
    "sorted([d])",
    "max([])",
    "max(n)",
    "keys(units)",
    "'\\x41'",
    "'a\\'",
    "n # comment \\",
    "'unclosed",
    "n if n",
    "\x00",
    "n\x00",
    "(" * 200 + "n" + ")" * 200,
    "[" * 90 + "]" * 90,
    "(" * 1999,
    "{" * 1999,
    "[{(" * 600,
    "-" * 1999 + "1",
    "not " * 490 + "n",
    "d" + ".k" * 900,
    "n" + " + n" * 499,
    "n" + " or n" * 480,
    "n if n else " * 150 + "n",
    "[" + "n, " * 600 + "]",
    "x" * 2_001,
    "n " + " " * 2_000,
    "len(" * 30 + "units" + ")" * 30,
    "[units, units, units, units, units, units, units, units, units, units, units, units]",
    "'" + "\ud800" + "'",
]


@pytest.mark.parametrize("source", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_expression_is_refused_at_once(source: str) -> None:
    refused(source)  # what is kept from the first time on, is there
    assert work(lambda: refused(source)) < MOST


def refused(source: str) -> None:
    with pytest.raises(ExpressionRefused):
        evaluate(source, NAMES)


def test_the_corpus_is_as_large_as_we_say() -> None:
    assert len(HOSTILE) >= 100
