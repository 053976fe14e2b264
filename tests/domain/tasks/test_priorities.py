"""Who says what is urgent: whoever runs that part of the way, and nobody for those above them."""

import pytest

from server.domain.tasks.priorities import may_rank
from tests.domain import bloc_years

RULES = bloc_years.rules()
LEADER, MEMBER = RULES.leader.id, RULES.units[-1].id
BODIES = RULES.bodies
OF_BLOC = [f"{LEADER}/head", f"{LEADER}/secretary", f"{MEMBER}/officer", f"{MEMBER}/head"]
OF_BODIES = [
    f"{BODIES.home_affairs.id}/officer",
    f"{BODIES.home_affairs.id}/head",
    f"{BODIES.council.id}/secretary",
    f"{BODIES.chairman.id}/chairman",
]
RUN_THE_BLOC = {f"{LEADER}/head", f"{LEADER}/secretary"}
RUN_THE_BODIES = {f"{BODIES.home_affairs.id}/head"}
OTHERS = {"bac-giang/thanh-tra/auditor", "bac-giang/quan-tri/administrator", "x/so-khcn/head"}


@pytest.mark.parametrize("task_post", OF_BLOC)
def test_the_blocs_tasks_are_ranked_by_who_opens_its_cases(task_post: str) -> None:
    ranks = {post for post in everybody() if may_rank(rules=RULES, post=post, task_post=task_post)}
    assert ranks == RUN_THE_BLOC


@pytest.mark.parametrize("task_post", OF_BODIES)
def test_the_bodies_tasks_are_ranked_by_the_head_of_home_affairs(task_post: str) -> None:
    ranks = {post for post in everybody() if may_rank(rules=RULES, post=post, task_post=task_post)}
    assert ranks == RUN_THE_BODIES


def everybody() -> set[str]:
    return {*OF_BLOC, *OF_BODIES, f"{LEADER}/officer", f"{LEADER}/appraiser", *OTHERS}
