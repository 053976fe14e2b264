"""An opinion is called the same in its form, in lists, on the case's page and on paper."""

import json

from flask import Flask

from server.config import ROOT
from server.processes.award_review.printed import minutes
from server.processes.award_review.widgets import standing
from tests.processes.case_pages import app

__all__ = ["app"]
AWARDS = ROOT / "server" / "processes" / "submission" / "templates" / "cases" / "awards.html"


def test_an_opinion_has_one_name_everywhere(app: Flask) -> None:
    form = json.loads((ROOT / "forms" / "opinion.json").read_text(encoding="utf-8"))
    (labels,) = _labels(form)
    with app.test_request_context(headers={"Cookie": "lang=vi"}):
        listed = {answer: str(words).capitalize() for answer, words in standing.ANSWERS.items()}
    assert listed == labels
    assert labels == minutes.OPINIONS
    page = AWARDS.read_text(encoding="utf-8")
    assert [label for label in labels.values() if f'_("{label.lower()}")' not in page] == []


def _labels(schema: object) -> list[dict[str, str]]:
    if isinstance(schema, list):
        return [found for each in schema for found in _labels(each)]
    if not isinstance(schema, dict):
        return []
    own = schema.get("x-labels", {})
    below = [found for each in schema.values() for found in _labels(each)]
    return [own, *below] if own.keys() == {"yes", "no", "abstain"} else below
