"""A way that goes on by an answer that a trial has made up says so, wherever it is told."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from server.actions.definitions.deployed import build
from server.actions.definitions.form_reading import form_of
from server.actions.trial import try_files
from server.actions.trial.field_uses import FieldUses
from server.actions.trial.filling import FormFiller
from server.actions.trial.scenario import OPENED_ON, Scenario
from server.cli import main
from tests.actions.trial import small_processes as small
from tests.engine.drawings import Pool


def counting(condition: str, *, form: str = "plain") -> dict[str, str]:
    """Count how many have agreed, and go a way of its own where a condition holds."""
    pool = Pool("p").start().user("agree", "leader", form=form)
    pool.service("tally", "count", of="'agree'").xor("q").user("more", "head", form="plain").end()
    pool.flow("begin", "agree", "tally", "q").flow("q", "more", when=condition)
    return small.files(pool.flow("q", "done", default=True).flow("more", "done"))


def tried(folder: Path, files: Mapping[str, str], *options: str) -> None:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    main(["try", str(folder), *options])


GUESSING, KNOWING = counting("tally.count > 3"), counting("agree.verdict == 'return'", form="form")
SAID = {
    "vi": "* Kết quả giả định, hồ sơ thật có thể không ra: bước 2 (“tally”)",
    "en": "* Guessed answers, to which a real case may never come: step 2 (“tally”)",
}


@pytest.mark.parametrize("language", SAID)
def test_a_guess_is_marked_at_its_step_and_told_below_the_way(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    tried(tmp_path, GUESSING, "--lang", language)
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert SAID[language] in lines
    assert [line for line in lines if re.match(r"2\* ", line)]
    assert not [line for line in lines if re.match(r"[13]\*", line)]


def test_a_program_reads_whose_answer_was_guessed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tried(tmp_path, GUESSING, "--json")
    (told,) = json.loads(capsys.readouterr().out)
    several = {(stage["element"], *stage["guessed"]) for way in told["ways"]
               for stage in way["stages"]}  # fmt: skip
    assert several == {("opening",), ("agree", "tally"), ("more",)}


def test_the_page_tells_a_guess_in_both_languages(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    tried(tmp_path, GUESSING, "--page", str(page))
    html = page.read_text(encoding="utf-8")
    assert "<td>2*</td>" in html
    for language, said in SAID.items():
        assert f'<span lang="{language}">{said[2:]}</span>' in html


def test_what_nobody_asks_an_operation_is_not_called_a_guess(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    tried(tmp_path, KNOWING, "--page", str(page))
    assert "*" not in capsys.readouterr().out
    assert "*</td>" not in page.read_text(encoding="utf-8")


def test_the_way_of_a_finding_tells_a_guess() -> None:
    (found,) = try_files("t", GUESSING).problems
    assert (found.rule, found.element) == ("TRY-NOBODY", "more")
    assert found.holes["way"] == "opening → agree:done (guessed)"
    assert found.holes["way.vi"] == "opening → agree:done (giả định)"


def test_a_step_that_breaks_by_a_guess_tells_it() -> None:
    breaking = counting("tally.count > 3 and agree.count > 1", form="form")
    found = {each.rule: each.holes for each in try_files("t", breaking).problems}
    assert found["TRY-BREAKS"]["said"].endswith(" (guessed)")
    assert found["TRY-BREAKS"]["said.vi"].endswith(" (giả định)")
    always = counting("agree.count > 1", form="form")
    found = {each.rule: each.holes for each in try_files("t", always).problems}
    assert "guessed" not in found["TRY-BREAKS"]["said"]


@pytest.mark.parametrize(("read", "guessed"), [("agree.contested", True), ("true", False)])
def test_what_a_package_adds_to_a_form_is_a_guess_where_it_is_read(
    read: str, *, guessed: bool
) -> None:
    model = build("t", counting(f"tally.count > 3 and {read}"))
    filler = FormFiller(FieldUses(model.definition, model.manifest), Scenario(1), ())
    added = frozenset({"contested"})
    several = filler.fillings("agree", form_of(model, "plain"), added, OPENED_ON)
    assert {each.guessed for each in several} == {guessed}
