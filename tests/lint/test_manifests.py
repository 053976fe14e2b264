"""Every rule about manifests finds what it is for, and lets the good one pass."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from string import Formatter

import pytest

from server.actions.deployment.definition_lint import definition_problems
from server.actions.deployment.manifest_lint import manifest_problems
from server.engine import LANGUAGES, Problem, said
from server.engine.lint_words import ENTRIES
from server.engine.lint_words.manifests import ENTRIES as OF_MANIFESTS
from tests.lint.samples import knowing
from tests.lint.samples.manifest_report import GOOD, MANIFEST, SIGN, ManifestSample, spoilt
from tests.lint.samples.manifests import ALWAYS, MORE, SAMPLES
from tests.lint.samples.openings import FINE

DOMAIN = Path(__file__).parents[2] / "server" / "domain" / "manifest"
every_rule = pytest.mark.parametrize("rule", sorted(SAMPLES))
HERE = ManifestSample("", GOOD)
BACK = {"return": "return"}


def found(sample: ManifestSample) -> list[Problem]:
    return list(manifest_problems("report", sample.files, sample.others, keyed=sample.keyed))


def test_the_good_manifest_has_no_findings() -> None:
    assert found(HERE) == []


@every_rule
def test_a_bad_sample_breaks_its_rule_at_its_field(rule: str) -> None:
    problems = found(SAMPLES[rule])
    assert (rule, SAMPLES[rule].place) in [(each.rule, each.element) for each in problems]
    assert {each.file for each in problems} <= {"report.toml", "report.bpmn"}


@pytest.mark.parametrize(("rule", "sample"), MORE, ids=[f"{r}-{s.place}" for r, s in MORE])
def test_there_are_more_ways_to_break_a_rule(rule: str, sample: ManifestSample) -> None:
    assert (rule, sample.place) in [(each.rule, each.element) for each in found(sample)]


@every_rule
def test_both_languages_say_the_line_what_is_wrong_and_how_to_mend_it(rule: str) -> None:
    entry = ENTRIES[rule]
    holes = [{hole for _, hole, _, _ in Formatter().parse(text) if hole} for text in entry]
    assert holes[0] | holes[1] == holes[2] | holes[3]
    for each in found(SAMPLES[rule]):
        words = [said(each.rule, each.holes, language) for language in LANGUAGES]
        assert words[0].message != words[1].message
        assert all("\n" not in "".join(said_one) and said_one.mend for said_one in words)
        if each.rule in OF_MANIFESTS and each.rule != "MANIFEST":
            assert words[0].message.startswith(f"dòng {each.holes['line']}: ")


@pytest.mark.parametrize(("old", "new"), FINE)
def test_what_is_meant_is_let_pass(old: str, new: str) -> None:
    assert [each.rule for each in found(spoilt("", old, new))] == []


@pytest.mark.parametrize("sample", knowing.FINE)
def test_each_unit_that_is_asked_may_know_of_the_case(sample: ManifestSample) -> None:
    assert [each.rule for each in found(sample)] == []


def test_a_number_that_is_asked_for_with_its_outcome_is_let_pass() -> None:
    assert found(ManifestSample("", {**GOOD, "sign.json": json.dumps(ALWAYS).encode()})) == []


def test_a_paper_with_a_number_is_made_however_its_task_comes_out() -> None:
    form = _judged(BACK, required=["verdict", "number"])
    text = GOOD["report.toml"].decode().replace('when = "sign", ', "")
    sample = {**GOOD, "sign.json": form, "report.toml": text.encode()}
    assert found(ManifestSample("", sample)) == []


def test_a_milestone_may_name_sending_back_as_well_or_be_of_a_case_about_its_unit() -> None:
    either = 'task = ["sign:sign", "sign:return"], due'
    text = MANIFEST.replace('task = "sign", outcome = "sign", due', either)
    sample = {**GOOD, "sign.json": _judged(BACK), "report.toml": text.encode()}
    assert "MILESTONE-BACK" not in [each.rule for each in found(ManifestSample("", sample))]
    own = MANIFEST.replace('["bloc"]', '["bloc", "own_unit"]')
    sample = {**GOOD, "report.toml": own.replace("act =", 'about = "opener"\nact =', 1).encode()}
    assert "SIGHT-OWN" not in [each.rule for each in found(ManifestSample("", sample))]


def test_a_signature_whose_outcomes_have_their_class_needs_no_other() -> None:
    text = GOOD["report.toml"].decode().replace('act = "sign", ', "")
    form = _judged({"sign": "approve", **BACK}, **{"x-sign": True})
    files = {**GOOD, "sign.json": form, "report.toml": text.encode()}
    assert "ACT-OTHER" not in [each.rule for each in found(ManifestSample("", files))]


def _judged(outcomes: Mapping[str, str], **words: object) -> bytes:
    """Write the form of a signature that may be sent back."""
    choice = {"title": "Kết luận", "enum": ["sign", "return"], "x-outcome": outcomes}
    number = {"type": "string", "title": "Số"}
    form = {**SIGN, "properties": {"verdict": choice, "number": number}, **words}
    return json.dumps(form).encode()


def test_the_line_is_the_one_on_which_the_field_stands() -> None:
    (problem,) = found(SAMPLES["SHOWS-HIDDEN"])
    text = SAMPLES["SHOWS-HIDDEN"].files["report.toml"].decode()
    assert text.splitlines()[int(problem.holes["line"]) - 1].startswith("accept = ")


def test_a_mend_names_those_bodies_alone_that_have_a_lane() -> None:
    (problem,) = found(SAMPLES["BODIES"])
    assert problem.holes["known"] == "home_affairs"


def test_every_rule_has_a_sample_and_every_rule_of_the_domain_has_words() -> None:
    assert set(OF_MANIFESTS) == set(SAMPLES)
    source = "".join(path.read_text(encoding="utf-8") for path in (DOMAIN / "checks").glob("*.py"))
    raised = set(re.findall(r"Finding\(\s*\"([A-Z-]+)\"", source))
    assert raised <= set(OF_MANIFESTS)


def test_a_mistake_of_writing_is_told_once_and_what_fits_is_judged_all_the_same() -> None:
    text = GOOD["report.toml"].decode().replace('act = "sign"', 'act = "seal"')
    text = text.replace("plan.issued", "plan.sent")
    sample = ManifestSample("", {**GOOD, "report.toml": text.encode()})
    assert [each.rule for each in found(sample)] == ["ACT", "SIGHT-MILESTONE"]


def test_a_definition_is_judged_with_its_manifest() -> None:
    rules = {each.rule for each in definition_problems("report", GOOD, HERE.others)}
    assert "FORM-OPEN" in rules
    files: Mapping[str, bytes] = SAMPLES["HOLE"].files
    assert "HOLE" in {each.rule for each in definition_problems("report", files, HERE.others)}


def test_a_manifest_may_name_what_the_product_has_always_had() -> None:
    text = GOOD["report.toml"].decode().replace("plan.issued", "submission.submitted")
    text = text.replace('{ plan = "issued" }', '{ submission = "submitted" }')
    sample = {**GOOD, "report.toml": text.encode()}
    rules = {each.rule for each in definition_problems("report", sample, HERE.others)}
    assert "SIGHT-MILESTONE" not in rules
