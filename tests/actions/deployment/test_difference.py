"""A difference names all that differs, in words, and marks it on both diagrams."""

import json
from collections.abc import Callable, Mapping

import pytest

from server.actions.definitions.deployed import build
from server.actions.deployment.deploy import collect
from server.actions.deployment.difference import (
    Change,
    DifferenceLine,
    LineGroup,
    Version,
    difference,
    marks,
)
from server.config import ROOT
from tests.engine.expressions import feel_tables as dmn
from tests.worlds.processes.unknown_process import UnknownProcess

KEY = "evaluation"
VERDICT = "approve.verdict"
Edit = Callable[[dict[str, str]], object]


def version(key: str, files: Mapping[str, str]) -> Version:
    return Version(build(key, files), files)


def collected() -> dict[str, str]:
    return collect(KEY, ROOT / "workflows", ROOT / "forms")


def changed(edit: Edit) -> tuple[DifferenceLine, ...]:
    """Give the lines of one edit, without those that only name files."""
    files = collected()
    edit(files)
    lines = difference(version(KEY, collected()), version(KEY, files))
    assert [each for each in lines if each.group is LineGroup.FILES]
    return tuple(each for each in lines if each.group is not LineGroup.FILES)


def replaced(name: str, old: str, new: str) -> Edit:
    def edit(files: dict[str, str]) -> None:
        assert old in files[name], old
        files[name] = files[name].replace(old, new, 1)

    return edit


def test_two_versions_of_the_same_bytes_differ_in_nothing() -> None:
    assert difference(version(KEY, collected()), version(KEY, collected())) == ()


def test_a_renamed_element_is_told_and_marked_as_changed() -> None:
    (line,) = changed(replaced("evaluation.bpmn", 'name="Thẩm định lần 1"', 'name="Chấm lại"'))
    assert (line.group, line.change, line.part) == (LineGroup.ELEMENTS, Change.CHANGED, "name")
    assert (line.old, line.new, line.code) == ("Thẩm định lần 1", "Chấm lại", "appraise")
    assert marks((line,)).changed == {"appraise"}


def test_another_role_stands_under_roles() -> None:
    lines = changed(replaced("evaluation.bpmn", 'value="appraiser"', 'value="secretary"'))
    roles = [each for each in lines if each.group is LineGroup.ROLES]
    assert {(each.old, each.new) for each in roles} == {("appraiser", "secretary")}
    assert "appraise" in {each.code for each in roles}


def test_who_sees_what_comes_first_and_marks_its_task() -> None:
    def edit(files: dict[str, str]) -> None:
        line = next(x for x in files["evaluation.toml"].splitlines() if x.startswith("score = {"))
        other = line.replace('see = "sheet"', 'see = "case"').replace("see = 'sheet'", "")
        assert other != line
        replaced("evaluation.toml", line, other)(files)

    lines = changed(edit)
    assert lines[0].group is LineGroup.SIGHT
    assert lines[0].code == "tasks.score.see"
    assert (lines[0].old, lines[0].new) == ("sheet", "case")
    assert marks(lines).changed == {"score"}


def test_a_grant_of_a_circle_is_sight() -> None:
    def edit(files: dict[str, str]) -> None:
        head, _, tail = files["evaluation.toml"].partition("[sight]\n")
        files["evaluation.toml"] = f'{head}[sight]\nanew = ["everyone"]\n{tail}'

    (line,) = changed(edit)
    assert (line.group, line.change, line.code) == (LineGroup.SIGHT, Change.ADDED, "sight.anew")
    assert line.new == "everyone"


def test_a_condition_is_told_as_it_was_and_is() -> None:
    lines = changed(
        replaced("evaluation.bpmn", "approve.verdict == 'return'", "approve.verdict != 'approve'")
    )
    (line,) = [each for each in lines if each.group is LineGroup.FLOWS]
    assert (line.change, line.part) == (Change.CHANGED, "condition")
    assert "approve.verdict == 'return'" in line.old
    assert "approve.verdict != 'approve'" in line.new
    assert marks(lines).changed


@pytest.mark.parametrize(
    ("edit", "change", "code", "part"),
    [
        (lambda form: form["properties"].update(n={"type": "string"}), Change.ADDED, ".n", ""),
        (lambda form: form["properties"].pop("comment"), Change.REMOVED, ".comment", ""),
        (lambda form: form["properties"]["comment"].update(maxLength=7), Change.CHANGED,
         ".comment", "maxLength"),
        (lambda form: form.update(title="x"), Change.CHANGED, "", "title"),
    ],
)  # fmt: skip
def test_a_field_of_a_form_is_told(
    edit: Callable[[dict[str, object]], object], change: Change, code: str, part: str
) -> None:
    def edited(files: dict[str, str]) -> None:
        form = json.loads(files["approve_sheet.json"])
        edit(form)
        files["approve_sheet.json"] = json.dumps(form)

    lines = [each for each in changed(edited) if each.group is LineGroup.FORMS]
    assert (change, f"approve_sheet{code}", part) in {
        (each.change, each.code, each.part) for each in lines
    }
    assert marks(tuple(lines)).changed == {"approve"}


def test_english_alone_is_told_too() -> None:
    (line, *_) = changed(replaced("evaluation.en.json", '": "', '": "x'))
    assert line.group is LineGroup.WORDS


def test_what_is_only_written_otherwise_is_a_file_and_nothing_more() -> None:
    assert (
        changed(replaced("evaluation.bpmn", "<bpmn:collaboration", "<!-- x --><bpmn:collaboration"))
        == ()
    )


def test_elements_that_came_and_went_are_marked_each_on_its_diagram() -> None:
    one = UnknownProcess()
    other = UnknownProcess(key=one.key)
    lines = difference(
        *(
            version(one.key, {name: data.decode() for name, data in each.files.items()})
            for each in (one, other)
        )
    )
    found = marks(lines)
    assert {other.first, other.second} <= found.added
    assert {one.first, one.second} <= found.removed
    assert not found.added & found.changed


def test_of_a_first_version_all_is_new() -> None:
    files = {name: data.decode() for name, data in UnknownProcess(key="q").files.items()}
    lines = difference(None, version("q", files))
    assert {each.change for each in lines} == {Change.ADDED}
    assert {
        LineGroup.SIGHT,
        LineGroup.ELEMENTS,
        LineGroup.FORMS,
        LineGroup.MANIFEST,
        LineGroup.FILES,
    } <= {each.group for each in lines}


def test_a_version_of_before_there_were_manifests_is_compared_by_what_it_had() -> None:
    old = collected()
    del old["evaluation.toml"]
    lines = difference(version(KEY, old), version(KEY, collected()))
    assert not [each for each in lines if each.code == "known"]


def test_what_a_table_of_others_declares_beside_its_cells_is_told() -> None:
    def edit(files: dict[str, str]) -> None:
        parts = dmn.model("twice", "n", "2 * n"), dmn.alone("fee", "twice(3)")
        files["fee.dmn"] = dmn.file(*parts).decode()

    found = {each.part: each.new for each in changed(edit) if each.group is LineGroup.TABLES}
    assert found["beside"] == "twice(n) = 2 * n"
