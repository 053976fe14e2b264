"""Every diagram of the product runs, says who does what, and names it."""

from collections import Counter

import pytest

from server.domain.blocs.known_deadlines import KNOWN_DEADLINES
from server.domain.blocs.roles import DEFAULT
from server.engine import Kind
from tests.workflows.product import BPMN, FORMS, KEYS, WORKFLOWS, definition, forms, manifest, tree

every_definition = pytest.mark.parametrize("key", KEYS)


def test_every_definition_has_a_manifest_and_every_manifest_a_definition() -> None:
    assert {path.stem for path in WORKFLOWS.glob("*.toml")} == set(KEYS)


@every_definition
def test_the_engine_accepts_it_and_begins_with_bloc_unit_or_province(key: str) -> None:
    assert definition(key).main in {f"{key}_bloc", f"{key}_unit", f"{key}_province"}


@every_definition
def test_a_persons_task_has_a_role_a_form_a_title_and_a_deadline_we_know(key: str) -> None:
    roles = {role.id for role in DEFAULT}
    for element in definition(key).elements.values():
        if element.kind == Kind.USER:
            assert element.role in roles, element.id
            assert element.form in forms(key), element.id
            assert "{" in (element.title or ""), f"{element.id}: nothing tells two of them apart"
            dated = element.due is None or element.dated is not None
            assert dated or element.due in KNOWN_DEADLINES, element.id


@every_definition
def test_every_element_has_a_name_and_every_task_a_documentation(key: str) -> None:
    for element in definition(key).elements.values():
        assert element.name, element.id
        if element.kind in {Kind.USER, Kind.SERVICE}:
            assert element.documentation.endswith("."), element.id


@every_definition
def test_a_task_that_is_signed_is_marked_in_the_diagram_and_in_its_form(key: str) -> None:
    for element in definition(key).elements.values():
        if element.kind == Kind.USER:
            form = forms(key)[str(element.form)]
            assert (element.properties.get("sign") == "password") == form.get("x-sign", False)


@every_definition
def test_every_gateway_of_conditions_has_a_default(key: str) -> None:
    ways = Counter(flow.get("sourceRef") for flow in tree(key).iter(f"{BPMN}sequenceFlow"))
    for element in definition(key).elements.values():
        if element.kind == Kind.EXCLUSIVE and ways[element.id] > 1:
            assert element.default is not None, element.id


@every_definition
def test_a_throw_of_keys_goes_to_a_set_of_participants(key: str) -> None:
    model = definition(key)
    for element in model.elements.values():
        if element.to is not None:
            processes = {model.elements[target].process for target in model.targets(element.id)}
            assert all(model.processes[name].each for name in processes), element.id


@every_definition
def test_a_wait_for_all_listens_to_sets_of_participants_alone(key: str) -> None:
    model = definition(key)
    for element in model.elements.values():
        if element.properties.get("await"):
            assert element.properties["await"] == "all"
            senders = [model.processes[name] for name in model.senders(element.id)]
            assert senders, element.id
            assert all(sender.each for sender in senders), element.id


@every_definition
def test_sets_of_participants_are_marked_so(key: str) -> None:
    for pool in tree(key).iter(f"{BPMN}participant"):
        each = definition(key).elements[pool.get("id", "")].properties.get("each")
        assert each in {None, "units", "scrutineers", *manifest(key).sets}
        assert (pool.find(f"{BPMN}participantMultiplicity") is not None) == (each is not None)


def test_every_form_is_used() -> None:
    used = {name for key in KEYS for name in forms(key)}
    assert {path.stem for path in FORMS.glob("*.json")} == used


@pytest.mark.parametrize(
    ("key", "element", "approves"),
    [
        ("evaluation", "approve", "score"),
        ("award_review", "sign", "minutes"),
        ("submission", "sign", "dossier"),
        ("submission", "put_sign", "appraise_dossier"),
    ],
)
def test_who_approves_is_not_who_wrote(key: str, element: str, approves: str) -> None:
    assert definition(key).elements[element].approves == approves
