"""What is written and does nothing: what another word says already, or nobody ever asks."""

from collections.abc import Iterator

from server.domain.manifest.checks.finding import Finding, Judged
from server.domain.manifest.checks.name import said
from server.domain.manifest.entries import Circle, Grant, TaskEntry
from server.domain.manifest.outline import OPENING
from server.domain.toml_file import Path


def opening_row(judged: Judged) -> Iterator[Finding]:
    """Refuse in the row of the opening form what only a person's task can be."""
    row = judged.manifest.tasks.get(OPENING)
    if row is None or OPENING in judged.outline.tasks:
        return
    if row != TaskEntry(element=OPENING, see=row.see, history=row.history, condition=row.condition):
        yield Finding("OPENING-ROW", ("tasks", OPENING))


def grants(judged: Judged) -> Iterator[Finding]:
    """Refuse a grant beside the same one that takes in more, or that stands there twice."""
    manifest = judged.manifest
    circles: list[tuple[Path, Circle]] = [(("known",), manifest.known)]
    circles += [(("sight", name), circle) for name, circle in manifest.sight.items()]
    for path, circle in circles:
        for number, grant in enumerate(circle):
            twice = grant in circle[:number]
            whole = Grant(grant.level, role=grant.role)
            if twice or (whole in circle and grant != whole):
                yield Finding("TWICE", path, {"word": said(grant), "wider": said(whole)})


def histories(judged: Judged) -> Iterator[Finding]:
    """Refuse to say of a task's history what holds without a word."""
    for element, entry in judged.manifest.tasks.items():
        if entry.history and entry.history == entry.see:
            holes = {"word": f"history = {entry.history}", "wider": f"see = {entry.see}"}
            yield Finding("TWICE", ("tasks", element, "history"), holes)


def never_reached(judged: Judged) -> Iterator[Finding]:
    """Refuse a milestone of an empty list of tasks."""
    for name, each in judged.manifest.milestones.items():
        if not (each.tasks or each.every or each.passed):
            holes = {"said": "The list is empty, so nothing reaches this milestone."}
            holes["said.vi"] = "Danh sách trống, nên không gì đạt được mốc này."
            yield Finding("MILESTONE", ("milestones", name), holes)


def several_of_one(judged: Judged) -> Iterator[Finding]:
    """Refuse to wait for two outcomes of one task at once: it comes out one way at a time."""
    for name, milestone in judged.manifest.milestones.items():
        named = [each.element for each in milestone.every]
        for element in sorted({each for each in named if named.count(each) > 1}):
            holes = {
                "said": f"{element} comes out one way at a time; every wants all of them at once.",
                "said.vi": f"{element} mỗi lần chỉ ra một kết luận, mà every đòi có đủ cùng lúc.",
            }
            yield Finding("MILESTONE", ("milestones", name, "every"), holes)


def outcomes(judged: Judged) -> Iterator[Finding]:
    """Refuse a task with one outcome beside the same task with any."""
    for name, milestone in judged.manifest.milestones.items():
        any_outcome = {each.element for each in milestone.tasks if not each.outcome}
        for each in milestone.tasks:
            if each.outcome and each.element in any_outcome:
                holes = {"word": f"{each.element}:{each.outcome}", "wider": each.element}
                yield Finding("TWICE", ("milestones", name, "task"), holes)
