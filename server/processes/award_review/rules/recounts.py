"""Where two scrutineers counted differently: a ballot number, or the yes of a candidate."""

from collections.abc import Mapping
from dataclasses import dataclass

from server.processes.award_review.rules.tallies import Counts

WHOLE = ("issued", "collected", "valid", "invalid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One number the two did not agree on; `path` is of `WHOLE`, or `award/unit`."""

    path: str
    first: int
    second: int


def differences(first: Counts, second: Counts) -> tuple[Difference, ...]:
    """Compare two counts number by number, in the order of the form."""
    one, other = _numbers(first), _numbers(second)
    return tuple(
        Difference(path=path, first=number, second=other[path])
        for path, number in one.items()
        if number != other[path]
    )


def _numbers(counts: Counts) -> Mapping[str, int]:
    whole = {name: int(getattr(counts, name)) for name in WHOLE}
    return whole | {f"{line.award}/{line.unit}": line.yes for line in counts.yes}
