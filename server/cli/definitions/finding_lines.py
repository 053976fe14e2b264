"""Findings on a terminal: a line each, equal ones as one; above many, what to do first."""

from collections.abc import Iterable, Iterator, Mapping

from server.actions.deployment.told_findings import FindingLine, told


def lines(found: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """Give the lines that tell of findings, the worst first."""
    all_told = told(found)
    if all_told.first:
        yield "Làm trước / do first:"
    for number, (line, count) in enumerate(all_told.first, 1):
        yield f"  {number}. {line.rule} ({count}): {line.mend}"
    yield from map(_line, all_told.lines)
    if all_told.left_out:
        yield f"… còn {all_told.left_out} lỗi nữa / {all_told.left_out} more"


def _line(line: FindingLine) -> str:
    place = f"{line.file}:{', '.join(each or '-' for each in line.elements)}"
    return f"{place}: {line.rule} {line.message} — {line.mend}"
