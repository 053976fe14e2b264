"""One rule's words: `{named}` holes are filled with what was found."""

from typing import NamedTuple


class Said(NamedTuple):
    """A finding and its mend in one language."""

    message: str
    mend: str


class Entry(NamedTuple):
    """The words of one rule in both languages, and in English why it stands.

    `mark`: * where the engine does not even read such a file, † where what is found by playing is
    refused at deployment.
    """

    vi: str
    vi_mend: str
    en: str
    en_mend: str
    mark: str = ""
    why: str = ""


def lined(vi: str, vi_mend: str, en: str, en_mend: str, *, why: str = "") -> Entry:
    """Make the words of a rule about manifests: the line comes first."""
    return Entry(f"dòng {{line}}: {vi}", vi_mend, f"line {{line}}: {en}", en_mend, why=why)
