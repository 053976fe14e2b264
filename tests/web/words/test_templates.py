"""Templates that are compiled once a language draw what they drew when words were looked up."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import DictLoader, Template

from server.web.words import language, templates
from server.web.words.templates import templates_of

FILES = {
    "macros": "{% macro mine(x) %}{{ x }}:{{ _('Lưu nháp') }}{% endmacro %}",
    "of_page": "{% macro mine() %}{{ name }}{% endmacro %}",
    "outer": "{% import 'of_page' as p with context %}{% macro o() %}{{ p.mine() }}{% endmacro %}",
    "counted": "{% set drawn = ask() %}{% macro mine() %}{{ drawn }}{% endmacro %}",
    "line": "{% set last = each %}<i>{{ loop.index }}{{ each }}{{ name }}</i>",
    "blocks": "{% block b %}b{% endblock %}",
}


def app_of(tmp_path: Path, **files: str) -> Flask:
    """Make an application of these templates."""
    app = Flask(__name__)
    templates.install(app, tmp_path)
    app.jinja_loader = DictLoader(FILES | files)
    language.install(app)
    app.jinja_env.globals["language"] = language.language
    return app


def drawn(app: Flask, source: str, code: str = "vi", **values: object) -> str:
    """Draw a template in a language."""
    assert isinstance(app.jinja_loader, DictLoader)
    app.jinja_loader.mapping = {**app.jinja_loader.mapping, "page.html": source}
    templates_of(app).forget_compiled()
    return _page(app, code).render(values)


def _page(app: Flask, code: str) -> Template:
    with app.test_request_context(headers={"Cookie": f"lang={code}"}):
        return app.jinja_env.get_template("page.html")


PIECES: Mapping[str, tuple[str, str, str]] = {
    "a word": ("{{ _('Lưu nháp') }}", "Lưu nháp", "Save draft"),
    "a word in an attribute": (
        "<a title=\"{{ _('Lưu nháp') }}\">",
        '<a title="Lưu nháp">',
        '<a title="Save draft">',
    ),
    "a word by choice": (
        "{{ _('Lưu nháp') if language() == 'vi' else language() }}",
        "Lưu nháp",
        "en",
    ),
    "a sentence that ends with a hole": (
        "{{ _('Mật khẩu đang dùng được đặt qua đường dẫn đã qua tay: %(names)s.', names='A!') }}",
        "Mật khẩu đang dùng được đặt qua đường dẫn đã qua tay: A!",
        "The password in use was set by a link that went through the hands of: A!",
    ),
    "a hole": (
        "{{ _('không áp dụng: %(units)s', units=it) }}",
        "không áp dụng: &lt;b&gt;",
        "not applicable: &lt;b&gt;",
    ),
    "markup in a hole": (
        "{{ _('không áp dụng: %(units)s', units=('<b>'|safe)) }}",
        "không áp dụng: <b>",
        "not applicable: <b>",
    ),
}


@pytest.mark.parametrize("piece", PIECES)
def test_words_stand_in_the_template(tmp_path: Path, piece: str) -> None:
    source, vietnamese, english = PIECES[piece]
    app = app_of(tmp_path)
    assert drawn(app, source, it="<b>") == vietnamese
    assert drawn(app, source, "en", it="<b>") == english
    with app.test_request_context(headers={"Cookie": "lang=en"}):
        assert app.jinja_env.from_string(source).render(it="<b>") == english, "looked up as before"


JOINS: Mapping[str, tuple[str, str]] = {
    "sees its page and its loop": (
        "{% for each in it %}{% include 'line' %}{% endfor %}",
        "<i>1an</i><i>2bn</i>",
    ),
    "keeps to itself what it sets": ("{% set each = 1 %}{% include 'line_of_one' %}{{ x }}", "1"),
    "with blocks of its own": ("{% include 'blocks' %}", "b"),
    "that is not there": ("{% include 'none' ignore missing %}", ""),
    "named by the page": ("{% include which %}", "b"),
    "macros of one's own": ("{% from 'macros' import mine %}{{ mine(1) }}", "1:Lưu nháp"),
    "macros that are given all": (
        "{% from 'macros' import mine with context %}{{ mine(2) }}",
        "2:Lưu nháp",
    ),
    "macros that ask the page": ("{% from 'of_page' import mine with context %}{{ mine() }}", "n"),
    "macros of macros": ("{% import 'outer' as o with context %}{{ o.o() }}", "n"),
}


@pytest.mark.parametrize("join", JOINS)
def test_what_is_taken_from_others_is_as_ever(tmp_path: Path, join: str) -> None:
    source, expected = JOINS[join]
    app = app_of(tmp_path, line_of_one="{% set x = 2 %}{{ each }}")
    assert drawn(app, source, it="ab", name="n", which="blocks") == expected


def test_what_works_something_out_for_a_page_does_so_on_each(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    app.jinja_env.globals["ask"] = iter((1, 2)).__next__
    source = "{% from 'counted' import mine with context %}{{ mine() }}"
    assert drawn(app, source) == "1"
    assert _page(app, "vi").render() == "2"


def test_macros_that_stand_alone_are_made_once(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    made: list[object] = []
    source = "{% import 'macros' as a with context %}{% import 'of_page' as b with context %}"
    drawn(app, source + "{{ keep(a) }}{{ keep(b) }}", keep=made.append)
    _page(app, "vi").render(keep=made.append)
    first, of_page, again, of_next = made
    assert first is again
    assert of_page is not of_next


def test_an_error_names_the_line_that_includes(tmp_path: Path) -> None:
    app = app_of(tmp_path, failing="\n\n{{ 1 / 0 }}")
    with pytest.raises(ZeroDivisionError) as raised:
        drawn(app, "a\nb\n{% include 'failing' %}")
    assert raised.traceback[-1].lineno + 1 == 3
