"""Hostile expressions by class; `BROKEN` are no expressions at all, in Python or as a mistake."""

from collections.abc import Mapping

from server.engine import JSON
from tests.fuzz import corpus_code as code
from tests.fuzz import corpus_values as values
from tests.fuzz.attack import Attack

NAMES: Mapping[str, JSON] = {"n": 3, "text": "abc", "units": ["a", "b"], "d": {"k": 1}}
BROKEN = (
    "'unclosed",
    '"""unclosed',
    "n if n",
    "n +",
    "(n",
    "n)",
    "n) or (n",
    "'a' 'b' 'c",
    "1 2",
    "n n",
    "==",
    "?",
    "$n",
    "n!",
    "`n`",
    "<>",
    "n <> n",
    "n && n",
    "!n",
    "n ? 1 : 2",
    "${n}",
    "{{ n }}",
    "#{n}",
    "{% n %}",
    "=n > 1",
    "n in [1..5]",
    "if n > 1 then 1 else 2",
    "# nothing",
    "n, n :",
)
CLASSES: Mapping[str, Attack] = {
    "imports": code.IMPORTS,
    "builtins": code.BUILTINS,
    "dunders": code.DUNDERS,
    "methods": code.METHODS,
    "formats": code.FORMATS,
    "functions": code.FUNCTIONS,
    "comprehensions": code.COMPREHENSIONS,
    "assignments": code.ASSIGNMENTS,
    "statements": code.STATEMENTS,
    "growth": values.GROWTH,
    "depth": values.DEPTH,
    "unpacking": values.UNPACKING,
    "constants": values.CONSTANTS,
    "operators": values.OPERATORS,
    "escapes": values.ESCAPES,
    "unicode": values.UNICODE,
}
HOSTILE: Mapping[str, tuple[str, ...]] = {
    **{name: (*attack.sources, attack.witness) for name, attack in CLASSES.items()},
    "broken": BROKEN,
}
