"""A task that bars a unit from its own matter is never of a post of that very unit."""

from collections.abc import Mapping

import pytest

from server.actions.deployment.definition_lint import definition_problems
from tests.engine.drawings import Pool
from tests.lint.samples.material import diagram, laid_out, named
from tests.worlds.calling import form

Flows = Mapping[str, tuple[str, ...]]
NAMES = {"say": "Nêu", "judge": "Xét"}
NOTE = form({}, verdict=False).encode()


def manifest(by: str, bodies: str, *, about: bool) -> str:
    return f"""name = "Xét số {{number}}"
short = "Xét"
bodies = [{bodies}]
[open]
act = "Xét"
by = ["{by}"]
{'about = "opener"' if about else ""}
[sight]
all = ["everyone"]
[tasks]
say = {{ see = "all" }}
judge = {{ see = "all", bars = "judge" }}
"""


def found(text: str, *pools: Pool, flows: Flows | None = None) -> set[str]:
    drawing = laid_out(named(diagram(*pools, flows=flows), NAMES))
    files = {"t.bpmn": drawing, "t.toml": text.encode(), "form.json": NOTE}
    return {each.rule for each in definition_problems("t", files, {})}


@pytest.mark.parametrize(
    ("by", "role", "stands_still"),
    [
        ("member", "opener", True),
        ("member", "superior", True),
        ("member", "leader", True),
        ("member", "secretary", True),
        ("member", "appraiser", True),
        ("member", "deputy", True),
        ("leader", "secretary", True),
        ("deputy", "deputy", True),
        ("member", "home_affairs_head", False),
        ("secretary", "superior", True),
        ("secretary", "deputy", False),
        ("deputy", "superior", False),
        ("deputy", "leader", False),
        ("home_affairs_officer", "secretary", False),
    ],
)
def test_who_opens_a_case_about_themselves_is_not_barred_from_all_of_it(
    by: str, role: str, *, stands_still: bool
) -> None:
    pool = Pool("p").start().user("say", "opener").user("judge", role).end()
    pool.flow("begin", "say", "judge", "done")
    bodies = '"home_affairs"' if "home" in by + role else ""
    assert found(manifest(by, bodies, about=True), pool) == ({"BARS"} if stands_still else set())
    assert found(manifest(by, bodies, about=False), pool) == set()


@pytest.mark.parametrize(
    ("role", "stands_still"),
    [
        ("head", True),
        ("leader", True),
        ("secretary", True),
        ("deputy", True),
        ("appraiser", False),
    ],
)
def test_no_unit_of_a_set_is_barred_from_its_own_task(role: str, *, stands_still: bool) -> None:
    main = Pool("p").start().user("say", "leader").throw("ask", "asked", to="units")
    main.catch("all_in", "answer", "all").end().flow("begin", "say", "ask", "all_in", "done")
    unit = Pool("u", "units").start("u_begin", "asked").user("judge", role)
    unit.end("u_done", "answer").flow("u_begin", "judge", "u_done")
    flows = {"ask": ("u_begin",), "u_done": ("all_in",)}
    text = manifest("leader", "", about=False)
    assert found(text, main, unit, flows=flows) == ({"BARS"} if stands_still else set())
