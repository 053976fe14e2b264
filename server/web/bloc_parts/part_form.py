"""The form of one part of a bloc-year, or of a list within one: its words and its fields."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from server.domain.bloc_draft.parts import DraftPart
from server.web.bloc_parts.row_fields import Laid

WITHIN: Final[Mapping[DraftPart, str]] = {DraftPart.VOTING: "awards", DraftPart.COUNCIL: "awards"}
"""The lists within parts that have a form of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartForm:
    """The form of a part; `listed`: the part is a list of tables, and `one` what each is called."""

    part: DraftPart
    title: str
    lead: str
    fields: Sequence[Laid]
    listed: bool = True
    one: str = ""
    prefix: str = ""
    """What ids of new ones begin with; empty where they have none."""
    always: Sequence[str] = ()
    """The ids that every file has."""
    within: str = ""
    """The list within the part that the form is of; empty for the part itself."""
    key: str = "id"
    """What tells one of a list from another; empty where nothing does."""

    @property
    def address(self) -> str:
        """The last word of its page's address."""
        return f"{self.part}-{self.within}" if self.within else str(self.part)

    @property
    def place(self) -> str:
        """What mistakes call what the form is of."""
        return f"{self.part}.{self.within}" if self.within else str(self.part)

    @property
    def beside(self) -> Collection[str]:
        """What is shown elsewhere of its tables."""
        return ("id", *(() if self.within or self.part not in WITHIN else (WITHIN[self.part],)))

    def value_in(self, part: Any) -> Any:  # noqa: ANN401 - a value of TOML
        """Return what the form is of, in the value of its part."""
        if not self.within:
            return part
        return part.get(self.within) if isinstance(part, Mapping) else None

    def put_in(self, part: Any, value: Any) -> Any:  # noqa: ANN401 - values of TOML
        """Return the part with another value of what the form is of."""
        if not self.within:
            own = WITHIN.get(self.part, "")
            kept = part.get(own) if own and isinstance(part, Mapping) else None
            return {**(value or {}), own: kept} if kept else value
        before = part if isinstance(part, Mapping) else {}
        rest = {key: each for key, each in before.items() if key != self.within}
        return {**rest, self.within: value} if value else rest


def address_of(field: str, part: DraftPart) -> str:
    """Return the address of the form that a field of a part is in."""
    own = WITHIN.get(part, "")
    return f"{part}-{own}" if own and field.startswith(f"{part}.{own}[") else str(part)
