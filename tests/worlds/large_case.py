"""A case of many units in a world of rows: an instance, an open task and a timer for each unit."""

import json
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid5

from sqlalchemy import insert, update

from server.domain.blocs.rules import (
    BlocRole,
    MemberUnit,
    Words,
)
from server.domain.canonical import Json
from server.store import open_session, tables
from server.store.history.journal import (
    Fact,
    Head,
    append,
)
from tests.domain import five_units
from tests.worlds.province import DEFINITION, EVER, NOW, World

SPACE = UUID(int=8024)
CHANGES = 40


def large_case(world: World, units: int, *, events: int = 0) -> UUID:
    """Open an evaluation of so many units; `events` changes of forty scores each stand in it."""
    leader = world.unit("so-khcn", "Sở KH&CN")
    world.post(leader, "officer", held=False)
    case_id = world.case(leader)
    add_units(world, case_id, range(units))
    with open_session(world.engine) as session:
        head = Head(
            stream=f"case/{case_id}", province="bac-giang", seq=0, hash="", db_time=NOW,
            case_id=case_id,
        )  # fmt: skip
        append(session, head, [_scored(_name(n)) for n in range(events)], now=NOW, offset=0)
        session.commit()
    return case_id


def add_units(world: World, case_id: UUID, numbers: range) -> None:
    """Give each of these units an instance and an open task; the rules name all up to the last."""
    rules = five_units.rules(units=tuple(_member(n) for n in range(numbers.stop)))
    rules = replace(rules, bloc=replace(rules.bloc, province="bac-giang"))
    digest = rules.digest()
    with world.engine.begin() as connection:
        connection.execute(
            insert(tables.ruleset).values(digest=digest, content=json.dumps(rules.to_json()))
        )
        connection.execute(
            update(tables.case_).where(tables.case_.c.id == case_id).values(rules_digest=digest)
        )
        connection.execute(insert(tables.instance), [_instance(case_id, n) for n in numbers])
        connection.execute(insert(tables.task), [_task(case_id, n) for n in numbers])


def _name(number: int) -> str:
    return f"p/u{number:05}"


def _member(number: int) -> MemberUnit:
    return MemberUnit(
        id=_name(number),
        name=Words(f"Đơn vị {number}"),
        short=Words(f"ĐV {number}"),
        role=BlocRole.MEMBER if number else BlocRole.LEADER,
    )


def _instance(case_id: UUID, number: int) -> dict[str, object]:
    name = _name(number)
    return {
        "id": uuid5(SPACE, name), "case_id": case_id, "definition_hash": DEFINITION,
        "process": "evaluation_unit", "key": name, "round": 1, "status": "running",
        "version": 1, "armed": [], "doc": "{}",
    }  # fmt: skip


def _task(case_id: UUID, number: int) -> dict[str, object]:
    name = _name(number)
    return {
        "id": uuid5(SPACE, f"task {name}"), "case_id": case_id, "instance_id": uuid5(SPACE, name),
        "process": "evaluation_unit", "key": name, "round": 1, "element": "score",
        "role": "officer", "form": "score", "title_vi": f"Tự chấm {name}", "title_en": "",
        "search": name, "post_id": "bac-giang/so-khcn/officer", "unit_id": "bac-giang/so-khcn",
        "subject_unit_id": "bac-giang/so-khcn", "due_sort": EVER, "state": "open",
        "opened_at": NOW + timedelta(seconds=number),
    }  # fmt: skip


def _scored(name: str) -> Fact:
    changes: list[Json] = [
        {"path": f"{name}.points", "old": "1", "new": "2"} for _ in range(CHANGES)
    ]
    return Fact(kind="task.completed", object=f"task/{name}", payload={"changes": changes})
