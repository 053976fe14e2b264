"""`binhxet lint`: a line a finding, in two languages or JSON, and what its exit code says."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from server.cli import main
from tests.lint.samples.diagrams import ONE
from tests.lint.samples.material import FORM, laid_out, table

_FIELDS = FORM["properties"]
assert isinstance(_FIELDS, dict)
PLAIN = {
    **FORM,
    "properties": {name: {**_FIELDS[name], "title": name} for name in ("verdict", "comment")},
}
FORMLESS = {"form.json": json.dumps(PLAIN).encode()}
LED = ONE.replace('"officer"', '"leader"')
GOOD = laid_out(LED)
BAD = laid_out(LED.replace('id="done"', 'id="End"').replace('"done"', '"End"'))
NAMED = b"""name = "Thu {number}"
short = "Thu"
open.by = ["leader"]
sight.all = ["bloc"]
tasks.one.see = "all"
"""
LINE = re.compile(r"(.+):([^:]+): ([A-Z-]+) (.+) — (.+)")


def written(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def test_the_products_own_definitions_and_forms_are_clean(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["lint", "workflows", "forms"]) == 0
    assert capsys.readouterr().out == ""


def test_a_clean_folder_exits_0(tmp_path: Path) -> None:
    written(tmp_path, {"t.bpmn": GOOD, "t.toml": NAMED, **FORMLESS})
    assert main(["lint", str(tmp_path)]) == 0


def test_findings_exit_1_with_a_line_each_that_names_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path, {"t.bpmn": BAD, "forms/form.json": b"{}"})
    assert main(["lint", str(tmp_path / "t.bpmn")]) == 1
    lines = capsys.readouterr().out.splitlines()
    found = [match.groups() for match in map(LINE.fullmatch, lines) if match]
    assert len(found) == len(lines) > 1
    assert {group[:3] for group in found} >= {
        (str(tmp_path / "t.bpmn"), "End", "ID-RESERVED"),
        (str(tmp_path / "forms" / "form.json"), "form", "FORM-OPEN"),
    }


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe", b"", b'{"', b"name = ", b"\x00"],
    ids=["bytes", "none", "a", "b", "nul"],
)
@pytest.mark.parametrize("name", ["t.bpmn", "t.toml", "t.en.json", "t.dmn", "form.json"])
def test_a_file_that_is_half_saved_is_told_and_no_more(
    tmp_path: Path, name: str, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"t.bpmn": GOOD, "t.toml": NAMED, **FORMLESS, "t.dmn": table(), name: content}
    written(tmp_path, files)
    assert main(["lint", str(tmp_path)]) in {1, 2}
    assert str(tmp_path / name) in capsys.readouterr().out


def test_json_holds_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path, {"t.bpmn": BAD, "t.toml": NAMED, **FORMLESS})
    for option in (["--format", "json"], ["--json"]):
        assert main(["lint", str(tmp_path), "--lang", "en", *option]) == 1
        (item,) = json.loads(capsys.readouterr().out)
        assert set(item) == {"file", "element", "rule", "message", "mend"}
        assert (item["element"], item["rule"]) == ("End", "ID-RESERVED")
        assert item["message"] == "this id is reserved by the engine"


def test_vietnamese_comes_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["lint", str(written(tmp_path, {"t.bpmn": BAD, **FORMLESS}))])
    assert "id này là từ dành riêng" in capsys.readouterr().out


@pytest.mark.parametrize("files", [{}, {"notes.txt": b""}, {"t.bpmn": b"<x"}, {"t.bpmn": b"\xff"}])
def test_what_cannot_be_read_exits_2(tmp_path: Path, files: Mapping[str, bytes]) -> None:
    assert main(["lint", str(written(tmp_path, files))]) == 2


def test_a_file_that_is_not_there_exits_2_and_the_others_are_still_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path, {"t.bpmn": BAD, **FORMLESS})
    assert main(["lint", str(tmp_path / "none.bpmn"), str(tmp_path / "t.bpmn")]) == 2
    assert "ID-RESERVED" in capsys.readouterr().out


def test_a_diagram_without_a_manifest_is_a_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lint", str(written(tmp_path, {"t.bpmn": GOOD, **FORMLESS}))]) == 1
    assert f"{tmp_path / 't.bpmn'}:t: MANIFEST " in capsys.readouterr().out


@pytest.mark.parametrize("asked", ["", "t.bpmn", "t.toml"])
def test_a_manifest_is_judged_beside_its_diagram(
    asked: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoilt = NAMED.replace(b"tasks.one", b"tasks.two")
    written(tmp_path, {"t.bpmn": GOOD, "t.toml": spoilt, **FORMLESS})
    assert main(["lint", str(tmp_path / asked), "--lang", "en"]) == 1
    out = capsys.readouterr().out.splitlines()
    toml = str(tmp_path / "t.toml")
    assert {match.groups()[:3] for match in map(LINE.fullmatch, out) if match} == {
        (toml, "tasks.one", "SIGHT-MISSING"),
        (toml, "tasks.two", "TASK-UNKNOWN"),
    }


def test_manifests_of_one_folder_may_name_each_other(tmp_path: Path) -> None:
    after = NAMED + b'open.after.u = "sent"\n'
    other = NAMED.replace(b'short = "Thu"', b'short = "Th"')
    sent = other + b'milestones.sent.task = "one"\n'
    written(tmp_path, {"t.bpmn": GOOD, "t.toml": after, "u.bpmn": GOOD, "u.toml": sent})
    written(tmp_path, FORMLESS)
    assert main(["lint", str(tmp_path)]) == 0
    (tmp_path / "u.toml").write_bytes(other)
    assert main(["lint", str(tmp_path)]) == 1


def test_the_opening_form_is_one_of_the_definitions_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = NAMED + b'open.form = "begin"\n'
    written(tmp_path, {"t.bpmn": GOOD, "t.toml": opened, **FORMLESS})
    assert main(["lint", str(tmp_path / "t.bpmn")]) == 1
    assert "OPEN-FORM" in capsys.readouterr().out
    written(tmp_path, {"forms/begin.json": b"{}"})
    main(["lint", str(tmp_path / "t.bpmn")])
    out = capsys.readouterr().out
    assert f"{tmp_path / 'forms' / 'begin.json'}:begin: FORM-OPEN" in out
    assert "OPEN-FORM" not in out


def test_a_file_of_another_kind_exits_2(tmp_path: Path) -> None:
    written(tmp_path, {"notes.txt": b"notes"})
    assert main(["lint", str(tmp_path / "notes.txt")]) == 2


def test_a_form_and_a_table_can_be_looked_at_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path, {"a.json": b"[]", "b.dmn": b"<!DOCTYPE x><x/>"})
    assert main(["lint", str(tmp_path / "a.json"), str(tmp_path / "b.dmn")]) == 1
    out = capsys.readouterr().out
    assert "FORM-JSON" in out
    assert "XML-DOCTYPE" in out
