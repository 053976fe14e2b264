"""The size list of `make check` covers what we write, not what is installed."""

from setup import check


def test_the_size_list_covers_modules_style_sheets_and_scripts() -> None:
    listed = check.written()
    assert {path.suffix for path in listed} == {".py", ".css", ".js"}
    assert [path for path in listed if "vendor" in path.parts] == []
