"""A process's manifest: what a case is called, who opens it, what stands in it, who sees what.

`<key>.toml` beside `<key>.bpmn`, frozen with the version like the diagram and the forms.
"""

from server.domain.manifest.checks.keys import keyed_milestones
from server.domain.manifest.checks.rules import Finding, findings
from server.domain.manifest.documents import DOCUMENT_TYPE, DocumentEntry
from server.domain.manifest.entries import (
    CLOSED,
    EVERYONE,
    IMPLIED,
    MEMBER,
    ONE_A_YEAR,
    OPENED,
    PAPERS,
    ActClass,
    Circle,
    Grant,
    Level,
    Manifest,
    Milestone,
    Moment,
    Opening,
    ParticipantSet,
    RowsOf,
    Shown,
    ShownKind,
    TaskEntry,
    TaskOutcome,
    TimedOpening,
)
from server.domain.manifest.expressions import COMPUTED, Expression, expressions
from server.domain.manifest.figures import Figure
from server.domain.manifest.outline import FieldOutline, FormOutline, Outline, TaskOutline
from server.domain.manifest.parsing import (
    ManifestDraft,
    ManifestUnreadable,
    closed_manifest,
    draft_manifest,
    frozen_manifest,
    opening_form,
    parse_manifest,
)
from server.domain.manifest.printouts import Issuer, Layout, PrintedPart, PrintoutEntry, SignedBy
from server.domain.manifest.reaching import Completion, Passed, Reached, reached
from server.domain.manifest.taken import TakenRows

__all__ = [
    "CLOSED",
    "COMPUTED",
    "DOCUMENT_TYPE",
    "EVERYONE",
    "IMPLIED",
    "MEMBER",
    "ONE_A_YEAR",
    "OPENED",
    "PAPERS",
    "ActClass",
    "Circle",
    "Completion",
    "DocumentEntry",
    "Expression",
    "FieldOutline",
    "Figure",
    "Finding",
    "FormOutline",
    "Grant",
    "Issuer",
    "Layout",
    "Level",
    "Manifest",
    "ManifestDraft",
    "ManifestUnreadable",
    "Milestone",
    "Moment",
    "Opening",
    "Outline",
    "ParticipantSet",
    "Passed",
    "PrintedPart",
    "PrintoutEntry",
    "Reached",
    "RowsOf",
    "Shown",
    "ShownKind",
    "SignedBy",
    "TakenRows",
    "TaskEntry",
    "TaskOutcome",
    "TaskOutline",
    "TimedOpening",
    "closed_manifest",
    "draft_manifest",
    "expressions",
    "findings",
    "frozen_manifest",
    "keyed_milestones",
    "opening_form",
    "parse_manifest",
    "reached",
]
