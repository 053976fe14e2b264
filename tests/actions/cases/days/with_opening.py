"""A drawn collaboration whose cases open with a form that has a field of every routed type."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from server.actions.cases import case_work, open_case
from server.actions.deployment import deploy
from server.actions.deployment.definition_lint import definition_problems
from server.domain.canonical import Json
from tests.actions.cases.drawn import FORM
from tests.engine.drawings import Pool
from tests.lint.samples.material import diagram, laid_out
from tests.worlds.year import BEGINS, SCHOOL, Year

KEY: Final = "gathering"
FIELDS: Final[Mapping[str, Mapping[str, object]]] = {
    "title": {"type": "string", "title": "Tên", "maxLength": 200},
    "period": {
        "type": "string",
        "title": "Kỳ",
        "enum": ["six_month", "annual"],
        "x-labels": {"six_month": "6 tháng", "annual": "Cả năm"},
        "x-route": True,
    },
    "themes": {
        "type": "array",
        "title": "Nội dung",
        "items": {"type": "string", "enum": ["money", "people"]},
        "x-labels": {"money": "Kinh phí", "people": "Nhân sự"},
        "x-route": True,
    },
    "public": {"type": "boolean", "title": "Công khai", "x-route": True},
    "copies": {"type": "integer", "title": "Số bản", "minimum": 0, "x-route": True},
    "budget": {"type": "integer", "title": "Kinh phí", "x-widget": "amount", "x-route": True},
    "last_day": {"type": "string", "format": "date", "title": "Hạn", "x-route": True},
    "unit": {"type": "string", "title": "Đơn vị", "x-widget": "unit", "x-route": True},
    "units": {
        "type": "array",
        "title": "Các đơn vị",
        "items": {"type": "string"},
        "x-widget": "units",
        "x-route": True,
    },
    "told": {
        "type": "array",
        "title": "Nơi nhận",
        "items": {"type": "string"},
        "x-widget": "recipients",
        "x-route": True,
    },
}
"""A text for the subject, and every type that may steer a process."""
DAY: Final = {"type": "string", "format": "date", "title": "Ngày", "x-route": True}
TYPED: Final[Mapping[str, Json]] = {
    "title": "Báo cáo {year} gấp",
    "period": "six_month",
    "themes": ["money", "people"],
    "public": True,
    "copies": 3,
    "budget": 1_500_000,
    "last_day": "2024-11-20",
    "unit": SCHOOL,
    "units": [SCHOOL],
    "told": [SCHOOL, "bac-giang/so-noi-vu"],
}
ENGLISH: Final = {"6 tháng": "six months", "Kinh phí": "Money", "Nhân sự": "People"}


@dataclass(frozen=True, kw_only=True)
class Gathering:
    """The files: pools, the flows between them, and what the manifest says beside the usual."""

    pools: tuple[Pool, ...]
    flows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()
    """Fields of the opening form that may be left out."""
    name: str = "Tập hợp {number}"
    top: str = ""
    opening: str = 'by = ["leader", "secretary"]'
    tables: str = ""
    english: Mapping[str, str] = field(default_factory=lambda: ENGLISH)

    @property
    def files(self) -> dict[str, str]:
        """The files of the definition."""
        return {
            f"{KEY}.bpmn": laid_out(diagram(*self.pools, flows=self.flows)).decode(),
            f"{KEY}.toml": self._manifest(),
            f"{KEY}.en.json": json.dumps(dict(self.english)),
            "form.json": FORM,
            "dated.json": json.dumps(
                _form({"day": DAY, "later": {**DAY, "title": "Ngày sau"}}, ["day"])
            ),
            "gathering_open.json": json.dumps(self._opening_form()),
        }

    def findings(self) -> list[tuple[str, str]]:
        """Name the rules it breaks, each with the element."""
        data = {name: text.encode() for name, text in self.files.items()}
        return [(each.rule, each.element) for each in definition_problems(KEY, data, {})]

    def deploy(self, session: Session) -> str:
        """Deploy it; answer the version."""
        return deploy.deploy(session, KEY, self.files, actor=None, now=BEGINS)[0].hash

    def open(self, year: Year, session: Session, **typed: Json) -> UUID:
        """Deploy it and open a case as the leader; what is given as None is left out."""
        self.deploy(session)
        value = {name: each for name, each in {**TYPED, **typed}.items() if each is not None}
        with year.begin() as inner:
            leader = open_case.leader_post(inner, year.bloc_year_id, now=year.now)
            case_id = open_case.open_case(
                inner,
                bloc_year_id=year.bloc_year_id,
                kind=KEY,
                actor=case_work.holder_of(inner, leader, now=year.now),
                now=year.tick(),
                opening=value,
            )
        year.take_up(KEY, case_id)
        return case_id

    def _manifest(self) -> str:
        tasks = sorted(
            name for pool in self.pools for names in pool.roles.values() for name in names
        )
        lines = "".join(f'{name} = {{ see = "all" }}\n' for name in tasks)
        return (
            f'name = "{self.name}"\nshort = "Tập hợp"\n{self.top}\n'
            f'[open]\nact = "Mở"\nform = "gathering_open"\nsubject = "opening.title"\n'
            f'{self.opening}\n[sight]\nall = ["everyone"]\n[tasks]\n{lines}{self.tables}\n'
        )

    def _opening_form(self) -> Mapping[str, object]:
        return _form(FIELDS, sorted(FIELDS.keys() - self.optional))


def _form(fields: Mapping[str, object], required: list[str]) -> Mapping[str, object]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Mở",
        "type": "object",
        "additionalProperties": False,
        "required": required,
        "properties": fields,
        "x-actions": [{"field": None, "value": None, "label": "Mở", "style": "primary"}],
    }
