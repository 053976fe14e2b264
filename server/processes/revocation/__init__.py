"""The revocation of awards."""

from server.actions.steps.process_code import ProcessCode
from server.processes.process import ProcessPackage
from server.processes.revocation.award_set import looked_into, members
from server.processes.revocation.key import KEY
from server.processes.revocation.material import read_material
from server.processes.revocation.opening import check_awards
from server.processes.revocation.operations import OPERATIONS
from server.processes.revocation.pages import PAGES
from server.processes.revocation.replay import add
from server.processes.revocation.tables.binding import BOUND
from server.processes.revocation.tables.case_state import CASE_STATE

REVOCATION = ProcessPackage(
    code=ProcessCode(
        key=KEY,
        operations=OPERATIONS,
        prepare=check_awards,
        material=read_material,
        replay=(add,),
        questions=CASE_STATE,
        tables=BOUND,
        judges={"revocation_propose": looked_into, "revocation_sign": looked_into},
        sets={"awards": members},
    ),
    pages=PAGES,
)
