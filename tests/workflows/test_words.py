"""Every definition says the same in English, whole and with nothing left over."""

import json
import re
from collections.abc import Iterator

import pytest
from lxml import etree

from tests.workflows.product import BPMN, KEYS, SPIFF, WORKFLOWS, forms, manifest, shipped, tree

HOLES = re.compile(r"\{[a-z_.]+\}")

every_definition = pytest.mark.parametrize("key", KEYS)


def form_words(node: object) -> Iterator[str]:
    """Go through every word a person reads, wherever it stands in a form."""
    if isinstance(node, list):
        for value in node:
            yield from form_words(value)
    elif isinstance(node, dict):
        yield from node.get("x-labels", {}).values()
        own = {name: node[name] for name in ("title", "description", "label") if name in node}
        yield from (value for value in own.values() if isinstance(value, str))
        for value in node.values():
            yield from form_words(value)


def diagram_words(key: str) -> Iterator[str]:
    for node in tree(key).iter(f"{BPMN}*"):
        if node.tag == f"{BPMN}documentation":
            yield node.text or ""
        elif node.get("name") and node.tag != f"{BPMN}message":
            yield node.get("name", "")
    for each in tree(key).iter(f"{SPIFF}property"):
        if each.get("name") == "title":
            yield each.get("value", "")


def table_words() -> Iterator[str]:
    for node in etree.parse(WORKFLOWS / "eligibility.dmn").getroot().iter(etree.Element):
        tag = etree.QName(node).localname
        yield from (value for value in (node.get("label"),) if value)
        if tag == "description":
            yield node.text or ""
        elif tag in {"definitions", "decision"}:
            yield node.get("name", "")


def words(key: str) -> set[str]:
    found = {*diagram_words(key), *manifest(key).words()}
    for form in forms(key).values():
        found |= set(form_words(form))
    return found | set(table_words()) if key == "award_review" else found


def english(key: str) -> dict[str, str]:
    """Read a definition's own English words."""
    found: dict[str, str] = json.loads((WORKFLOWS / f"{key}.en.json").read_bytes())
    return found


@every_definition
def test_every_word_has_its_english_and_no_english_is_left_over(key: str) -> None:
    assert words(key) <= shipped(key).english.keys()
    assert english(key).keys() <= words(key)
    assert all(text.strip() for text in english(key).values())


@every_definition
def test_the_english_keeps_the_holes_of_a_title(key: str) -> None:
    for vietnamese, text in english(key).items():
        assert sorted(HOLES.findall(vietnamese)) == sorted(HOLES.findall(text)), vietnamese


def test_the_same_word_is_translated_the_same_everywhere() -> None:
    seen: dict[str, str] = {}
    for key in KEYS:
        for vietnamese, text in english(key).items():
            assert seen.setdefault(vietnamese, text) == text, vietnamese
