"""What a trial writes down: a page that is read without a mouse, notes as drawn, roles by name."""

import json
import re
from pathlib import Path

import pytest

from server.actions.trial.picture import picture_of
from server.cli import main
from server.cli.trial.picture import svg
from tests.actions.trial import small_processes as small
from tests.lint.samples.material import laid_out

DOCUMENTED = Path("docs/trying.md").read_text(encoding="utf-8").partition("## As JSON")[2]


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def keys(value: object) -> set[str]:
    """Name all keys of what was read as JSON."""
    if isinstance(value, dict):
        return {*value, *(name for each in value.values() for name in keys(each))}
    return {name for each in value for name in keys(each)} if isinstance(value, list) else set()


def test_what_scrolls_on_the_page_is_come_to_by_keyboard(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    main(["try", str(written(tmp_path, small.with_a_hole())), "--page", str(page)])
    html = page.read_text(encoding="utf-8")
    assert html.count("<main>") == html.count("</main>") == 1
    scrolling = re.findall(r'<div class="(?:picture|table)"([^>]*)>', html)
    assert scrolling
    assert all('tabindex="0"' in each and "aria-label" in each for each in scrolling)


def test_a_note_of_the_diagram_is_drawn_with_its_words() -> None:
    note = '<bpmn:textAnnotation id="note"><bpmn:text>Mỗi quý</bpmn:text></bpmn:textAnnotation>'
    shape = (
        '<d:BPMNShape xmlns:d="http://www.omg.org/spec/BPMN/20100524/DI" bpmnElement="note">'
        '<b:Bounds xmlns:b="http://www.omg.org/spec/DD/20100524/DC" x="5" y="5" width="100" '
        'height="40"/></d:BPMNShape>'
    )
    drawn = (
        laid_out(small.with_a_hole()["t.bpmn"])
        .decode()
        .replace("</bpmn:process>", f"{note}</bpmn:process>", 1)
    )
    drawn = re.sub(r"(</\w+:BPMNPlane>)", rf"{shape}\1", drawn)
    picture = picture_of("t", {"t.bpmn": drawn})
    assert [each.name for each in picture.shapes if each.id == "note"] == ["Mỗi quý"]
    (height,) = re.findall(r'y="([\d.]+)">Mỗi quý', svg(picture, (), {}, "Thử"))
    assert 5 < float(height) < 45


def test_every_key_of_the_json_is_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["try", str(written(tmp_path, small.with_a_hole())), "--json"])
    named = set(re.findall(r"`(\w+)`", DOCUMENTED))
    assert keys(json.loads(capsys.readouterr().out)) <= named


def test_who_opens_a_case_without_a_lane_of_their_own_has_a_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = small.with_a_hole()
    by = files["t.toml"].replace('by = ["leader"]', 'by = ["home_affairs_head"]')
    assert by != files["t.toml"]
    main(["try", str(written(tmp_path, {**files, "t.toml": by}))])
    told = capsys.readouterr().out
    assert "Thủ trưởng Sở Nội vụ" in told
    assert "home_affairs_head" not in told
