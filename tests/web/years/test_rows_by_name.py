"""What a page calls a row of a record that is a unit's to see to."""

from flask import Flask

from server.web.names.rule_names import RuleNames

PRESS = "bac-giang/so-tttt"
NAMES = RuleNames(units={PRESS: "Sở TT&TT"}, codes={}, criteria={}, awards={})


def test_a_row_is_told_by_its_unit_and_its_number(app: Flask) -> None:
    with app.test_request_context():
        assert NAMES.subject(f"row_2/{PRESS}") == "Sở TT&TT, dòng 2"
