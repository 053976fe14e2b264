"""What a modeller and a text editor offer an author: lists, made from what is known here."""

from server.actions.deployment.modelling.element_templates import element_templates
from server.actions.deployment.modelling.manifest_schema import manifest_schema
from server.actions.deployment.modelling.moddle_descriptor import moddle_descriptor
from server.actions.deployment.modelling.vocabulary import Vocabulary

__all__ = ["Vocabulary", "element_templates", "manifest_schema", "moddle_descriptor"]
