"""The decision tables of a definition are found by the decisions they hold, and frozen with it."""

from pathlib import Path

import pytest

from server.actions.definitions.definition_files import source
from server.actions.definitions.deployed import files_hash
from tests.engine.drawings import Pool
from tests.lint.samples.material import diagram, table

DRAWING = diagram(
    Pool("p").start().rule("size", "quota").end().flow("begin", "size", "done")
)  # fmt: skip


def written(folder: Path, drawing: str = DRAWING) -> dict[str, str]:
    (folder / "t.bpmn").write_text(drawing, encoding="utf-8")
    (folder / "sizes.dmn").write_bytes(table(("-", "1"), inputs=(("round", "integer", ""),)))
    (folder / "other.dmn").write_bytes(table(("-", "1"), name="other"))
    found = source(folder / "t.bpmn", [folder]).read()
    return {name: data.decode() for name, data in found.items()}


def test_a_table_is_found_by_its_decision_whatever_its_file_is_called(tmp_path: Path) -> None:
    assert written(tmp_path).keys() == {"t.bpmn", "sizes.dmn"}


@pytest.mark.parametrize("prefix", ["camunda", "zeebe", "spiffworkflow"])
def test_a_table_that_a_property_names_is_found_as_well(tmp_path: Path, prefix: str) -> None:
    said = f'<{prefix}:property name="decision" value=" quota "/>'
    held = f"<{prefix}:properties>{said}</{prefix}:properties>"
    called = "<spiffworkflow:calledDecisionId>quota</spiffworkflow:calledDecisionId>"
    assert called in DRAWING
    assert written(tmp_path, DRAWING.replace(called, held)).keys() == {"t.bpmn", "sizes.dmn"}


def test_a_changed_table_is_another_version(tmp_path: Path) -> None:
    files = written(tmp_path)
    other = {**files, "sizes.dmn": files["sizes.dmn"].replace(">1<", ">2<")}
    assert other != files
    assert files_hash(other) != files_hash(files)
