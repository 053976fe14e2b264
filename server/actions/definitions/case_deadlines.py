"""Which deadlines of a bloc-year bear on a case: what its process names."""

from server import engine
from server.actions.definitions.deployed import Deployed
from server.domain.blocs.rules import CaseRules, Deadline


def deadlines_of(model: Deployed, rules: CaseRules) -> tuple[Deadline, ...]:
    """Return those named by a due date, a timer or a milestone; a package's process has all."""
    if model.manifest.package:
        return rules.deadlines
    days = [source for _, source in engine.dated(model.definition)]
    days += [each.due for each in model.manifest.milestones.values() if each.due]
    read = {path for source in days for path in engine.paths(source)}
    named = {field for name, field in read if name == engine.DEADLINES}
    return tuple(each for each in rules.deadlines if each.id in named)
