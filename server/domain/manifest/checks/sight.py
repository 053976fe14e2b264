"""What must hold of circles: each is there and used, of levels that are, after what can stand."""

from collections.abc import Iterator

from server.domain.manifest.checks.finding import Finding, Judged, listed
from server.domain.manifest.circles import OF_REMARKS
from server.domain.manifest.entries import Circle, Level, Moment
from server.domain.toml_file import Path


def circles(judged: Judged) -> Iterator[Finding]:
    """Refuse the name of a circle that is not there."""
    known = frozenset(judged.manifest.sight)
    for path, name in named_circles(judged):
        if name not in known:
            yield Finding("CIRCLE", path, {"circle": name, "known": listed(known)})


def used(judged: Judged) -> Iterator[Finding]:
    """Refuse a circle nothing names: it was meant for something that is now closed."""
    named = {name for _, name in named_circles(judged)}
    for name in judged.manifest.sight:
        if name not in named and name not in OF_REMARKS:
            yield Finding("CIRCLE-UNUSED", ("sight", name), {"circle": name})


def levels(judged: Judged) -> Iterator[Finding]:
    """Refuse a role that no lane can have."""
    known = judged.roles.names
    for path, circle in circles_of(judged):
        for grant in circle:
            if grant.level is Level.ROLE and grant.role not in known:
                said = f"There is no role {grant.role}. The roles are: {listed(known)}."
                vietnamese = f"Không có vai {grant.role}. Các vai: {listed(known)}."
                yield Finding("LEVEL", path, {"said": said, "said.vi": vietnamese})


def milestones(judged: Judged) -> Iterator[Finding]:
    """Refuse to wait for a milestone that is not there: the circle would never widen."""
    for path, circle in circles_of(judged):
        for after in dict.fromkeys(grant.after for grant in circle):
            if after is not None and not _can_come(judged, path, after):
                yield Finding("SIGHT-MILESTONE", path, {"value": str(after)})


def _can_come(judged: Judged, path: Path, after: Moment) -> bool:
    """Tell whether a milestone can stand where it is named: a list knows those of a case alone."""
    elsewhere = after.kind not in {"", judged.manifest.key}
    told = path != ("known",) and judged.chained(after.kind) if elsewhere else True
    return told and judged.reached(after)


def circles_of(judged: Judged) -> Iterator[tuple[Path, Circle]]:
    """Give every circle with its place."""
    yield ("known",), judged.manifest.known
    for name, circle in judged.manifest.sight.items():
        yield ("sight", name), circle


def named_circles(judged: Judged) -> Iterator[tuple[Path, str]]:
    """Give every naming of a circle with its place."""
    manifest = judged.manifest
    named: list[tuple[Path, str]] = []
    for element, task in manifest.tasks.items():
        for key, name in (("see", task.see), ("history", task.history), ("remarks", task.remarks)):
            named.append((("tasks", element, key), name))
    named += [(("files", kind), name) for kind, name in manifest.files.items()]
    named += [(("matters", matter), name) for matter, name in manifest.matters.items()]
    named += [(("documents", kind, "see"), each.see) for kind, each in manifest.documents.items()]
    named += [(("printouts", key, "see"), each.see) for key, each in manifest.printouts.items()]
    yield from ((path, name) for path, name in named if name)
