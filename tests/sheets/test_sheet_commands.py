"""`binhxet bloc sheet` and `bloc import --sheet`, as they are typed: out, edited, and in again."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from server.cli import main
from server.config import ROOT
from tests.regulations.result_sheets import FOLDER, PAPERS
from tests.worlds.databases import Database

Said = pytest.CaptureFixture[str]
PLAN = ROOT / "server" / "demo" / "khoi-vhxh1-2024.toml"
FIRST = "c1-1"


@pytest.fixture(autouse=True)
def _installed(fresh_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", fresh_database.url)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """The plan's tables, as the command writes them."""
    out = tmp_path / "plan.xlsx"
    assert main(["bloc", "sheet", str(PLAN), "--out", str(out)]) == 0
    return out


def write(path: Path, name: str, heading: str, value: object) -> int:
    """Write another value into a criterion's row, under a heading of its sheet; return the row."""
    book = load_workbook(path)
    for sheet in book:
        cells = {cell.value: cell for row in sheet.iter_rows() for cell in row}
        if name in cells:
            sheet.cell(cells[name].row, cells[heading].column).value = value
            book.save(path)
            return int(cells[name].row)
    raise LookupError(name)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_comes_back_from_its_sheet_as_it_was(
    paper: str, tmp_path: Path, capsys: Said
) -> None:
    file, out = str(FOLDER / f"{paper}.toml"), str(tmp_path / "out.xlsx")
    assert main(["bloc", "import", file]) == 0
    assert main(["bloc", "sheet", file, "--out", out]) == 0
    capsys.readouterr()
    assert main(["bloc", "import", file, "--sheet", out]) == 0
    assert "Không có gì mới / nothing new" in capsys.readouterr().out


def test_what_is_changed_in_the_sheet_is_imported(sheet: Path, capsys: Said) -> None:
    assert main(["bloc", "import", str(PLAN)]) == 0
    write(sheet, FIRST, "max_points", 14)
    capsys.readouterr()
    assert main(["bloc", "import", str(PLAN), "--sheet", str(sheet)]) == 0
    assert "Đã nạp / imported" in capsys.readouterr().out


def test_a_mistake_is_named_by_sheet_and_row_and_nothing_is_imported(
    sheet: Path, capsys: Said
) -> None:
    row = write(sheet, FIRST, "max_points", -3)
    capsys.readouterr()
    assert main(["bloc", "import", str(PLAN), "--sheet", str(sheet)]) == 1
    told = capsys.readouterr().err
    assert f"dòng / row {row}: score_table.sections[1].criteria[1].max_points" in told
    assert main(["bloc", "import", str(PLAN)]) == 0
    assert "Đã nạp / imported" in capsys.readouterr().out


def test_a_mistake_beside_the_sheets_is_named_by_its_line_in_the_file(
    sheet: Path, tmp_path: Path, capsys: Said
) -> None:
    """The sheet changes the table above it, which is written anew."""
    file, wrong = tmp_path / "wrong.toml", 'date = "2024-12-13"'
    file.write_text(PLAN.read_text("utf-8").replace("date = 2024-12-13", wrong, 1), "utf-8")
    write(sheet, FIRST, "max_points", 14)
    assert main(["bloc", "import", str(file), "--sheet", str(sheet)]) == 1
    line = file.read_text("utf-8").splitlines().index(wrong) + 1
    assert f"{file}:{line}: deadlines[" in capsys.readouterr().err


def test_what_is_no_sheet_is_refused_in_words(tmp_path: Path, capsys: Said) -> None:
    other = tmp_path / "other.xlsx"
    other.write_text("id;name\n=1+1;x\n")
    assert main(["bloc", "import", str(PLAN), "--sheet", str(other)]) == 1
    assert "this is no .xlsx file" in capsys.readouterr().err
