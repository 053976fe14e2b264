"""What a form may say for pages to show it: the forms and the linter ask it."""

from server.form_shape.field_types import (
    OF_PARTIES,
    ROUTABLE,
    FieldType,
    field_type,
    may_hold,
    members_widget,
)
from server.form_shape.fields import (
    MOST_ROWS,
    cells_of,
    columns_of,
    fields_of,
    folds,
    given_columns,
    needed_columns,
    parts_of,
    routed_columns,
    routed_fields,
)
from server.form_shape.keywords import GIVEN, WITHOUT_REGISTER, strange
from server.form_shape.references import COMMON, ReferenceRefused, files_named, written_out

__all__ = [
    "COMMON",
    "GIVEN",
    "MOST_ROWS",
    "OF_PARTIES",
    "ROUTABLE",
    "WITHOUT_REGISTER",
    "FieldType",
    "ReferenceRefused",
    "cells_of",
    "columns_of",
    "field_type",
    "fields_of",
    "files_named",
    "folds",
    "given_columns",
    "may_hold",
    "members_widget",
    "needed_columns",
    "parts_of",
    "routed_columns",
    "routed_fields",
    "strange",
    "written_out",
]
