"""The form of one part of a bloc-year: its words and its fields."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.bloc_draft.parts import DraftPart
from server.web.bloc_parts.fields import FormField


@dataclass(frozen=True, slots=True, kw_only=True)
class PartForm:
    """The form of a part; `listed`: the part is a list of tables, and `one` what each is called."""

    part: DraftPart
    title: str
    lead: str
    fields: Sequence[FormField]
    listed: bool = True
    one: str = ""
    prefix: str = ""
    """What ids of new ones begin with; empty where the id is typed."""
    always: Sequence[str] = ()
    """The ids that every file has."""
