"""Acts of people leave nothing for the check to find, whatever they do and in whatever order."""

import os
from contextlib import suppress
from math import ceil
from random import Random

import pytest

from server.actions.installation.check_invariants import check
from server.actions.tasks import add_comment, claim_task, save_draft
from server.domain.tasks.drafts import DraftTaken, Seen
from tests.attacks.parts import Outcome, part_of
from tests.check.conftest import PDF, attach
from tests.worlds.year import Year

RUNS = int(os.environ.get("CLEAN_RUNS", "12"))
OF_ONE_YEAR = 100
"""Acts in one database: each is checked whole, and the next begins anew."""
KINDS = ("evaluation", "award_review", "submission")


@pytest.mark.parametrize("number", part_of(ceil(RUNS / OF_ONE_YEAR)))
def test_no_act_makes_an_alarm(committed: Year, number: int) -> None:
    random = Random(5 + number)  # noqa: S311
    committed.simulated = True  # of which there may be many
    opened = 0
    for _ in Outcome(f"clean acts {number}").each(min(RUNS, OF_ONE_YEAR), whole=True):
        if opened and committed.tasks():
            _act(committed, random)
        else:
            committed.open(KINDS[opened % len(KINDS)])
            opened += 1
        with committed.begin() as session:
            assert check(session, now=committed.now) == []


def _act(year: Year, random: Random) -> None:
    task = random.choice(year.tasks())
    actor, now = year.holder(task.post_id), year.tick()
    act = random.choice(("comment", "draft", "claim", *(["complete"] * 6)))
    with year.begin() as session:
        if act == "comment":
            add_comment.add(session, task.id, actor=actor, text="Xem lại.", now=now)
        if act == "draft":
            content = {"comment": str(random.random())}
            with suppress(DraftTaken):  # a second one, by who has not seen the first
                save_draft.save(
                    session, task.id, actor=actor, content=content, seen=Seen(), now=now
                )
        if act == "claim":
            claim_task.claim(session, task.id, actor=actor, now=now)
    if act == "complete":
        if task.element == "score" and random.random() < 0.3:
            attach(year, task.key, PDF + str(now).encode())
        year.complete(task)
