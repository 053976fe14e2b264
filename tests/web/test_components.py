"""The components of a page draw what they are given, and escape it."""

import pytest
from flask import Flask, render_template_string

COMPONENTS = {
    '{{ m.tag(said, "back") }}': ("tag-back",),
    "{{ m.empty(said, said) }}": ('class="empty"',),
    '{{ m.tabs(said, (("/a", said, true), ("/b", said, false))) }}': ('aria-current="page"',),
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
