"""A manifest is frozen with its version; versions from before there were any have one by key."""

import json

import pytest
from sqlalchemy.orm import Session

from server.actions.definitions.deployed import build, deployed, files_hash
from server.actions.definitions.legacy_manifests import PROCESSES, legacy_manifests
from server.actions.deployment import deploy
from server.config import ROOT
from server.domain.administration.repairs import CaseBroken
from server.domain.manifest import parse_manifest
from server.domain.toml_file import FileMistakes
from server.store.blocs import bloc_years
from tests.worlds.year import BEGINS, Year

KEYS = ("award_review", "evaluation", "submission")
FORM = """{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
"additionalProperties": false, "required": ["half"], "properties": {"half": {"type": "string",
"title": "Kỳ", "enum": ["first", "second"],
"x-labels": {"first": "Đầu năm", "second": "Cuối năm"}, "x-route": true}},
"x-actions": [{"field": null, "value": null, "label": "Mở", "style": "primary"}]}"""


def files(key: str = "evaluation") -> dict[str, str]:
    return deploy.collect(key, ROOT / "workflows", ROOT / "forms")


def replaced(key: str, old: str, new: str) -> dict[str, str]:
    """Give a definition with a piece of its manifest replaced."""
    made = files(key)
    assert old in made[f"{key}.toml"]
    return {**made, f"{key}.toml": made[f"{key}.toml"].replace(old, new, 1)}


def put(session: Session, key: str, made: dict[str, str]) -> str:
    """Keep a version as it was deployed before a rule that would refuse it."""
    version = files_hash(made)
    bloc_years.add_definition(session, version_hash=version, key=key, files=made, now=BEGINS)
    return version


def test_a_manifest_is_one_of_the_files_a_version_is_named_for(session: Session) -> None:
    made = replaced("evaluation", "order = 30", "order = 31")
    version, added = deploy.deploy(session, "evaluation", made, actor=None, now=BEGINS)
    assert added
    assert deployed(session, version.hash).manifest.order == 31


def test_so_is_the_opening_form_that_no_task_names(session: Session) -> None:
    made = files()
    made["half.json"] = FORM
    made["evaluation.toml"] = made["evaluation.toml"].replace(
        'one = "year"', 'form = "half"\none = "opening.half"'
    )
    named = made["evaluation.toml"].replace("cuối năm {year}", "cuối năm, lần {number}", 1)
    made["evaluation.toml"] = named
    version, _ = deploy.deploy(session, "evaluation", made, actor=None, now=BEGINS)
    made["half.json"] = FORM.replace("Kỳ", "Đợt")
    other, added = deploy.deploy(session, "evaluation", made, actor=None, now=BEGINS)
    assert added
    assert {"half"} == version.forms.keys() - build("evaluation", files()).forms.keys()
    assert version.hash != other.hash


def test_a_diagram_without_a_manifest_is_refused(session: Session) -> None:
    made = files()
    del made["evaluation.toml"]
    with pytest.raises(deploy.DefinitionRefused, match="MANIFEST evaluation"):
        deploy.deploy(session, "evaluation", made, actor=None, now=BEGINS)


def test_a_manifest_with_a_mistake_is_refused(session: Session) -> None:
    made = replaced("evaluation", "recall = true", "recal = true")
    with pytest.raises(deploy.DefinitionRefused, match=r"KEY tasks\.score\.recal"):
        deploy.deploy(session, "evaluation", made, actor=None, now=BEGINS)


@pytest.mark.parametrize("key", KEYS)
def test_a_version_from_before_there_were_manifests_has_the_one_of_its_key(
    key: str, session: Session
) -> None:
    made = files(key)
    del made[f"{key}.toml"]
    english: dict[str, str] = json.loads(made[f"{key}.en.json"])
    manifest = legacy_manifests()[key]
    for word in manifest.words():
        english.pop(word, None)
    made[f"{key}.en.json"] = json.dumps(english)
    found = deployed(session, put(session, key, made))
    assert found.manifest == manifest
    assert all(found.words(word).en for word in manifest.words())


@pytest.mark.parametrize("key", KEYS)
def test_the_manifests_by_key_have_no_mistakes(key: str) -> None:
    assert set(legacy_manifests()) == set(KEYS)
    text = (PROCESSES / key / "legacy.toml").read_text(encoding="utf-8")
    assert not isinstance(parse_manifest(key, text), FileMistakes)


def test_a_key_that_never_had_a_manifest_is_closed(session: Session) -> None:
    made = {
        name.replace("evaluation", "purchase"): text.replace("evaluation", "purchase")
        for name, text in files().items()
        if name != "evaluation.toml"
    }
    manifest = deployed(session, put(session, "purchase", made)).manifest
    assert (manifest.name, manifest.open.by, dict(manifest.tasks)) == ("purchase", (), {})


def test_a_frozen_manifest_with_a_mistake_breaks_its_cases_by_name_and_opens_nothing(
    session: Session,
) -> None:
    made = replaced("evaluation", 'bars = "appraise"', 'bars = "to score"')
    with pytest.raises(CaseBroken, match=r"tasks\.appraise\.bars"):
        deployed(session, put(session, "evaluation", made))


def test_manifests_deployed_together_may_name_each_other(session: Session) -> None:
    made = replaced("evaluation", 'one = "year"', 'one = "year"\nafter = { pledge = "issued" }')
    pledge = 'name = "a"\nshort = "a"\nopen.by = ["leader"]\nmilestones.issued.passed = "x"\n'
    with pytest.raises(deploy.DefinitionRefused, match=r"OPEN-AFTER open\.after\.pledge"):
        deploy.deploy(session, "evaluation", made, actor=None, now=BEGINS)
    beside = {"pledge": {"pledge.toml": pledge}}
    _, added = deploy.deploy(session, "evaluation", made, actor=None, now=BEGINS, beside=beside)
    assert added


def test_a_manifest_may_name_what_the_newest_version_of_another_has(session: Session) -> None:
    made = replaced("evaluation", "[milestones]", '[milestones]\nranked = { passed = "collate" }')
    review = replaced("award_review", '= "adopted" }', '= "ranked" }')
    with pytest.raises(deploy.DefinitionRefused, match="OPEN-AFTER"):
        deploy.deploy(session, "award_review", review, actor=None, now=BEGINS)
    deploy.deploy(session, "evaluation", made, actor=None, now=BEGINS)
    _, added = deploy.deploy(session, "award_review", review, actor=None, now=BEGINS)
    assert added


def test_an_open_case_keeps_the_manifest_it_was_opened_under(year: Year, session: Session) -> None:
    case = year.open("evaluation")
    made = replaced("evaluation", "order = 30", "order = 31")
    deploy.deploy(session, "evaluation", made, actor=None, now=year.tick())
    version = str(
        session.connection()
        .exec_driver_sql("SELECT definition_hash FROM case_ WHERE id = %s", (case,))
        .scalar_one()
    )
    assert deployed(session, version).manifest.order == 30
