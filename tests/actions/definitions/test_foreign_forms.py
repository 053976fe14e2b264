"""Another author's process with forms of our names: a refusal, and nothing of ours written."""

import json
from collections.abc import Mapping

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.definitions.deployed import files_hash
from server.actions.deployment import deploy
from server.actions.steps.step import Step
from server.config import ROOT
from server.domain.canonical import Json
from server.domain.tasks.work import FormNameTaken
from server.processes.award_review import rounds
from server.processes.award_review.rules.voting import NoRound
from server.store.blocs import bloc_years
from server.store.cases import cases
from server.store.history import journal
from tests.actions.refused import refused
from tests.worlds.year import Year

FREE = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "additionalProperties": False,
    "properties": {"comment": {"type": "string", "title": "Ý kiến"}},
    "x-actions": [{"field": None, "value": None, "label": "Xong", "style": "primary"}],
}


def shipped(key: str, **changed: bytes) -> dict[str, str]:
    """Give a definition of ours; a name with `__` for the dot is another file's."""
    files = deploy.collect(key, ROOT / "workflows", ROOT / "forms")
    return files | {name.replace("__", "."): data.decode() for name, data in changed.items()}


def deployed_before(year: Year, session: Session, key: str, files: Mapping[str, str]) -> None:
    """Keep a version that no linter has seen, as an older release would have let it in."""
    version = files_hash(files)
    bloc_years.add_definition(session, version_hash=version, key=key, files=files, now=year.now)
    journal.note(
        session,
        stream="definitions",
        kind="definition.deployed",
        object=f"definition/{key}",
        actor=None,
        payload={"key": key, "hash": version, "files": list[Json](sorted(files))},
        now=year.now,
    )


@pytest.mark.parametrize("form", ["announce", "vote", "opinion", "decide", "dossier"])
def test_an_authors_own_form_may_be_called_as_one_of_another_process(
    year: Year, session: Session, form: str
) -> None:
    files = shipped("evaluation")
    files["evaluation.bpmn"] = files["evaluation.bpmn"].replace(
        'name="form" value="rank"', f'name="form" value="{form}"'
    )
    lines = files["evaluation.toml"].splitlines(keepends=True)
    files["evaluation.toml"] = "".join(each for each in lines if not each.startswith("fact = "))
    files[f"{form}.json"] = json.dumps(FREE)
    assert deploy.problems("evaluation", files) == []
    deployed_before(year, session, "evaluation", files)
    year.open("evaluation")
    task = year.play("rank").task("rank")
    year.complete(task, {"comment": "Đã xem."})
    kept = session.execute(text("SELECT result FROM task WHERE id = :id"), {"id": task.id})
    assert json.loads(kept.scalar_one()) == {"comment": "Đã xem."}
    for table in ("vote", "opinion", "nominee", "document"):
        assert session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0  # noqa: S608


@pytest.mark.parametrize("kept", [False, True])
def test_our_own_form_with_other_fields_is_refused_by_name(
    year: Year, session: Session, *, kept: bool
) -> None:
    rows = {
        "type": "object", "x-widget": "opinions", "additionalProperties": False,
        "patternProperties": {"^[a-z-]+$": {"type": "integer"}},
    }  # fmt: skip
    other = FREE | {"properties": {"opinions": rows} if kept else {"yes": {"type": "boolean"}}}
    files = shipped("award_review", opinion__json=json.dumps(other).encode())
    deployed_before(year, session, "award_review", files)
    year.through("award_review", "opinion")
    task = next(iter(year.tasks("opinion")))
    with refused(session, FormNameTaken):
        year.complete(task, {"opinions": {"flag": 1}} if kept else {"yes": True})


def test_voting_without_a_round_is_refused_by_name(year: Year, session: Session) -> None:
    case = cases.lock(session, year.open("evaluation"))
    assert case is not None
    with pytest.raises(NoRound):
        rounds.current(Step.on(session, case, actor=None, now=year.now))


def test_the_shipped_forms_are_those_that_are_meant() -> None:
    for key in ("evaluation", "award_review", "submission"):
        assert deploy.problems(key, shipped(key)) == []


def test_a_verdict_that_may_be_left_out_is_found_when_it_is_deployed() -> None:
    form = json.loads((ROOT / "forms" / "approve_sheet.json").read_text())
    files = shipped("evaluation", approve_sheet__json=json.dumps(form | {"required": []}).encode())
    found = {problem["rule"] for problem in deploy.problems("evaluation", files)}
    assert found == {"VARIABLE-OPTIONAL", "FORM-NEEDED"}
