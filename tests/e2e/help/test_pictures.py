"""The guide's pictures are of today's pages: their words are compared, `make pictures` takes them.

What a picture shows stands beside this file in words; a page that says otherwise makes it red.
"""

import base64
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Locator, ViewportSize, expect
from sqlalchemy import text

from server.demo.load import SAMPLE_BEGINS
from server.demo.simulate import Simulation
from server.web.help.pictures import PICTURES
from server.web.requests.assets import FOLDER
from tests.e2e import roster
from tests.e2e.office import Office
from tests.e2e.website import Website

WORDS: Final = Path(__file__).with_name("pictures.json")
TAKE: Final = bool(os.environ.get("TAKE_PICTURES"))
WINDOW: Final[ViewportSize] = {"width": 760, "height": 900}
WIDER: Final[ViewportSize] = {"width": 1000, "height": 900}
HIGHEST: Final = 460
"""CSS pixels of a page that a picture shows, from above."""
MOST_WORDS: Final = 900
TIME: Final = re.compile(r"\b\d\d:\d\d(:\d\d)?\b")
AS_WEBP: Final = """async (png) => {
  const image = new Image()
  image.src = "data:image/png;base64," + png
  await image.decode()
  const canvas = document.createElement("canvas")
  canvas.width = image.width
  canvas.height = image.height
  canvas.getContext("2d").drawImage(image, 0, 0)
  return canvas.toDataURL("image/webp", 0.7).split(",")[1]
}"""
WAITING: Final = text(
    "SELECT id, post_id FROM task WHERE element = :element AND state = 'open' ORDER BY key LIMIT 1"
)
View = tuple[str, str, Callable[[Office], Locator]]
"""Whose page, its address, and what of it is shown."""


@pytest.fixture
def views(site: Website) -> dict[str, View]:
    Simulation(
        begin=site.begin, bloc_year_id=site.bloc_year_id, now=SAMPLE_BEGINS, until="approve"
    ).run()
    with site.begin() as session:
        case_id = site.open_evaluation(session)
    with site.begin() as session:
        score = session.execute(WAITING, {"element": "score"}).one()
        approve = session.execute(WAITING, {"element": "approve"}).one()
    return {
        "tasks": (score.post_id, "/tasks", _main),
        "points": (score.post_id, f"/tasks/{score.id}", lambda o: o.page.locator("table.points")),
        "check": (approve.post_id, f"/tasks/{approve.id}", _about_to_sign),
        "board": (roster.LEADER.head, "/board", _main),
        "case": (roster.LEADER.head, f"/cases/{case_id}", _main),
        "audit": (roster.AUDITOR, "/audit?act=score", lambda o: o.page.locator("main table").first),
        "people": (f"{roster.P}/quan-tri/administrator", "/people", _main),
    }


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_what_the_guide_shows_is_what_the_pages_say(
    site: Website, office: Office, views: dict[str, View]
) -> None:
    assert set(views) == {picture.name for picture in PICTURES}
    said: dict[str, str] = {}
    for language in ("vi", "en"):
        cookie = {"name": "lang", "value": language, "url": site.address}
        for name, (post, address, part) in views.items():
            office.sit(post)
            office.resize(WIDER if name == "points" else WINDOW)
            office.context.add_cookies([cookie])  # type: ignore[list-item]
            office.go(address)
            shown = part(office)
            said[f"{name}.{language}"] = TIME.sub("–", shown.inner_text())[:MOST_WORDS]
            if TAKE:
                _take(office, shown, FOLDER / "help" / f"{name}.{language}.webp")
    if TAKE:
        WORDS.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert said == json.loads(WORDS.read_text(encoding="utf-8")), "take them anew: make pictures"


def _main(office: Office) -> Locator:
    return office.page.locator("main")


def _about_to_sign(office: Office) -> Locator:
    office.page.locator(".bar .btn-primary").click()
    expect(office.page.locator("#password")).to_be_visible()
    return _main(office)


def _take(office: Office, shown: Locator, path: Path) -> None:
    """Take a picture of the upper part of an element."""
    shown.evaluate("(part) => scrollTo(0, part.getBoundingClientRect().top + scrollY)")
    box = shown.bounding_box()
    assert box
    size = {"width": box["width"], "height": min(box["height"], HIGHEST)}
    place = {"x": box["x"], "y": max(box["y"], 0), **size}
    png = office.page.screenshot(clip=place)  # type: ignore[arg-type]
    webp = office.page.evaluate(AS_WEBP, base64.b64encode(png).decode())
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(base64.b64decode(webp))
