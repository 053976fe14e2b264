"""As what each post is counted, as a list that shows every change: tests/guards/limits.txt.

Write it anew with `python -m tests.guards.test_limits` and read the difference.
"""

import re
from dataclasses import fields
from pathlib import Path

from server.app import web_application
from server.config import LimitSettings
from server.web.limits.counting import USE_WORDS
from server.web.requests.uses import Use, listed, use_of
from tests.guards.test_access import NOWHERE

GOLDEN = Path(__file__).parent / "limits.txt"
MADE = re.compile(r"[.](?:xlsx|zip|pdf|docx|csv|<any)")
"""How the address of a file ends that is made for who asks."""


def told() -> str:
    return "".join(f"{line}\n" for line in listed(web_application(NOWHERE)))


def test_what_posts_are_counted_as_is_that_of_the_list() -> None:
    assert told() == GOLDEN.read_text()


def test_each_file_that_is_made_for_a_reader_is_counted() -> None:
    app = web_application(NOWHERE)
    made = {
        rule.endpoint: use_of(app, rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in {"GET", "POST"} & (rule.methods or set())
        if MADE.search(rule.rule)
    }
    assert [name for name, use in made.items() if use in {None, Use.ACTS}] == []


def test_each_use_has_its_number_and_its_words() -> None:
    assert {str(use) for use in Use} == {field.name for field in fields(LimitSettings)}
    assert set(USE_WORDS) == set(Use)


if __name__ == "__main__":
    GOLDEN.write_text(told())
