"""The award review."""

from server.actions.steps.process_code import ProcessCode
from server.processes.award_review.forms import FORMS, WIDGETS
from server.processes.award_review.key import KEY
from server.processes.award_review.material import read_material
from server.processes.award_review.operations import OPERATIONS
from server.processes.award_review.pages import PAGES
from server.processes.award_review.replay import add
from server.processes.award_review.rules.needs import needs
from server.processes.award_review.tables.binding import BOUND
from server.processes.award_review.tables.case_state import CASE_STATE
from server.processes.process import ProcessPackage

AWARD_REVIEW = ProcessPackage(
    code=ProcessCode(
        key=KEY,
        forms=FORMS,
        widgets=WIDGETS,
        operations=OPERATIONS,
        material=read_material,
        needs=needs,
        replay=(add,),
        questions=CASE_STATE,
        tables=BOUND,
        named_sets=frozenset({"scrutineers"}),
    ),
    pages=PAGES,
)
