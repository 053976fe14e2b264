"""Papers, remarks and later versions of a case that stands in a call, or in a subprocess."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from server.actions.cases import migrate_instances
from server.actions.deployment import deploy
from server.actions.tasks import add_comment, attach_file, claim_task
from server.domain.people.actors import Actor
from server.domain.tasks.work import FormRefused, NotThere
from tests.actions.cases.calls.amid import ending, look, to_the_end
from tests.actions.refused import refused
from tests.worlds.calling import CALLER
from tests.worlds.processes.amid import BOTH, YES, Amid
from tests.worlds.rows import rows
from tests.worlds.year import BEGINS, SCHOOL, Year

WHY = "Xem lại"
MILESTONES = "SELECT milestone FROM milestone ORDER BY milestone"
each_kind = pytest.mark.parametrize("amid", BOTH, ids=["subprocess", "call"])
pytestmark = each_kind


def test_the_paper_inside_is_needed_and_seen_as_its_task_is(
    asked: Year, session: Session, amid: Amid
) -> None:
    task = asked.task(amid.look)
    with refused(session, FormRefused):
        asked.complete(task, YES)
    look(asked, session, amid)
    ((paper,),) = rows(session, "SELECT id FROM attachment WHERE kind = :k", k=amid.scan)
    deputy, stranger = (
        asked.holder(asked.task(amid.confirm).post_id),
        asked.holder(f"{SCHOOL}/head"),
    )
    seen = attach_file.open_file(session, paper, actors=[deputy], now=asked.now)
    assert seen.file_name == "ban-quet.pdf"
    with pytest.raises(NotThere):
        attach_file.open_file(session, paper, actors=[stranger], now=asked.now)


def test_a_remark_stands_on_a_task_inside(asked: Year, session: Session, amid: Amid) -> None:
    with ending(asked, session):
        task = asked.task(amid.look)
        holder = asked.holder(task.post_id)
        add_comment.add(session, task.id, actor=holder, text="Đã nhận", now=asked.tick())
        look(asked, session, amid)
        to_the_end(asked, amid)


def test_a_version_moves_amid_it_and_back(
    asked: Year, session: Session, amid: Amid, admin: Actor
) -> None:
    made = {
        name: text.replace("Ký đề nghị", "Ký duyệt đề nghị") for name, text in amid.files().items()
    }
    to = deploy.deploy(session, CALLER, made, actor=None, now=BEGINS)[0].hash
    case = asked.case_id
    with ending(asked, session):
        claim_task.claim(
            session,
            asked.task(amid.look).id,
            actor=asked.holder(asked.task(amid.look).post_id),
            now=asked.tick(),
        )
        moved = migrate_instances.move(session, case, to=to, actor=admin, now=asked.tick())
        assert moved
        assert migrate_instances.undo(session, case, actor=admin, now=asked.tick()) == moved
        assert migrate_instances.move(session, case, to=to, actor=admin, now=asked.tick()) == moved
        look(asked, session, amid)
        to_the_end(asked, amid)
    assert asked.now - BEGINS < timedelta(days=1)
