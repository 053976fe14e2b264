"""What modellers and editors offer is what the engine and the manifests understand."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import jsonschema
import pytest

from server.actions.deployment.modelling import Vocabulary, element_templates, manifest_schema
from server.cli.modelling import described
from server.config import ROOT, Settings
from server.domain.manifest import entries
from server.domain.manifest.documents import DocumentEntry
from server.engine.diagram import dialects
from server.engine.diagram.shape import PROPERTIES
from tests.worlds import calling

SHIPPED = ROOT / "docs" / "modelling"
MANIFESTS = sorted((ROOT / "workflows").glob("*.toml"))
RENAMED = {
    "about_opener": "about",
    "condition": "if",
    "sources": "from",
    "tasks": "task",
    "element": "",
    "type": "",
    "key": "",
    "role": "",
    "level": "",
    "after": "after",
}
"""Fields of a manifest's entries that are written under another name, or are no word of it."""


@pytest.fixture(scope="module")
def known() -> Vocabulary:
    return Vocabulary.of(ROOT / "workflows", ROOT / "forms")


def test_the_shipped_files_are_what_the_command_writes() -> None:
    made = described(Settings.from_environment({}))
    assert {file.name: file.read_text(encoding="utf-8") for file in SHIPPED.iterdir()} == made


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda path: path.stem)
def test_every_manifest_we_ship_fits_the_schema(manifest: Path, known: Vocabulary) -> None:
    content = tomllib.loads(manifest.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(manifest_schema(known)).validate(content)


def test_every_word_of_a_manifest_is_offered(known: Vocabulary) -> None:
    schema = manifest_schema(known)
    words = set(words_of(schema))
    for entry in (
        *(entries.Manifest, entries.Opening, entries.TimedOpening, entries.Milestone),
        *(entries.TaskEntry, entries.ParticipantSet, DocumentEntry, entries.RowsOf),
    ):
        for each in fields(entry):
            if entry is entries.Milestone and each.name == "name":
                continue
            word = RENAMED.get(each.name, each.name)
            assert not word or word in words, f"{entry.__name__}.{each.name}"


def test_a_misspelt_word_and_an_unknown_act_are_underlined(known: Vocabulary) -> None:
    judge = jsonschema.Draft202012Validator(manifest_schema(known))
    good = {"name": "Thư", "short": "Thư", "tasks": {"one": {"see": "all", "act": "sign"}}}
    assert judge.is_valid(good)
    assert not judge.is_valid({**good, "milestone": {}})
    assert not judge.is_valid({**good, "tasks": {"one": {"see": "all", "act": "sing"}}})
    assert not judge.is_valid({**good, "sight": {"all": ["blok"]}})


@pytest.mark.parametrize("language", ["vi", "en"])
def test_templates_write_properties_the_engine_understands(
    language: str, known: Vocabulary
) -> None:
    understood = {"bpmn:" + kind[0].upper() + kind[1:]: names for kind, names in PROPERTIES.items()}
    spelt = {dialects.OPERATION, dialects.DECISION, dialects.PAYLOAD, "calledElement"}
    for template in element_templates(known, language):
        kinds = [template.get("elementType", {}).get("value") or template["appliesTo"][0]]
        for name in bound(template["properties"]):
            fits = name in spelt or name.startswith((dialects.PARAMETER, *dialects.CALL))
            assert fits or all(name in understood.get(kind, ()) for kind in kinds), (kinds, name)


def test_every_property_of_the_engine_is_offered(known: Vocabulary) -> None:
    offered = {
        name
        for template in element_templates(known, "vi")
        for name in bound(template["properties"])
    }
    assert set[str]().union(*PROPERTIES.values()) <= offered


def test_a_property_is_chosen_from_what_is_there(known: Vocabulary) -> None:
    text = json.dumps(element_templates(known, "en"))
    for name in (*known.forms, *known.roles, *known.deadlines, *known.operations):
        assert json.dumps(name) in text


def test_a_process_that_can_be_called_is_offered_with_what_it_takes(
    tmp_path: Path, known: Vocabulary
) -> None:
    for name, text in {**calling.caller_files(), **calling.CALLED_FILES}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    calls = Vocabulary.of(tmp_path, tmp_path).calls
    assert {name: set(each.fields) for name, each in calls.items()}[calling.CALLED] == {
        *("amount", "urgent"),
    }
    templates = element_templates(replace(known, calls=calls), "en")
    name = f"binhxet.call-activity-{calling.CALLED}"
    (made,) = [each for each in templates if each["id"] == name]
    assert [*bound(made["properties"])] == ["calledElement", "in.amount", "in.urgent", "out.result"]


def words_of(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        properties = schema.get("properties")
        if isinstance(properties, dict):
            yield from properties
        for each in schema.values():
            yield from words_of(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from words_of(each)


def bound(properties: list[dict[str, object]]) -> Iterator[str]:
    for each in properties:
        binding = each["binding"]
        assert isinstance(binding, dict)
        yield str(binding["name"])
