"""What a form may say for pages to show it: the forms and the linter ask it."""

from server.form_shape.field_types import (
    OF_PARTIES,
    ROUTABLE,
    FieldType,
    field_type,
    members_widget,
)
from server.form_shape.keywords import strange

__all__ = ["OF_PARTIES", "ROUTABLE", "FieldType", "field_type", "members_widget", "strange"]
