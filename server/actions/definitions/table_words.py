"""What a decision table of a version is called, its columns and its lines: in Vietnamese."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from server.actions.definitions.deployed import Deployed


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWords:
    """`inputs` are expression and label of each, `lines` what each line says of itself."""

    name: str = ""
    inputs: Sequence[tuple[str, str]] = ()
    outputs: Mapping[str, str] = field(default_factory=dict)
    lines: Sequence[str] = ()


def table_words(model: Deployed, decision_id: str) -> TableWords:
    """Return the words of a table; none for one that the version does not have."""
    found = model.definition.decisions.get(decision_id)
    if found is None:
        return TableWords()
    labels = (column.label for column in found.domains)
    said = (column.label for column in found.answers)
    return TableWords(
        name=found.name,
        inputs=[*zip(found.inputs, labels, strict=True)],
        outputs=dict(zip(found.outputs, said, strict=True)),
        lines=[line.description for line in found.lines],
    )
