"""A process in which the linter finds nothing, and whose refusals nobody heeds."""

import json
from typing import Final

from tests.engine.drawings import Pool
from tests.lint.samples.material import diagram, laid_out

KEY: Final = "thu"
_DONE: Final = {"field": None, "value": None, "label": "Xong", "style": "primary"}
_PLAIN: Final = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Ban hành",
    "type": "object",
    "additionalProperties": False,
    "properties": {"note": {"type": "string", "title": "Ghi chú", "maxLength": 200}},
    "x-actions": [_DONE],
}
_MANIFEST: Final = """name = "Thu {year}"
short = "Thu"
[open]
act = "Mo"
by = ["leader"]
one = "year"
[sight]
all = ["bloc"]
[tasks]
agree = { see = "all", act = "approve" }
issue = { see = "all" }
"""


def clean_and_wrong() -> dict[str, str]:
    """Give the files: the leader agrees or sends back, and either way it is issued."""
    pool = (
        Pool("p")
        .start()
        .user("agree", "leader", form="thu_agree")
        .user("issue", "secretary", form="thu_issue")
        .end()
        .flow("begin", "agree", "issue", "done")
    )
    return {
        f"{KEY}.bpmn": laid_out(diagram(pool)).decode(),
        f"{KEY}.toml": _MANIFEST,
        "thu_agree.json": json.dumps({"$ref": "common/approve.json", "title": "Duyệt"}),
        "thu_issue.json": json.dumps(_PLAIN),
    }
