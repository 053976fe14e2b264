"""Documents numbered in the same second: no number comes twice, none is left out."""

from uuid import UUID

from server.actions.tasks import complete_task
from server.domain.mistakes import Mistakes
from tests.actions.at_once.threads import at_once
from tests.worlds.processes.agency_papers import AgencyPapers
from tests.worlds.processes.numbered import Numbered
from tests.worlds.rows import rows
from tests.worlds.worker import sound
from tests.worlds.year import PRESS, SCHOOL, Year, new_act

MANY = 8


def test_documents_signed_in_the_same_second_have_numbers_of_their_own(committed: Year) -> None:
    numbered = Numbered(committed).deploy()
    tasks = [numbered.open().year.task(numbered.process.first) for _ in range(MANY)]
    actor, now = committed.holder(tasks[0].post_id), committed.tick()

    def sign(place: int) -> str:
        with committed.begin() as session:
            complete_task.complete(
                session, tasks[place].id, actor=actor, value={"note": ""}, act=new_act(), now=now
            )
        return "signed"

    assert at_once(sign, MANY) == {"signed": MANY}
    with committed.begin() as session:
        found = rows(session, "SELECT sequence FROM document ORDER BY sequence")
        ((last,),) = rows(session, "SELECT last FROM register")
    assert [row[0] for row in found] == [*range(1, MANY + 1)]
    assert last == MANY
    assert sound(committed)


def test_one_number_of_an_agency_typed_for_two_documents_at_once_is_taken_for_one(
    committed: Year,
) -> None:
    papers = AgencyPapers(committed).deploy()
    tasks: dict[int, UUID] = {}
    actors = {}
    for place, unit in enumerate((SCHOOL, PRESS)):
        task = papers.open(unit)
        tasks[place], actors[place] = task.id, committed.holder(task.post_id)
    now = committed.tick()

    def sign(place: int) -> str:
        with committed.begin() as session:
            complete_task.complete(
                session, tasks[place], actor=actors[place], value=papers.value(7),
                act=new_act(), now=now,
            )  # fmt: skip
        return "signed"

    assert at_once(sign, 2) == {"signed": 1, Mistakes.__name__: 1}
    assert sound(committed)
