"""An evaluation moved to a later version of its diagram; whatever is open else stays on its own."""

from server.actions.cases import migrate_instances
from server.actions.deployment.deploy import collect, deploy
from server.config import ROOT
from tests.worlds.year import ADMINISTRATOR, PRESS, SCHOOL, Year

OLD, NEW, ENGLISH = "Thẩm định lần 1", "Thẩm định lần thứ nhất", "First appraisal"


def moved_to_a_later_version(year: Year) -> None:
    """Its first step after the move is still ahead: the move can be undone."""
    for unit in (SCHOOL, PRESS):
        year.do("score", key=unit)
    year.do("approve", key=SCHOOL)
    files = collect("evaluation", ROOT / "workflows", ROOT / "forms")
    files["evaluation.bpmn"] = files["evaluation.bpmn"].replace(f'name="{OLD}"', f'name="{NEW}"')
    words = files["evaluation.en.json"]
    files["evaluation.en.json"] = words.replace("{", f'{{"{NEW}": "{ENGLISH}",', 1)
    with year.begin() as session:
        version, _ = deploy(session, "evaluation", files, actor=None, now=year.tick())
        migrate_instances.move(
            session,
            year.case_id,
            to=version.hash,
            actor=year.holder(ADMINISTRATOR),
            now=year.tick(),
        )
