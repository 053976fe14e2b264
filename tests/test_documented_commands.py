"""Every command line of the README and of docs/ is one that the program takes."""

import argparse
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.cli import main, parser
from server.config import ROOT
from tests.worlds.databases import Database

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
INLINE = re.compile(r"`(binhxet [^`]+)`")
PLACES = {"…": "x", "SIZE": "0", "ID": "01890000-0000-7000-8000-000000000000"}
"""What stands for a value in a page, and a value."""


def commands(page: Path) -> Iterator[tuple[int, str]]:
    """Answer line number and text of each command: a line of a block, or code within a line."""
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("binhxet "):
            yield number, line.partition("  ")[0].partition(" #")[0]
        for text in INLINE.findall(line):
            yield number, text


SAID = [
    pytest.param(text, id=f"{page.relative_to(ROOT)}:{number}:{text}")
    for page in PAGES
    for number, text in commands(page)
]


def words(text: str) -> list[str]:
    return [PLACES.get(word, word) for word in shlex.split(text)[1:]]


def is_a_name(given: list[str]) -> bool:
    """Tell whether these are names of commands and verbs alone, which a page speaks about."""
    at: argparse.ArgumentParser | None = parser()
    for word in given:
        choices = next(
            (
                action.choices
                for action in (at._actions if at else ())  # noqa: SLF001 - no other way to ask
                if isinstance(action, argparse._SubParsersAction)  # noqa: SLF001
            ),
            {},
        )
        if word not in choices:
            return False
        at = choices[word]
    return True


@pytest.mark.parametrize("text", SAID)
def test_a_command_of_the_pages_is_understood(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if is_a_name(words(text.removesuffix(" …"))):
        return
    code: object = 0
    try:
        parser().parse_args(words(text))
    except SystemExit as end:
        code = end.code
    assert code == 0, capsys.readouterr().err


@pytest.fixture
def installed(fresh_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point the commands at a database of the test's own, and leave for an empty folder."""
    monkeypatch.setenv("DATABASE_URL", fresh_database.url)
    monkeypatch.setenv("BINHXET_HOME", str(tmp_path))
    monkeypatch.delenv("BINHXET_SMTP_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_readmes_way_to_an_own_bloc_works_as_it_stands(
    installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = (ROOT / "server" / "demo" / "khoi-vhxh1-2024.toml").read_text(encoding="utf-8")
    own = plan.replace("bac-giang", "my-province").replace("/quan-tri", "/my-agency")
    (installed / "my-bloc.toml").write_text(own, encoding="utf-8")
    readme = ROOT / "README.md"
    lines = readme.read_text(encoding="utf-8").splitlines()
    block = [text for n, text in commands(readme) if lines[n - 1].startswith("binhxet ")]
    assert len(block) >= 5
    for text in block:
        assert main(words(text)) == 0, (text, capsys.readouterr())
    assert capsys.readouterr().out.count("/invite/") == 2


def test_where_there_is_one_administrator_the_operator_is_the_second_person(
    installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The commands of "Starting a real bloc", with an appointment that the operator proposed."""
    plan = ROOT / "server" / "demo" / "khoi-vhxh1-2024.toml"
    add = ["person", "add", "--name", "x", "--login"]
    for given in (
        ["bloc", "import", str(plan)],
        [*add, "giam-doc", "--post", "bac-giang/so-khcn/head"],
        ["invite", "giam-doc"],
        ["person", "proposals"],
    ):
        assert main(given) == 0, capsys.readouterr()
    said = capsys.readouterr().out
    assert "/invite/" not in said
    (proposal,) = [line.split()[0] for line in said.splitlines() if "  appointment  " in line]
    assert main(["person", "confirm", proposal]) == 1  # the operator proposed it
    assert "the proposer does not confirm" in capsys.readouterr().err
    assert main(["person", "decline", proposal]) == 0
    assert main(["person", "decline", proposal]) == 1
    assert installed.exists()


@pytest.mark.parametrize(
    "text",
    ["binhxet deploy", "binhxet check", "binhxet ops faults", "binhxet ops jobs"],
)
def test_a_command_without_arguments_runs(
    installed: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words(text)) == 0, (installed, capsys.readouterr())
