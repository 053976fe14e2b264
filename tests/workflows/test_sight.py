"""Who sees what of the deployed processes: every record by every role after every milestone.

`sight.txt` holds the expected answers, a line a record: who sees it always, and who else from which
milestone on. It is written by hand; a line that differs is shown as it would have to be.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from server.domain.cases.sight import UNDECLARED, of_history, of_remarks, of_task
from server.domain.manifest import parse_manifest
from server.domain.manifest.entries import Manifest
from tests.workflows.product import KEYS, definition, manifest
from tests.workflows.renaming import renamed
from tests.workflows.sights import WHO, Asked, answers, asked

TABLE = Path(__file__).with_name("sight.txt")
GROUPS: Mapping[str, tuple[str, ...]] = {
    "bloc": ("officer", "head", "appraiser", "member", "deputy", "secretary", "leader"),
    "bodies": ("affairs", "affairs_head", "council", "chairman"),
    "unit": ("officer", "head"),
    "organiser": ("secretary", "leader"),
}


def table() -> dict[str, str]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    found = [line.partition("|") for line in lines if line and not line.startswith("#")]
    return {" ".join(name.split()): said.strip() for name, _, said in found}


def line(found: Mapping[str, str]) -> str:
    """Write who sees a record as the table does."""
    whens: dict[str, list[str]] = {}
    for who in WHO:
        for when in found.get(who, "").split(", "):
            whens.setdefault(when, []).append(who)
    whens.pop("", None)
    first = sorted(whens, key=lambda when: (when != "always", len(whens[when]), when))
    return "; ".join(f"{when}: {' '.join(_grouped(whens, when))}" for when in first) or "nobody"


def _grouped(whens: Mapping[str, list[str]], when: str) -> list[str]:
    found, all_ = list(whens[when]), {*whens[when], *whens.get("always", ())}
    for group, members in GROUPS.items():
        if set(members) <= all_ and not set(members).isdisjoint(found):
            found = [group, *(each for each in found if each not in members)]
    return sorted(found, key=lambda each: (each not in GROUPS, [*GROUPS, *WHO].index(each)))


ASKED = [(key, each) for key in KEYS for each in asked(definition(key), manifest(key))]


@pytest.mark.parametrize(("key", "each"), ASKED, ids=[f"{key} {each.name}" for key, each in ASKED])
def test_a_record_is_seen_by_whom_the_table_says(key: str, each: Asked) -> None:
    assert line(answers(manifest(key), each)) == table().get(f"{key} {each.name}")


def test_the_table_has_no_line_of_what_is_not_there() -> None:
    assert table().keys() == {f"{key} {each.name}" for key, each in ASKED}


@pytest.mark.parametrize("key", KEYS)
def test_whatever_its_elements_are_called_everything_is_seen_by_whom_it_was(key: str) -> None:
    model, old = renamed(key)
    found: dict[str, str] = {}
    for each in asked(model.definition, model.manifest):
        element, _, part = each.name.partition(" ")
        name = f"{key} {' '.join(filter(None, (old.get(element, element), part)))}"
        found[name] = line(answers(model.manifest, each))
    assert found == {name: said for name, said in table().items() if name.startswith(f"{key} ")}


def test_an_element_nobody_declared_is_seen_by_its_workers_and_the_auditor_alone() -> None:
    said = parse_manifest("submission", 'name = "x"\nshort = "x"\nbodies = ["home_affairs"]\n')
    assert isinstance(said, Manifest)
    assert of_task(said, "decide") == of_history(said, "decide") == UNDECLARED
    assert of_remarks(said, "decide", about_unit=True) == UNDECLARED
    of = {each.name: each for each in asked(definition("submission"), said)}
    assert line(answers(said, of["check page"])) == "always: affairs affairs_head auditor"
