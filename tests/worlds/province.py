"""A small province for page tests: units, posts with one holder each, a case with tasks."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import Engine, insert

from server.actions.definitions.deployed import files_hash
from server.actions.deployment.deploy import collect
from server.config import ROOT
from server.domain.people.actors import DEMONSTRATION_PASSWORD
from server.domain.texts.vietnamese import (
    fold,
    name_sort_key,
    sort_key,
)
from server.store import tables
from tests.domain import five_units
from tests.worlds.states import EASY

NOW = datetime(2024, 12, 16, 7, 5, tzinfo=UTC)
"""14:05 on Monday, 16/12/2024, in Viet Nam."""
EVER = datetime(9999, 12, 31, tzinfo=UTC)
FILES = collect("evaluation", ROOT / "workflows", ROOT / "forms")
DEFINITION = files_hash(FILES)
RULES = five_units.rules().digest()
HASH = EASY.hash(DEMONSTRATION_PASSWORD)
YEAR_ID = "bac-giang/khoi/2024"
TITLES = {
    "officer": ("Cán bộ TĐKT", "Emulation officer"),
    "head": ("Giám đốc", "Director"),
    "appraiser": ("Cán bộ thẩm định", "Appraiser"),
    "secretary": ("Thư ký Khối", "Bloc secretary"),
    "auditor": ("Thanh tra viên", "Auditor"),
    "administrator": ("Quản trị", "Administrator"),
}


@dataclass
class World:
    """Rows a test asked for; each builder writes and commits at once."""

    engine: Engine
    people: dict[str, UUID] = field(default_factory=dict)

    def write(self, table: str, **values: object) -> None:
        with self.engine.begin() as connection:
            connection.execute(insert(getattr(tables, table)).values(**values))

    def installation(self, *, demonstration: bool = True, now: datetime = NOW) -> None:
        offset = int((now - datetime.now(UTC)).total_seconds())  # noqa: TID251 - the clock's own test
        self.write("deployment", id=1, demonstration=demonstration, clock_offset_seconds=offset)

    def unit(self, code: str, name: str, *, province: str = "bac-giang") -> str:
        unit_id = f"{province}/{code}"
        self.write("unit", id=unit_id, province=province)
        self.write(
            "unit_name",
            unit_id=unit_id,
            valid_from=datetime(2020, 1, 1, tzinfo=UTC).date(),
            name_vi=name,
            name_en=f"{name} (en)",
            short_vi=name,
            short_en=f"{name} (en)",
            sort_key=sort_key(name),
            search=fold(name),
        )
        return unit_id

    def post(self, unit_id: str, position: str, *, held: bool = True) -> str:
        """Make a post, and a person who holds it and signs in by its id."""
        post_id = f"{unit_id}/{position}"
        title_vi, title_en = TITLES[position]
        name = unit_id.rpartition("/")[2]
        self.write(
            "post",
            id=post_id,
            unit_id=unit_id,
            position=position,
            title_vi=f"{title_vi} – {name}",
            title_en=f"{title_en} – {name}",
            sort_key=position,
            search=fold(f"{title_vi} {title_en} {name}"),
        )
        if held:
            self.person(post_id, post_id)
        return post_id

    def person(self, login: str, *posts: str, name: str = "") -> UUID:
        person_id = uuid4()
        self.people[login] = person_id
        self.write(
            "person",
            id=person_id,
            login=login,
            name=name or f"Người giữ {login}",
            search=fold(f"{login} {name or 'Người giữ'}"),
            sort_key=name_sort_key(name or login),
            province=posts[0].partition("/")[0] if posts else "bac-giang",
            password_hash=HASH,
            demonstration=True,
            created_at=NOW,
        )
        for post_id in posts:
            self.appoint(person_id, post_id)
        return person_id

    def appoint(self, person_id: UUID, post_id: str) -> None:
        first = datetime(2024, 1, 1, tzinfo=UTC).date()
        self.write(
            "appointment", id=uuid4(), person_id=person_id, post_id=post_id, valid_from=first
        )

    def lend(self, post_id: str, person_id: UUID, *kinds: str) -> UUID:
        """Let a person act for a post, from last week until next week, for some kinds of case."""
        delegation_id = uuid4()
        self.write(
            "delegation",
            id=delegation_id,
            post_id=post_id,
            person_id=person_id,
            valid_from=(NOW - timedelta(days=7)).date(),
            valid_to=(NOW + timedelta(days=7)).date(),
            kinds=[*kinds] or None,
            document="QĐ 12",
        )
        return delegation_id

    def case(self, *units: str) -> UUID:
        """Open an evaluation, with the first unit as leader."""
        self.write("bloc", id="bac-giang/khoi", province="bac-giang")
        self.write("bloc_year", id=YEAR_ID, bloc_id="bac-giang/khoi", year=2024)
        self.write(
            "definition",
            hash=DEFINITION,
            key="evaluation",
            version=1,
            files=json.dumps(FILES),
            deployed_at=NOW,
        )
        self.write("ruleset", digest=RULES, content=json.dumps(five_units.rules().to_json()))
        case_id = uuid4()
        self.write(
            "case_",
            id=case_id,
            bloc_year_id=YEAR_ID,
            kind="evaluation",
            definition_hash=DEFINITION,
            rules_digest=RULES,
            opened_at=NOW,
        )
        for n, unit_id in enumerate(units):
            role = "leader" if n == 0 else "member"
            self.write("case_unit", case_id=case_id, unit_id=unit_id, role=role)
        return case_id

    def task(self, case_id: UUID, post_id: str, title: str, **more: object) -> UUID:
        """Open a task; `due` is the first instant after its last day."""
        task_id, instance_id = uuid4(), uuid4()
        self.write(
            "instance",
            id=instance_id,
            case_id=case_id,
            definition_hash=DEFINITION,
            process="evaluation_unit",
            key=str(instance_id),
            round=1,
            status="running",
            version=1,
            armed=[],
            doc="{}",
        )
        values: dict[str, object] = {
            "id": task_id,
            "case_id": case_id,
            "instance_id": instance_id,
            "process": "evaluation_unit",
            "round": 1,
            "element": "score",
            "role": "officer",
            "form": "score",
            "title_vi": title,
            "title_en": f"{title} (en)",
            "search": fold(title),
            "post_id": post_id,
            "unit_id": post_id.rpartition("/")[0],
            "subject_unit_id": post_id.rpartition("/")[0],
            "due_sort": more.get("due") or EVER,
            "state": "open",
            "opened_at": NOW,
        }
        self.write("task", **(values | more))
        return task_id
