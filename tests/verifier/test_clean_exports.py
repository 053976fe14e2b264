"""No export that nobody touched is called broken, whatever is asked and however far the log is."""

import os
import random
from datetime import UTC, datetime, timedelta
from math import ceil
from pathlib import Path
from uuid import uuid4

import pytest

from server.actions.history import proof_export
from server.actions.history.proof_export import ProofScope
from server.actions.transaction import transactions
from server.domain.people.actors import Actor
from server.domain.people.lineage import Reach
from server.domain.texts.words import Words
from server.store.history.event_questions import Acts, EventFilter
from tests.actions.log.log_keys import told_folder
from tests.attacks.parts import Outcome, part_of
from tests.verifier.logged import Keys, grow, new_keys
from tests.verifier.running import Answer
from tests.worlds.databases import Database
from tests.worlds.played import Played

EXPORTS = int(os.environ.get("CLEAN_EXPORTS", "12"))
OF_ONE_LOG = 100
"""Exports of one database and its log."""
BEGINS = datetime(2024, 11, 1, tzinfo=UTC)
AUDITOR = Actor(
    person_id=uuid4(),
    name="Thanh tra viên",
    post_id="bac-giang/thanh-tra/auditor",
    post_title=Words("Thanh tra viên", "Auditor"),
    unit_id="bac-giang/thanh-tra",
    unit_ids=frozenset({"bac-giang/thanh-tra"}),
    positions=frozenset({"auditor"}),
)


@pytest.mark.parametrize("part", part_of(ceil(EXPORTS / OF_ONE_LOG)))
def test_no_clean_export_makes_an_alarm(
    fresh_database: Database, tmp_path: Path, part: int
) -> None:
    draw = random.Random(20241212 + part)  # noqa: S311 - the same exports each time
    begin = transactions(fresh_database.url)
    folder = told_folder(begin, tmp_path / "log", "binhxet.example.vn/clean")
    keys = Keys(folder.signers()[0], new_keys().witness)
    cases = [address.rpartition("/")[2] for address in Played.of(fresh_database).cases().values()]
    alarms = []
    for number in Outcome(f"clean exports {part}").each(min(EXPORTS, OF_ONE_LOG), whole=True):
        if number % 5 == 0:
            grow(begin, folder, keys, draw.choice([1, 7, 30]))
        scope = asked(draw, cases)
        now = BEGINS + timedelta(days=40, minutes=number)
        with begin() as session:
            file = proof_export.export(session, scope, actor=AUDITOR, now=now)
            with file:
                answer = Answer(file.read(), keys.pins)
        if answer.code != 0:
            alarms.append((number, scope, answer.findings[:3], answer.notes))
    assert alarms == []


def asked(draw: random.Random, cases: list[str]) -> ProofScope:
    """Ask for one case, a period, an excerpt, all, with or without a known size."""
    streams = draw.choice([None, None, f"case/{draw.choice(cases)}", "people", "definitions"])
    since, until = draw.choice([(None, None), (3, 9), (None, 12), (5, None), (10, 10)])
    wanted = EventFilter(
        reach=Reach(("bac-giang",)),
        streams=None if streams is None else frozenset({streams}),
        since=None if since is None else BEGINS + timedelta(days=since),
        until=None if until is None else BEGINS + timedelta(days=until),
        acts=draw.choice([(), (), (Acts(classes=frozenset({"score"})),)]),
    )
    return ProofScope(wanted=wanted, known=draw.choice([None, 1, 40, 10_000]))
