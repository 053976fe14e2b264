"""The year-end evaluation."""

from server.actions.steps.process_code import ProcessCode
from server.domain.blocs.scored_cells import parties
from server.processes.evaluation.forms import FORMS, PARTIES, WIDGETS
from server.processes.evaluation.key import KEY
from server.processes.evaluation.material import (
    criteria,
    fact_subjects,
    facts_taken_back,
    given_keys,
    read_material,
)
from server.processes.evaluation.operations import OPERATIONS
from server.processes.evaluation.others.whose_points import units_of
from server.processes.evaluation.pages import PAGES
from server.processes.evaluation.replay import add
from server.processes.evaluation.rules.declaring import KIND
from server.processes.evaluation.rules.needs import needs
from server.processes.evaluation.tables.binding import BOUND
from server.processes.evaluation.tables.case_state import CASE_STATE
from server.processes.process import ProcessPackage

EVALUATION = ProcessPackage(
    code=ProcessCode(
        key=KEY,
        forms=FORMS,
        widgets=WIDGETS,
        operations=OPERATIONS,
        party_sets={PARTIES: parties},
        judges={"give_points": units_of, "approve_points": units_of},
        file_subjects={"criterion": criteria, "fact": fact_subjects, "given": given_keys},
        taken_back={KIND: facts_taken_back},
        material=read_material,
        needs=needs,
        replay=(add,),
        questions=CASE_STATE,
        tables=BOUND,
    ),
    pages=PAGES,
)
