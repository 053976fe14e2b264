"""Small collaborations played as an evaluation: who asks whom, who waits, who ends when."""

import json
from collections.abc import Mapping
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.deployment import deploy
from server.domain.canonical import Json
from tests.engine.drawings import Pool
from tests.lint.samples.material import diagram, laid_out
from tests.worlds.rows import rows
from tests.worlds.year import BEGINS, Year

Flows = Mapping[str, tuple[str, ...]]
FORM: Final = json.dumps(
    {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Việc",
        "type": "object",
        "additionalProperties": False,
        "required": ["verdict"],
        "properties": {
            "verdict": {
                "type": "string",
                "title": "Kết quả",
                "enum": ["go", "again"],
                "x-route": True,
                "x-labels": {"go": "Xong", "again": "Làm lại"},
            }
        },
        "x-actions": [
            {"field": "verdict", "value": "go", "label": "Xong", "style": "primary"},
            {"field": "verdict", "value": "again", "label": "Làm lại", "style": "secondary"},
        ],
    }
)
GO: Final[Mapping[str, Json]] = {"verdict": "go"}
AGAIN: Final[Mapping[str, Json]] = {"verdict": "again"}


def files(*pools: Pool, flows: Flows) -> dict[str, str]:
    """Give the files of a collaboration under the evaluation's name."""
    drawing = laid_out(diagram(*pools, flows=flows)).decode()
    return {
        "evaluation.bpmn": drawing,
        "evaluation.toml": manifest(*pools),
        "form.json": FORM,
    }


def manifest(*pools: Pool, by: str = '"leader", "secretary"', more: str = 'one = "year"') -> str:
    """Give a manifest by which everybody sees every task; `more` goes on about the opening."""
    tasks = sorted(name for pool in pools for names in pool.roles.values() for name in names)
    lines = "".join(f'{name} = {{ see = "all" }}\n' for name in tasks)
    return (
        'name = "Đánh giá năm {year}"\nshort = "Đánh giá"\n'
        f'[open]\nact = "Mở"\nby = [{by}]\n{more}\n'
        f'[sight]\nall = ["everyone"]\n[tasks]\n{lines}'
    )


def played(year: Year, session: Session, *pools: Pool, flows: Flows) -> Year:
    """Deploy a collaboration and open a case of it."""
    deploy.deploy(session, "evaluation", files(*pools, flows=flows), actor=None, now=BEGINS)
    year.open("evaluation")
    return year


def played_of_before(year: Year, session: Session, *pools: Pool, flows: Flows) -> Year:
    """Open a case of a collaboration that today's linter refuses, and that of its time let pass."""
    deploy.freeze(session, "evaluation", files(*pools, flows=flows), actor=None, now=BEGINS)
    year.open("evaluation")
    return year


def open_now(year: Year) -> list[str]:
    """Name the elements whose tasks are open, one for each task."""
    return sorted(task.element for task in year.tasks())


def do(year: Year, element: str, value: Mapping[str, Json] = GO, *, key: str | None = None) -> None:
    """Complete one open task of an element."""
    year.complete(year.task(element, key), value)


def state(session: Session) -> str:
    """Return what the case's row says of it."""
    ((found,),) = rows(session, "SELECT state FROM case_")
    return str(found)


def events(session: Session, kind: str) -> int:
    """Count the events of a kind."""
    counted = session.execute(
        text("SELECT count(*) FROM event WHERE kind = :kind"), {"kind": kind}
    ).scalar_one()
    return int(counted)
