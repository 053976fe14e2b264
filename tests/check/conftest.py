"""Two years to plant faults in, each made once: one half finished, one finished."""

from collections.abc import Iterator

import pytest

from server.actions.tasks import (
    add_comment,
    attach_file,
    claim_task,
    save_draft,
)
from server.actions.transaction import transactions
from server.demo import roles
from server.demo.answers import Value
from server.demo.scene import Turn
from server.domain.tasks.drafts import Seen
from server.embedded import Cluster
from tests.actions.conftest import committed, committed_database, loaded
from tests.actions.databases import cloned
from tests.actions.year import DEPUTY, PRESS, SCHOOL, Year, new_act
from tests.check.planting import World, seen
from tests.check.voting import voting
from tests.conftest import Database

__all__ = ["committed", "committed_database", "loaded", "voting"]

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture(scope="session")
def half(cluster: Cluster, loaded: Database) -> Iterator[World]:
    """Answer a year whose units score themselves: something is drafted, claimed, said, kept."""
    with cloned(cluster, template=loaded.name) as made:
        year = Year(begin=transactions(made.url))
        year.open("evaluation")
        year.lent(f"{PRESS}/head", to=f"{PRESS}/officer")
        for unit in (SCHOOL, DEPUTY):
            attach(year, unit, PDF + unit.encode())
            year.complete(year.task("score", unit), act=new_act())
        year.do("approve", {"verdict": "approve", "comment": ""}, key=DEPUTY)
        attach(year, PRESS, PDF)
        _say(year, SCHOOL)
        _say(year, PRESS)
        _draft(year, PRESS)
        yield from seen(cluster, made, year.now)


@pytest.fixture(scope="session")
def finished(cluster: Cluster, loaded: Database) -> Iterator[World]:
    """Answer a year that is played to its end; of two units the deadline ran out."""
    with cloned(cluster, template=loaded.name) as made:
        year = Year(begin=transactions(made.url))
        year.answers["council_vote"] = nobody_dropped
        year.open("evaluation")
        attach(year, SCHOOL, PDF + SCHOOL.encode())
        _say(year, SCHOOL)
        year.complete(year.task("score", SCHOOL), act=new_act())
        assert year.fire_due(year.after("self_score")) == [True]
        year.play().open("award_review")
        year.play().open("submission")
        year.play()
        yield from seen(cluster, made, year.now)


def nobody_dropped(turn: Turn) -> Value:
    """Pass every nominee, so that there are several decisions."""
    value = roles.council_vote(turn)
    members = turn.scene.rules.council.members
    for votes in value["votes"].values():
        votes |= {"yes": members, "reason": ""}
    return value


def attach(year: Year, unit: str, data: bytes) -> None:
    task = year.task("score", unit)
    with year.begin() as session:
        attach_file.attach(
            session, task.id, actor=year.holder(task.post_id), kind="evidence", subject="c1-1",
            file_name="minh chứng.pdf", data=data, now=year.tick(),
        )  # fmt: skip


def _say(year: Year, unit: str) -> None:
    (task,) = (task for task in year.tasks() if task.key == unit)
    with year.begin() as session:
        actor = year.holder(task.post_id)
        add_comment.add(session, task.id, actor=actor, text="Xem lại.", now=year.tick())


def _draft(year: Year, unit: str) -> None:
    task = year.task("score", unit)
    officer, now = year.holder(task.post_id), year.tick()
    with year.begin() as session:
        draft = {"scores.c1-1.points": "1,5"}
        save_draft.save(session, task.id, actor=officer, content=draft, seen=Seen(), now=now)
        claim_task.claim(session, task.id, actor=officer, now=now)
