"""What a part of a bloc-year may begin with: samples, marked as such, that a bloc then decides."""

from functools import cache
from pathlib import Path
from typing import Any

from server.domain.bloc_draft.parts import DraftPart
from server.domain.bloc_sheet import merging


def sample_of(part: DraftPart) -> Any:  # noqa: ANN401 - a value of TOML: a table, or tables
    """Return a part's sample, a table or a list of them; None where there is none."""
    return _samples().get(part)


@cache
def _samples() -> dict[str, Any]:
    return {**merging.read(Path(__file__).with_suffix(".toml").read_text("utf-8"))}
