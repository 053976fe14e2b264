"""A step of the schema that holds a table while it goes over its rows is named in the docs."""

import re

from server.config import ROOT

VERSIONS = ROOT / "migrations" / "versions"
GOES_OVER_ROWS = re.compile(
    r"\bUPDATE [\w{}]+( \w+)? SET|ADD CONSTRAINT"
    r"|create_(foreign_key|check_constraint|unique_constraint)\("
    r"|type_=|nullable=False,\s*existing|SET NOT NULL|SELECT take_baseline\("
)
FUNCTION = re.compile(r"AS (\$\w*\$).*?\1", re.DOTALL)
DOWNGRADE = re.compile(r"^def downgrade.*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
INDEX = re.compile(
    r"create_index\(\s*\"?[\w.]+\"?,\s*\"(\w+)\"|CREATE (?:UNIQUE )?INDEX \w+ ON (\w+)"
)


def is_long(step: str) -> bool:
    """Tell whether an upgrade goes over the rows of a table that was there before it."""
    upgrade = FUNCTION.sub("", DOWNGRADE.sub("", step))
    made = set(re.findall(r"create_table\(\s*\"(\w+)\"", upgrade))
    indexed = {one or other for one, other in INDEX.findall(upgrade)}
    return bool(indexed - made or GOES_OVER_ROWS.search(upgrade))


def test_every_step_that_holds_a_table_for_long_is_named_for_the_operator() -> None:
    book = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| (\d{4}) \|", book, re.MULTILINE))
    long = {path.name[:4] for path in VERSIONS.glob("*.py") if is_long(path.read_text())}
    assert named == long
