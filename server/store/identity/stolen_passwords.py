"""The commonest passwords of those that were stolen and published, and the commonest words.

The lists are those of the library zxcvbn; its score is not asked.
"""

from functools import cache
from importlib import import_module

_LISTS = "zxcvbn.frequency_lists"


@cache
def stolen_passwords() -> frozenset[str]:
    """Return 94,000 passwords, names and words in small letters.

    They take 20 MB of memory, so they are read when somebody first sets a password.
    """
    lists = import_module(_LISTS).FREQUENCY_LISTS
    return frozenset(word for words in lists.values() for word in words)
