"""Every kind of mutation."""

from tests.mutation.kinds import elements, files, flows, manifests, properties, rows, scopes, tables
from tests.mutation.kinds.kind import MutationKind

KINDS: tuple[MutationKind, ...] = (
    *elements.KINDS,
    *flows.KINDS,
    *properties.KINDS,
    *scopes.KINDS,
    *tables.KINDS,
    *manifests.KINDS,
    *files.KINDS,
    *rows.KINDS,
)
