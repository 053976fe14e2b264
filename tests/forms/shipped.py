"""The forms of the repository, what they take of the common ones written out."""

from functools import cache
from pathlib import Path

from server.forms import written_forms

FOLDER = Path(__file__).parents[2] / "forms"
FORMS = sorted(FOLDER.glob("*.json"))


@cache
def written(path: Path) -> bytes:
    """Give a form as it is read when it is deployed."""
    common = {f"common/{each.name}": each.read_bytes() for each in FOLDER.glob("common/*.json")}
    return written_forms({**common, path.name: path.read_bytes()})[path.stem]
