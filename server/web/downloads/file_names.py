"""Names of files that pages hand out: ones that every system takes, and that lead nowhere."""

import re

LONGEST = 100
"""Characters of a name, and of its ending."""
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]+')


def fit(name: str) -> str:
    """Make a name that is one on every system, and leads to no other folder."""
    plain = " ".join(_UNFIT.sub(" ", name).split())
    stem, dot, ending = plain.strip(" .").rpartition(".")
    return f"{stem[:LONGEST]}{dot}{ending[:LONGEST]}".strip(" .") or "_"
