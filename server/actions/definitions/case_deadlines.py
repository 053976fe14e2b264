"""Which deadlines of a bloc-year bear on a case, or on a process: what it names."""

from collections.abc import Iterable, Iterator

from server import engine
from server.actions.definitions.deployed import Deployed
from server.domain.blocs.rules import CaseRules, Deadline


def deadlines_of(model: Deployed, rules: CaseRules) -> tuple[Deadline, ...]:
    """Return those named by a due date, a timer or a milestone; a package's process has all."""
    if model.manifest.package:
        return rules.deadlines
    return _named(_days_within(model), rules)


def deadlines_of_process(model: Deployed, rules: CaseRules) -> tuple[Deadline, ...]:
    """Return those named within its cases, and those by which the system opens one."""
    opened = (
        source
        for each in model.manifest.open.timed
        for source in (each.at, each.where, *each.computed.values())
    )
    return _named([*_days_within(model), *opened], rules)


def _days_within(model: Deployed) -> Iterator[str]:
    yield from (source for _, source in engine.dated(model.definition))
    yield from (each.due for each in model.manifest.milestones.values() if each.due)


def _named(sources: Iterable[str], rules: CaseRules) -> tuple[Deadline, ...]:
    read = {path for source in sources for path in engine.paths(source)}
    named = {field for name, field in read if name == engine.DEADLINES}
    return tuple(each for each in rules.deadlines if each.id in named)
