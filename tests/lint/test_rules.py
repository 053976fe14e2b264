"""Every rule finds what it is for, and lets the mended file pass."""

import re
from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import Final

import pytest

from server.cli import main
from server.engine import LANGUAGES, Definition, DefinitionRefused, findings, said
from server.engine.lint.forms.keywords import OF_FIELD
from server.engine.lint_words import ENTRIES
from tests.actions.trial.small_processes import FAULTY
from tests.engine.drawings import Pool
from tests.lint.samples import (
    beginning,
    calls,
    decisions,
    diagrams,
    forms,
    idle_forms,
    manifests,
    messages,
    subprocesses,
    tasks,
)
from tests.lint.samples.material import (
    GOOD,
    KNOWN,
    Sample,
    changed,
    diagram,
    table,
    with_diagram,
    with_field,
    with_table,
)
from tests.work import work

ROOT = Path(__file__).parents[2]
MOST: Final = 5_000_000  # calls of functions; 200 lines that meet one another take 1,650,000
SAMPLES: Mapping[str, Sample] = {
    **beginning.SAMPLES,
    **diagrams.SAMPLES,
    **messages.SAMPLES,
    **subprocesses.SAMPLES,
    **tasks.SAMPLES,
    **forms.SAMPLES,
    **decisions.SAMPLES,
}
every_rule = pytest.mark.parametrize("rule", sorted(SAMPLES))


def found(files: Mapping[str, bytes]) -> list[tuple[str, str]]:
    return [(each.rule, each.element) for each in findings("t", files, KNOWN)]


def test_the_good_definition_has_no_findings() -> None:
    assert found(GOOD) == []


@every_rule
def test_a_bad_sample_breaks_its_rule_at_its_element(rule: str) -> None:
    assert (rule, SAMPLES[rule].element) in found(SAMPLES[rule].bad)


@every_rule
def test_a_good_sample_breaks_no_rule(rule: str) -> None:
    assert found(SAMPLES[rule].good) == []


@every_rule
def test_a_finding_names_a_file_of_the_definition(rule: str) -> None:
    for finding in findings("t", SAMPLES[rule].bad, KNOWN):
        assert finding.file in {*GOOD, *SAMPLES[rule].bad, "none.json"}


def test_every_rule_has_two_samples_and_says_why_it_stands() -> None:
    beside = {*manifests.SAMPLES, *calls.SAMPLES, *FAULTY}
    assert set(ENTRIES) == {*SAMPLES, *beside}
    assert [rule for rule, entry in ENTRIES.items() if len(entry.why) < 20] == []


def test_the_documentation_lists_the_rules_as_they_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["lint", "--rules", "--lang", "en"]) == 0
    shown = (ROOT / "docs" / "linting-rules.md").read_text(encoding="utf-8")
    assert capsys.readouterr().out == shown
    listed = re.findall(r"^\| `([A-Z-]+)`[*†]? \| .{20,} \|$", shown, re.MULTILINE)
    assert sorted(listed) == sorted(ENTRIES)


def test_a_rule_is_marked_as_the_engines_own_where_it_reads_no_such_file() -> None:
    own = {rule for rule in SAMPLES if rule in refused_by_the_engine(SAMPLES[rule].bad)}
    assert own == {rule for rule in SAMPLES if ENTRIES[rule].mark == "*"}


def refused_by_the_engine(files: Mapping[str, bytes]) -> set[str]:
    """Name the rules by which the engine does not even read some files."""
    try:
        Definition.read("t", files)
    except DefinitionRefused as refused:
        return {each.rule for each in refused.problems}
    return set()


def test_every_rule_the_engine_raises_has_words() -> None:
    source = "".join(path.read_text() for path in (ROOT / "server" / "engine").rglob("*.py"))
    raised = set(re.findall(r"(?:Problem|_refused)\(\s*\"([A-Z-]+)\"", source))
    assert raised <= set(ENTRIES)
    assert set(ENTRIES) - raised <= set(re.findall(r"\"([A-Z-]+)\"", source))


@every_rule
def test_both_languages_say_what_is_wrong_and_how_to_mend_it(rule: str) -> None:
    entry = ENTRIES[rule][:4]
    holes = [{hole for _, hole, _, _ in Formatter().parse(text) if hole} for text in entry]
    assert holes[0] | holes[1] == holes[2] | holes[3]
    assert all(text.strip() == text and text for text in entry)
    for finding in findings("t", SAMPLES[rule].bad, KNOWN):
        for language in LANGUAGES:
            assert "\n" not in "".join(said(finding.rule, finding.holes, language))


@pytest.mark.parametrize(("rule", "element", "files"), [*forms.UNPOSTABLE, *idle_forms.IDLE])
def test_what_no_page_can_draw_or_post_is_found(
    rule: str, element: str, files: Mapping[str, bytes]
) -> None:
    assert (rule, element) in found(files)


