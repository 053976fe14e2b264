"""Deploying a definition: frozen by its bytes, and no case moves to another version."""

import pytest
from sqlalchemy.orm import Session

from server.actions.deployment import deploy
from server.config import ROOT
from tests.actions.refused import state
from tests.worlds.rows import rows
from tests.worlds.year import BEGINS, Year


def files(key: str = "evaluation") -> dict[str, str]:
    return deploy.collect(key, ROOT / "workflows", ROOT / "forms")


def reworded() -> dict[str, str]:
    made = files()
    made["score.json"] = made["score.json"].replace('"title": "', '"title": "Mới: ', 1)
    return made


def test_the_same_bytes_again_change_nothing(session: Session) -> None:
    before = state(session)
    _, added = deploy.deploy(session, "evaluation", files(), actor=None, now=BEGINS)
    assert not added
    assert state(session) == before


def test_other_bytes_are_the_next_version_and_an_event(session: Session) -> None:
    version, added = deploy.deploy(session, "evaluation", reworded(), actor=None, now=BEGINS)
    assert added
    found = rows(session, "SELECT version FROM definition WHERE hash = :h", h=version.hash)
    assert found == [(2,)]
    events = rows(session, "SELECT kind FROM event WHERE stream = 'definitions' ORDER BY seq")
    assert events[-1] == ("definition.deployed",)


def test_a_running_case_stays_on_its_version(year: Year, session: Session) -> None:
    year.open("evaluation")
    before = rows(session, "SELECT DISTINCT definition_hash FROM instance")
    deploy.deploy(session, "evaluation", reworded(), actor=None, now=year.tick())
    year.play()
    assert rows(session, "SELECT DISTINCT definition_hash FROM instance") == before


def test_a_definition_with_problems_is_refused_and_changes_nothing(session: Session) -> None:
    broken = files()
    broken["evaluation.bpmn"] = broken["evaluation.bpmn"].replace(
        "exclusiveGateway", "parallelGateway"
    )
    before = state(session)
    with pytest.raises(deploy.DefinitionRefused):
        deploy.deploy(session, "evaluation", broken, actor=None, now=BEGINS)
    assert state(session) == before
    assert deploy.problems("evaluation", broken)
