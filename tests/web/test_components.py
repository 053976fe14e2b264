"""The components of a page draw what they are given, and escape it."""

import pytest
from flask import Flask, render_template_string

COMPONENTS = {
    '{{ m.state("late", said) }}': ("state-late", "<svg"),
    '{{ m.tag(said, "back") }}': ("tag-back",),
    "{% call m.notice(said, warn=true) %}<ul></ul>{% endcall %}": ("note-warn", "<ul></ul>"),
    "{{ m.notice(said) }}": ('role="note"',),
    "{{ m.empty(said, said) }}": ('class="empty"',),
    '{% call m.table(said, (said, (said, "num"))) %}<tbody></tbody>{% endcall %}': (
        'tabindex="0"',
        'class="num"',
        "<tbody></tbody>",
    ),
    "{{ m.definitions(((said, said),)) }}": ("<dt>", "<dd>"),
    '{{ m.tabs(said, (("/a", said, true), ("/b", said, false))) }}': ('aria-current="page"',),
    '{{ m.chips(said, (("/a", said, true),)) }}': ('aria-current="true"',),
    '{{ m.search_line(said, "/a", "q", said, said, (("year", said),), (("/b", said, false),)) }}': (
        'role="search"',
        'type="hidden"',
        'class="chip"',
    ),
    '{% call m.open_row(said, said, "wait", said, said, "/a") %}x{% endcall %}': (
        "state-wait",
        'href="/a"',
    ),
    "{% call(part) m.beside() %}{{ part }}{{ said }}{% endcall %}": ("main", "side"),
    "{% call m.paper(said) %}{{ said }}{% endcall %}": ('class="paper-text"',),
    "{{ m.sign_bar(said, said, error=said) }}": ('aria-invalid="true"', 'name="read"'),
    '{% call m.bar(said) %}<button class="btn">x</button>{% endcall %}': (
        'role="status"',
        "<button",
    ),
}


@pytest.mark.parametrize("source", COMPONENTS)
def test_a_component_draws_what_it_is_given(app: Flask, source: str) -> None:
    with app.test_request_context("/"):
        drawn = render_template_string(
            '{% import "macros.html" as m %}' + source, said="<i>Số & ký hiệu</i>"
        )
    assert "<i>" not in drawn
    assert "&lt;i&gt;Số &amp; ký hiệu&lt;/i&gt;" in drawn
    for part in COMPONENTS[source]:
        assert part in drawn
