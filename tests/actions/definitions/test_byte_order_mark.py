"""Some editors put a byte order mark before UTF-8; a version of those files has none."""

import shutil
from codecs import BOM_UTF8
from pathlib import Path

import pytest

from server.actions.deployment.deploy import checked, collect, collect_folder, sources
from server.actions.deployment.folder_lint import product_forms
from server.config import ROOT
from server.domain.deployment.uploads import take

WORKFLOWS, FORMS = ROOT / "workflows", ROOT / "forms"


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    """A folder with all files of a definition, each with the mark."""
    for name in collect("difficulty", WORKFLOWS, FORMS):
        path = next(each / name for each in (WORKFLOWS, FORMS) if (each / name).exists())
        to = tmp_path / name
        to.parent.mkdir(exist_ok=True)
        shutil.copy(path, to)
        to.write_bytes(BOM_UTF8 + to.read_bytes())
    return tmp_path


def test_files_with_a_byte_order_mark_are_deployed_as_if_they_had_none(marked: Path) -> None:
    plain = collect("difficulty", WORKFLOWS, FORMS)
    ((key, files),) = collect_folder(marked, FORMS).items()
    assert (key, files) == ("difficulty", plain)


def test_the_linter_finds_nothing_in_a_byte_order_mark(marked: Path) -> None:
    (found,) = (each for each in sources([marked], FORMS) if each.key)
    assert checked(found, "en") == []


def test_the_products_forms_are_read_without_a_byte_order_mark(marked: Path) -> None:
    assert all(text.startswith("{") for text in product_forms(marked).values())


def test_an_upload_with_byte_order_marks_is_taken_as_if_it_had_none(marked: Path) -> None:
    sent = [(str(p.relative_to(marked)), p.read_bytes()) for p in marked.rglob("*") if p.is_file()]
    assert take(sent).files == collect("difficulty", WORKFLOWS, FORMS)
