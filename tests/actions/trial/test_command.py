"""`binhxet try`: what it prints, the page it writes, and what its exit code says."""

import io
import itertools
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from server.cli import main
from server.cli.trial.progress import Progress
from server.config import ROOT
from tests.actions.trial import small_processes as small


def written(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_what_shows_nothing_exits_0_and_says_who_gets_what(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path, small.sound())
    assert main(["try", str(tmp_path / "t.bpmn")]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("t: không thấy gì sai, ")
    rows = [line.split() for line in said.out.splitlines()]
    assert ["2", "Thư", "ký", "Khối", "write"] in rows
    assert ["3", "Trưởng", "khối", "agree", "approve"] in rows
    assert said.err == ""


def test_rows_taken_over_are_said_to_be_made_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "p.html"
    shipped = str(ROOT / "workflows" / "pledge_progress.bpmn")
    main(["try", shipped, "--steps", "20", "--page", str(page), "--lang", "en"])
    said = "Rows taken over are played as one made-up row, held against no record"
    assert f"{said}: progress.targets, year_result.targets" in capsys.readouterr().out
    assert said in page.read_text("utf-8")


def test_findings_exit_1_worded_as_the_linter_words_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path, small.never_answered())
    assert main(["try", str(tmp_path), "--lang", "en"]) == 1
    out = capsys.readouterr().out
    assert f"{tmp_path / 't.bpmn'}:answered: TRY-DEAD-END a case stands at answered for ever" in out
    assert " — send the message on every way" in out


def test_one_is_told_from_several_in_english(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path, small.never_answered())
    assert main(["try", str(tmp_path), "--lang", "en"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("t: 1 finding, ")
    ways = [line for line in out.splitlines() if line.startswith("Way ")]
    assert ways
    assert [line for line in ways if "1 members" in line] == []


def test_what_cannot_be_read_exits_2_and_the_linter_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = small.sound()
    written(tmp_path, {**files, "t.bpmn": files["t.bpmn"].replace('"done"', '"End"')})
    assert main(["try", str(tmp_path)]) == 2
    assert "End: ID-RESERVED" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["khong-co", "."])
def test_what_is_no_process_exits_2(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["try", str(tmp_path / name)]) == 2
    assert str(tmp_path) in capsys.readouterr().err


def test_json_says_the_same_to_a_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path, small.with_a_hole())
    assert main(["try", str(tmp_path), "--json"]) == 1
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["key"], told["complete"], told["unreached"]) == ("t", True, [])
    assert [(each["rule"], each["element"]) for each in told["findings"]] == [("TRY-HOLE", "two")]
    opened, one, *_ = told["ways"][0]["stages"]
    assert (opened["element"], one["element"], one["role"]) == ("opening", "one", "leader")


def test_the_page_stands_alone_and_takes_names_for_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evil = "<script>alert(1)</script>&"
    files = small.with_an_element_nobody_comes_to()
    named = files["t.toml"].replace('short = "Thu"', f'short = "{evil}"')
    page = tmp_path / "page.html"
    assert main(["try", str(written(tmp_path, {**files, "t.toml": named})), "--page", str(page)])
    html = page.read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;" in html
    assert "<script" not in html
    assert "http://" not in html.replace("http://www.w3.org", "")
    assert 'lang="vi"' in html
    assert 'lang="en"' in html
    assert "TRY-UNREACHED" in html
    capsys.readouterr()


def test_the_page_colours_the_diagram_by_what_was_reached(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert main(["try", "workflows/difficulty.bpmn", "--page", str(page)]) == 0
    html = page.read_text(encoding="utf-8")
    assert html.count('class="went"') > 10
    assert '<g lang="en"><text' in html
    assert 'class="never"' not in html


def test_a_page_that_cannot_be_written_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path, small.sound())
    assert main(["try", str(tmp_path), "--page", str(tmp_path / "none" / "page.html")]) == 1
    assert "page.html" in capsys.readouterr().err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_is_drawn_on_a_terminal_alone() -> None:
    terminal, file = Terminal(), io.StringIO()
    for out in (terminal, file):
        bar = Progress("report", out)
        bar.tick(1, 2)
        bar.done()
    assert " 50 %" in terminal.getvalue()
    assert file.getvalue() == ""


def test_who_says_how_long_is_told_that_not_every_way_was_played(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = itertools.count()
    monkeypatch.setattr("server.cli.trial.seconds_used", lambda: float(next(ticks)))
    written(tmp_path, small.sound())
    assert main(["try", str(tmp_path / "t.bpmn"), "--lang", "en", "--seconds", "1"]) == 0
    assert "not every way was played" in capsys.readouterr().out
    assert main(["try", str(tmp_path / "t.bpmn"), "--lang", "en", "--seconds", "100000"]) == 0
    assert "not every way was played" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "said"), [((), "Not come to: never"), (("--steps", "1"), "Not come to so far: ")]
)
def test_what_no_way_came_to_is_told_apart_from_what_was_not_played(
    more: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path, small.with_an_element_nobody_comes_to())
    page = tmp_path / "page.html"
    main(["try", str(tmp_path), "--lang", "en", "--page", str(page), *more])
    assert said in capsys.readouterr().out
    html = page.read_text(encoding="utf-8")
    assert ("Chưa tới, trong phần đã chạy" in html) is bool(more)
