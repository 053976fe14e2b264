"""What a duty is called: as the diagram names what it is done with."""

from server.actions.definitions.deployed import Deployed
from server.domain.manifest import Milestone
from server.domain.manifest.duties import elements
from server.domain.texts.words import Words


def duty_name(model: Deployed, milestone: Milestone) -> Words:
    """Name a duty by the first element that reaches its milestone."""
    drawn = model.definition.elements
    names = [drawn[name].name for name in elements(milestone) if name in drawn]
    return model.words(names[0]) if names else Words(model.told(milestone.name))
