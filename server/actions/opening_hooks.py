"""What a process's package does when a case of it opens: handed in by the process's key."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias
from uuid import UUID

from server.domain.canonical import Json
from server.store import Session

OpeningHook: TypeAlias = Callable[[Session, UUID, UUID | None], Mapping[str, Json]]
"""Given the new case and the one it follows; it answers what history tells of it, or refuses."""
OpeningHooks: TypeAlias = Mapping[str, OpeningHook]
NO_HOOKS: Final[OpeningHooks] = MappingProxyType({})
