"""The submission."""

from server.actions.steps.process_code import ProcessCode
from server.processes.process import ProcessPackage
from server.processes.submission.forms import FORMS, WIDGETS
from server.processes.submission.key import KEY
from server.processes.submission.material import nominee_ids, read_material
from server.processes.submission.nominee_set import members
from server.processes.submission.opening import nominate
from server.processes.submission.operations import OPERATIONS
from server.processes.submission.pages import PAGES
from server.processes.submission.replay import add
from server.processes.submission.rules.needs import needs
from server.processes.submission.tables.binding import BOUND
from server.processes.submission.tables.case_state import CASE_STATE

SUBMISSION = ProcessPackage(
    code=ProcessCode(
        key=KEY,
        forms=FORMS,
        widgets=WIDGETS,
        operations=OPERATIONS,
        prepare=nominate,
        file_subjects={"nominee": nominee_ids},
        material=read_material,
        needs=needs,
        replay=(add,),
        questions=CASE_STATE,
        tables=BOUND,
        sets={"nominees": members},
    ),
    pages=PAGES,
)
