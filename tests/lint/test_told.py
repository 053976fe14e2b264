"""How findings are told: the worst first, equal ones as one, fifty at most, what to do first."""

import json
from pathlib import Path

import pytest

from server.actions.deployment.told_findings import A_SCREEN, FIRST, MOST, told
from server.cli import main
from tests.engine.drawings import Pool
from tests.lint.samples.material import FORM, diagram, laid_out


def finding(rule: str, element: str, message: str = "wrong") -> dict[str, str]:
    return {"file": "t.bpmn", "element": element, "rule": rule, "message": message, "mend": "mend"}


def test_equal_findings_are_one_line_with_all_their_elements() -> None:
    (line,) = told([finding("TITLE", "a"), finding("TITLE", "b")]).lines
    assert line.elements == ("a", "b")


def test_what_keeps_a_file_from_being_read_comes_before_what_is_left_over() -> None:
    rules = ["MESSAGE-UNUSED", "TITLE", "XOR-DEFAULT", "XML-SYNTAX"]
    lines = told(finding(rule, "a") for rule in rules).lines
    assert [line.rule for line in lines] == list(reversed(rules))


def test_what_the_engine_refuses_of_subprocesses_comes_before_what_runs_and_is_wrong() -> None:
    rules = ["SUBPROCESS", "CALL", "BOUNDARY", "ERROR-CAUGHT"]
    lines = told(finding(rule, "a") for rule in ("ROLE", "VARIABLE-UNSET", *rules)).lines
    assert [line.rule for line in lines] == [*rules, "ROLE", "VARIABLE-UNSET"]


def test_fifty_lines_are_shown_and_the_rest_is_counted() -> None:
    found = told(finding("TITLE", "a", str(number)) for number in range(MOST + 7))
    assert (len(found.lines), found.left_out) == (MOST, 7)


def test_above_more_than_a_screen_stand_the_three_things_to_do_first() -> None:
    several = [finding("TITLE", "a", str(number)) for number in range(A_SCREEN)]
    assert told(several).first == ()
    worse = [finding(rule, "b") for rule in ("XOR-DEFAULT", "TAG", "ROOT", "ROLE")]
    first = told([*several, *worse]).first
    assert [(line.rule, count) for line, count in first] == [
        ("ROOT", 1), ("TAG", 1), ("XOR-DEFAULT", 1),
    ]  # fmt: skip
    assert len(first) == FIRST


def unknown(folder: Path) -> str:
    """Write a diagram as somebody draws it who knows nothing of us."""
    pool, names = Pool("p").start(), [f"step_{number}" for number in range(30)]
    for name in names:
        pool.put("task", name)
    text = diagram(pool.end().flow("begin", *names, "done"))
    (folder / "t.bpmn").write_bytes(laid_out(text))
    (folder / "form.json").write_text(json.dumps(FORM))
    return str(folder / "t.bpmn")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_unknown_diagram_is_told_on_one_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    assert main(["lint", unknown(tmp_path), "--lang", language]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) <= MOST + FIRST + 2
    assert any(line.count("step_") == len(range(30)) for line in lines)
