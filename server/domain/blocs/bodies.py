"""The bodies outside the bloc that its dossiers pass, and with which post each receives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from server.domain.blocs.roles import RECEIVING
from server.domain.canonical import LATER
from server.domain.texts.words import Words

OFFICER: Final = "officer"
"""With which post a department receives where its file does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body outside the bloc that takes part in its dossier.

    `receives` is the position whose post is sent what goes to the body, None where its file does
    not say; `symbol` its own in numbers of its documents, as a unit's.
    """

    id: str
    name: Words
    short: Words
    receives: str | None = field(default=None, metadata={LATER: True})
    symbol: str | None = field(default=None, metadata={LATER: True})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bodies:
    """The three bodies a dossier passes, and the departments that only give points."""

    home_affairs: Body
    council: Body
    chairman: Body
    departments: tuple[Body, ...] | None = field(default=None, metadata={LATER: True})

    def by_kind(self) -> Mapping[str, Body]:
        """Return the three by their kind."""
        return {
            "home_affairs": self.home_affairs,
            "council": self.council,
            "chairman": self.chairman,
        }

    def everyone(self) -> tuple[Body, ...]:
        """Return the three and the departments."""
        return (*self.by_kind().values(), *(self.departments or ()))

    def receiving(self, body_id: str) -> str | None:
        """Return the position with which a body receives; None for what is none of them."""
        for kind, body in self.by_kind().items():
            if body.id == body_id:
                return body.receives or RECEIVING[kind]
        for body in self.departments or ():
            if body.id == body_id:
                return body.receives or OFFICER
        return None