@pytest.mark.parametrize("files", [*forms.POSTABLE, idle_forms.TOGETHER])
def test_every_type_of_field_that_a_page_posts_is_let_pass(files: Mapping[str, bytes]) -> None:
    assert found(files) == []


@pytest.mark.parametrize("name", sorted(tasks.BYPASSED))
def test_an_approval_can_be_bypassed(name: str) -> None:
    bad = with_diagram(tasks.BYPASSED[name])
    assert ("APPROVES-BYPASS", "approve") in found(bad)


@pytest.mark.parametrize("name", sorted(tasks.IDLE))
def test_what_is_written_and_does_nothing_is_found(name: str) -> None:
    rule, old, new = tasks.IDLE[name]
    assert rule in {each for each, _ in found(changed(old, new))}


@pytest.mark.parametrize("name", sorted(tasks.MISTYPED))
def test_values_that_never_fit_are_found_in_a_condition(name: str) -> None:
    rule, source = tasks.MISTYPED[name]
    assert rule in {each for each, _ in found(tasks.asked(source))}


@pytest.mark.parametrize("name", sorted(tasks.MISNAMED))
def test_an_operation_over_records_names_what_is_there(name: str) -> None:
    rule, files = tasks.MISNAMED[name]
    assert rule in {each for each, _ in found(files)}


@pytest.mark.parametrize(
    ("part", "fits"),
    [("round", True), ("'1.5'", False), ("units", False), ("mode", False), ("key", True)],
)
def test_a_share_is_of_numbers(part: str, *, fits: bool) -> None:
    pool = Pool("p").start().service("added", "share", part=part)
    pool.end().flow("begin", "added", "done")
    rules = {each for each, _ in found(with_diagram(diagram(pool)))}
    assert ("RECORDS" not in rules) is fits


@pytest.mark.parametrize("name", sorted(decisions.MISCALLED))
def test_a_table_is_called_with_what_fits_it_and_read_as_what_it_answers(name: str) -> None:
    rule, element, files = decisions.MISCALLED[name]
    assert any(each == rule and at.startswith(element) for each, at in found(files)), found(files)


def test_the_choice_that_was_meant_is_proposed() -> None:
    (problem,) = findings("t", tasks.asked("mode == 'opne'"), KNOWN)
    assert "did you mean “open”?" in said(problem.rule, problem.holes).mend


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_long_list_whole_names_are_told_and_then_the_one_that_was_meant(
    language: str,
) -> None:
    (problem,) = findings("t", with_field("x", **{"type": "string", "x-routes": True}), KNOWN)
    told = said(problem.rule, problem.holes, language).mend.partition(": ")[2]
    names, _, meant = told.partition(", … — ")
    assert {*names.split(", ")} < OF_FIELD
    assert "“x-route”?" in meant


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_choice_that_is_unlike_what_is_written_is_proposed(language: str) -> None:
    (problem,) = findings("t", tasks.asked("mode == 'zzzz'"), KNOWN)
    mend = said(problem.rule, problem.holes, language).mend
    assert mend.endswith("open, paper")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_decimal_in_an_expression_says_how_it_is_written(language: str) -> None:
    several = findings("t", tasks.asked("round > 1.5"), KNOWN)
    (problem,) = [each for each in several if each.rule == "EXPRESSION"]
    assert "'1.5'" in said(problem.rule, problem.holes, language).message
    assert "FEEL" in said(problem.rule, problem.holes, language).message


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_there_is_no_number_to_name_it_says_what_to_put_into_the_form(language: str) -> None:
    rule, files = tasks.MISNAMED["a field that is no number"]
    (problem,) = [each for each in findings("t", files, KNOWN) if each.rule == rule]
    mend = said(rule, problem.holes, language).mend
    assert ("trường số", "a number")[language == "en"] in mend
    assert "—" not in mend


def test_text_from_a_file_cannot_break_the_line() -> None:
    words = said("TITLE", {"hole": "{a\nb\x1b[31m\u2028c}", "known": "x" * 1000})
    assert len("".join(words).splitlines()) == 1
    assert "\x1b" not in words.message
    assert len(words.mend) < 250


def test_judging_a_large_table_ends() -> None:
    for count, rule in ((1_000, "DMN-GAP"), (2_000, "DMN-SIZE")):
        lines = [(str(number), "1") for number in range(count)]
        files = with_table(table(*lines, inputs=(("percent", "number", ""),)))
        assert {each for each, _ in found(files)} == {rule}
        assert work(lambda files=files: found(files)) < MOST  # type: ignore[misc]
    several = [(str(number), "1") for number in range(200)]
    files = with_table(table(*several, ("-", "1"), inputs=(("percent", "number", ""),)))
    assert {rule for rule, _ in found(files)} == {"DMN-OVERLAP"}
    assert work(lambda: found(files)) < MOST
