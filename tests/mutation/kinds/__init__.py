"""Every kind of mutation."""

from tests.mutation.kinds import (
    elements,
    figures,
    files,
    flows,
    manifests,
    openings,
    papers,
    printouts,
    properties,
    rows,
    scopes,
    tables,
    taken,
)
from tests.mutation.kinds.kind import MutationKind

KINDS: tuple[MutationKind, ...] = (
    *elements.KINDS,
    *flows.KINDS,
    *properties.KINDS,
    *scopes.KINDS,
    *tables.KINDS,
    *manifests.KINDS,
    *figures.KINDS,
    *files.KINDS,
    *rows.KINDS,
    *openings.KINDS,
    *papers.KINDS,
    *printouts.KINDS,
    *taken.KINDS,
)
