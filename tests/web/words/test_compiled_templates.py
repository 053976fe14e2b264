"""Compiled templates are kept, and never used for what was changed since."""

from pathlib import Path

import pytest
from flask import Flask
from jinja2 import DictLoader, nodes
from jinja2.bccache import bc_magic

from server.app import compile_templates, web_application
from server.config import Settings
from server.web.words import compiled_templates, language, templates
from server.web.words.template_trees import Saying
from server.web.words.templates import templates_of

FILES = {"page.html": "{% include 'part' %}{{ _('Lưu nháp') }}", "part": "1"}


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Name the templates that are compiled."""
    names: list[str] = []

    class Noting(Saying):
        def visit_Template(self, node: nodes.Template) -> nodes.Node:  # noqa: N802 - Jinja's own
            names.append(self.code)
            return self.generic_visit(node)

    monkeypatch.setattr(templates, "Saying", Noting)
    return names


def load(folder: Path, **files: str) -> Flask:
    """Make an application as a process does that is just started."""
    app = Flask(__name__)
    templates.install(app, folder)
    app.jinja_loader = DictLoader(FILES | files)
    language.install(app)
    templates_of(app).load_all()
    return app


BOTH = ["vi", "vi", "en", "en"]


def test_the_next_process_compiles_nothing(tmp_path: Path, compiled: list[str]) -> None:
    load(tmp_path)
    assert compiled == BOTH
    compiled.clear()
    assert page_of(load(tmp_path)) == "1Lưu nháp"
    assert not compiled


def test_a_changed_part_changes_who_includes_it(tmp_path: Path) -> None:
    load(tmp_path)
    assert page_of(load(tmp_path, part="2")) == "2Lưu nháp"


def test_changed_words_are_compiled_anew(
    tmp_path: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load(tmp_path / "kept")
    compiled.clear()
    words = tmp_path / "words"
    words.mkdir()
    (words / "other.po").write_text('msgid "Lưu nháp"\nmsgstr "Keep"\n')
    monkeypatch.setattr(compiled_templates, "FOLDER", words)
    compiled_templates.compiler.cache_clear()
    try:
        load(tmp_path / "kept")
    finally:
        compiled_templates.compiler.cache_clear()
    assert compiled == BOTH


def kept(folder: Path) -> Path:
    """Name the file of one template."""
    load(folder)
    return next(folder.rglob("vi/*.cache"))


@pytest.mark.parametrize("rest", [b"", b"\0" * 40])
def test_a_file_that_was_cut_anywhere_is_compiled_anew(tmp_path: Path, rest: bytes) -> None:
    whole = (file := kept(tmp_path)).read_bytes()
    for length in range(len(bc_magic) + 100):
        file.write_bytes(whole[:length] + rest)
        assert page_of(load(tmp_path)) == "1Lưu nháp"


def test_a_folder_that_takes_nothing_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert page_of(load(tmp_path / "file" / "folder")) == "1Lưu nháp"


def page_of(app: Flask) -> str:
    """Draw the page in Vietnamese."""
    with app.test_request_context():
        return app.jinja_env.get_template("page.html").render()


def test_the_owner_of_the_code_compiles_for_a_server_that_cannot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.app.COMPILED", tmp_path)
    compile_templates()
    assert {each.stat().st_mode & 0o777 for each in tmp_path.rglob("*.cache")} == {0o644}
    monkeypatch.setattr(templates, "Saying", None)
    templates_of(web_application(Settings(secret_key="x"))).load_all()  # noqa: S106 - no secret
