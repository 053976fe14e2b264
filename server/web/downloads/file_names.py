"""Names of files that pages hand out: ones that every system takes, and that lead nowhere."""

import re
import unicodedata

LONGEST = 100
"""Characters of a name, and of its ending."""
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]+')


_D = str.maketrans("ĐđÐð", "DdDd")


def plain(name: str) -> str:
    """Write a name in the letters that every program reads: `Điểm.pdf` becomes `Diem.pdf`."""
    parted = unicodedata.normalize("NFKD", name.translate(_D))
    bare = "".join(each for each in parted if not unicodedata.combining(each))
    return "".join(each if " " <= each <= "~" and each not in '"\\' else "_" for each in bare)


def fit(name: str) -> str:
    """Make a name that is one on every system, and leads to no other folder."""
    plain = " ".join(_UNFIT.sub(" ", name).split())
    stem, dot, ending = plain.strip(" .").rpartition(".")
    return f"{stem[:LONGEST]}{dot}{ending[:LONGEST]}".strip(" .") or "_"
