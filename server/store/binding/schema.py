"""The schema compared with what the migrations of this release make, object by object.

`catalogue.txt` holds that: the release's last step, then a line an object, digest and name. A test
writes it anew (`tests/store/binding/test_catalogue.py`).
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from sqlalchemy import text

from server.store import Session
from server.store.binding.catalogue import catalogue

MISSING = "P3 schema lacks what this release makes"
FOREIGN = "P3 schema has what no release makes"
CHANGED = "P3 schema is not as this release makes it"
OTHER_RELEASE = "P3 schema is of another release"
FILE = Path(__file__).with_name("catalogue.txt")


def unlike_release(session: Session) -> Iterator[tuple[str, str]]:
    """Name every object that is missing, changed, or added by hand: (invariant, kind and name).

    A database of another step of the schema is named alone: what it should hold is not known here.
    """
    step, shipped = _shipped()
    stands = str(session.scalar(text("SELECT string_agg(version_num, ' ') FROM alembic_version")))
    if stands != step:
        yield OTHER_RELEASE, f"{stands}, not {step}"
        return
    found = catalogue(session)
    for name in sorted(shipped.keys() | found.keys()):
        if name not in found:
            yield MISSING, name
        elif name not in shipped:
            yield FOREIGN, name
        elif found[name] != shipped[name]:
            yield CHANGED, name


def written(step: str, found: Mapping[str, str]) -> str:
    """Return the text of the file."""
    return "".join((f"{step}\n", *(f"{digest} {name}\n" for name, digest in sorted(found.items()))))


@cache
def _shipped() -> tuple[str, Mapping[str, str]]:
    step, *lines = FILE.read_text(encoding="utf-8").splitlines()
    split = (line.partition(" ") for line in lines)
    return step, {name: digest for digest, _, name in split}
