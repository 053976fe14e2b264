"""What no template may do: speak untranslated, trust markup, or carry script and style inline."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

ROOT = Path(__file__).parents[2] / "server"
JINJA = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
NO_WORDS = re.compile(r"\bsha256\b|[a-z-]+=\"[^\"]*\"")
"""The name of an algorithm, and attributes that a macro gives to the tag around it."""
QUOTED = {"kbd", "code"}
DRAWN_BY_THE_BROWSER = {"date", "datetime-local", "month", "week", "time"}
SPOKEN = {"alt", "aria-label", "placeholder", "title"}


class Page(HTMLParser):
    """Collects the words and the attributes that stand in a template itself."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.inline: list[str] = []
        self.quoted = 0
        self.feed(source)

    def handle_data(self, data: str) -> None:
        said = NO_WORDS.sub("", data)
        if any(c.isalpha() for c in said) and not self.quoted:
            self.words.append(said.strip())

    def handle_endtag(self, tag: str) -> None:
        self.quoted -= tag in QUOTED

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.quoted += tag in QUOTED
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag == "style" or (tag == "script" and "src" not in dict(attrs)):
            self.inline.append(tag)


def html_of(tree: nodes.Template) -> str:
    """Put the template's own text together, with a 0 for whatever is printed."""
    for block in tree.find_all(nodes.Block):
        if block.name == "width":  # a class name, not words
            block.body = []
    return "".join(
        part.data if isinstance(part, nodes.TemplateData) else "0"
        for output in tree.find_all(nodes.Output)
        for part in output.nodes
    )


@pytest.mark.parametrize(
    "path", sorted(ROOT.rglob("*.html")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_a_template_keeps_the_rules(path: Path) -> None:
    tree = JINJA.parse(path.read_text())
    page = Page(html_of(tree))
    assert page.words == [], "wrap it in _()"
    assert page.inline == [], "put it into a file under static/"
    assert [f for f in tree.find_all(nodes.Filter) if f.name == "safe"] == []
    bad = [name for name, _ in page.attributes if name.startswith(("on", "hx-on", "style"))]
    assert bad == []
    spoken = [v for name, v in page.attributes if name in SPOKEN and any(c.isalpha() for c in v)]
    assert spoken == [], "wrap it in _()"
    drawn = [v for name, v in page.attributes if name == "type" and v in DRAWN_BY_THE_BROWSER]
    assert drawn == [], "a day is m.day_field(): the browser writes it in its own language"


def test_every_component_is_used_by_a_page() -> None:
    tree = JINJA.parse((ROOT / "web/templates/macros.html").read_text())
    pages = "".join(path.read_text() for path in ROOT.rglob("*.html"))
    used = set(re.findall(r"\bm\.(\w+)", pages))
    assert {macro.name for macro in tree.find_all(nodes.Macro)} - used == set()


NOT_PRINTED = re.compile(r'class="[^"]*\b(?:actions|no-print)\b[^"]*">\s*<h1')


def test_the_title_of_a_page_stands_on_its_paper_too() -> None:
    templates = [*ROOT.rglob("templates/**/*.html")]
    assert len(templates) > 100
    found = [path.name for path in templates if NOT_PRINTED.search(path.read_text("utf-8"))]
    assert found == [], "what stands among buttons is not printed"
