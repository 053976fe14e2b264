"""A form takes what it needs of the common forms, and is one form when it is read."""

import json
from pathlib import Path
from typing import Any

import pytest

from server.actions.definitions.definition_files import source
from server.actions.definitions.deployed import build
from server.engine.lint.forms import forms
from server.form_shape import ReferenceRefused, written_out
from server.forms import read, written_forms

FOLDER = Path("forms/common")
COMMON = {
    f"common/{path.name}": path.read_bytes()
    for path in FOLDER.glob("*.json")
    if not path.name.endswith(".en.json")
}
NAMES = sorted(COMMON)


def spelled(name: str, **form: object) -> dict[str, Any]:
    files = {**COMMON, f"{name}.json": json.dumps(form).encode()}
    found: dict[str, Any] = json.loads(written_forms(files)[name])
    return found


def refused(documents: dict[str, Any]) -> ReferenceRefused:
    with pytest.raises(ReferenceRefused) as caught:
        written_out("a.json", documents)
    return caught.value


@pytest.mark.parametrize("name", NAMES)
def test_every_common_form_lints_clean_and_can_be_read_by_itself(name: str) -> None:
    beside = forms.documents(COMMON)
    assert forms.read(name, COMMON[name], beside)[1] == ()
    form = read("own", json.dumps(spelled("own", **{"$ref": name})).encode())
    assert form.title
    assert form.description.endswith(".")
    assert form.actions


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_common_form_has_its_english(name: str) -> None:
    form = read(
        name, written_forms({**COMMON, "own.json": json.dumps({"$ref": name}).encode()})["own"]
    )
    english: dict[str, str] = {}
    for path in FOLDER.glob("*.en.json"):
        english |= json.loads(path.read_bytes())
    words = {form.title, form.description, *(action.label for action in form.actions)}
    for field in form.fields.values():
        labels = field.get("x-labels", {})
        assert isinstance(labels, dict)
        words |= {
            str(field["title"]),
            str(field.get("description", "")),
            *map(str, labels.values()),
        }
    assert words - {""} <= english.keys()


def test_a_form_begins_with_a_common_one_and_adds_its_own() -> None:
    form = spelled(
        "issue",
        **{
            "$ref": "common/number_and_date.json",
            "title": "Ban hành kế hoạch",
            "x-sign": True,
            "required": ["recipients"],
            "properties": {"recipients": {"type": "array", "x-widget": "recipients"}},
        },
    )
    assert list(form["properties"]) == ["number", "date", "recipients"]
    assert form["required"] == ["number", "date", "recipients"]
    assert (form["title"], form["x-sign"]) == ("Ban hành kế hoạch", True)
    assert form["additionalProperties"] is False


def test_one_field_of_a_common_form_is_taken_with_words_of_its_own() -> None:
    reference = "common/number_and_date.json#/properties/number"
    form = spelled("own", properties={"number": {"$ref": reference, "title": "Số kế hoạch"}})
    assert form["properties"]["number"] == {
        "type": "string",
        "title": "Số kế hoạch",
        "maxLength": 100,
    }


def test_a_form_without_a_reference_keeps_its_bytes() -> None:
    data = b'{ "title":  "x" }'
    assert written_forms({"a.json": data, **COMMON}) == {"a": data}


@pytest.mark.parametrize(
    "reference",
    [
        "other.json",
        "../a.json",
        "common/../a.json",
        "/etc/passwd",
        "file:///etc/passwd",
        "http://127.0.0.1/a.json",
        "common/approve.en.json",
        "common/nowhere.json",
        "common/approve.json#/properties/nowhere",
        "#",
        "",
    ],
)
def test_what_is_not_there_or_leaves_the_folder_is_refused(reference: str) -> None:
    documents = {name: json.loads(data) for name, data in COMMON.items()}
    documents["a.json"] = {"properties": {"x": {"$ref": reference}}}
    assert refused(documents).circular is False


def test_what_leads_back_to_itself_is_refused() -> None:
    one = {"a.json": {"$ref": "common/b.json"}, "common/b.json": {"$ref": "common/c.json"}}
    assert refused({**one, "common/c.json": {"$ref": "common/b.json"}}).circular
    assert refused({"a.json": {"properties": {"x": {"$ref": "#/properties/x"}}}}).circular


def test_what_grows_without_end_is_refused() -> None:
    doubled = {
        f"common/n{n}.json": {
            "a": {"$ref": f"common/n{n + 1}.json"},
            "b": {"$ref": f"common/n{n + 1}.json"},
        }
        for n in range(40)
    }
    assert not refused(
        {"a.json": {"$ref": "common/n0.json"}, **doubled, "common/n40.json": {}}
    ).circular


def test_a_definition_is_frozen_with_the_common_forms_it_refers_to(tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    (folder / "common").mkdir(parents=True)
    for path in FOLDER.glob("*.json"):
        (folder / "common" / path.name).write_bytes(path.read_bytes())
    (folder / "own.json").write_text('{"$ref": "common/sign.json"}')
    diagram = tmp_path / "p.bpmn"
    diagram.write_text('<x:property name="form" value="own"/>')
    files = source(diagram, (folder,)).read()
    taken = {name for name in files if name.startswith("common/")}
    assert taken == {
        f"common/{name}{ending}"
        for name in ("sign", "approve", "return")
        for ending in (".json", ".en.json")
    }


def test_a_version_says_the_common_forms_words_in_english_and_its_own_win() -> None:
    diagram = Path("workflows/evaluation.bpmn").read_text()
    files = {
        "evaluation.bpmn": diagram,
        "evaluation.toml": Path("workflows/evaluation.toml").read_text(),
    }
    for path in Path("forms").glob("*.json"):
        files[path.name] = path.read_text()
    for path in FOLDER.glob("*.json"):
        files[f"common/{path.name}"] = path.read_text()
    files["rank.json"] = json.dumps(
        {**json.loads(files["rank.json"]), "$ref": "common/acknowledge.json"}
    )
    files["evaluation.en.json"] = '{"Ghi chú": "Remark"}'
    version = build("evaluation", files)
    assert version.english["Đã nhận"] == "Received"
    assert version.english["Ghi chú"] == "Remark"
    assert "note" in read("rank", version.forms["rank"]).fields
    assert not any(name.startswith("common/") for name in version.forms)
