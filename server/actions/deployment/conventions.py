"""The names a diagram may use, as the product offers them: what the linter is told."""

from collections.abc import Mapping
from typing import Final

from server.actions.duties.product_forms import PRODUCT_FORMS
from server.actions.steps.operations import (
    OF_DEFINITION,
    OPERATIONS,
    PARAMETERS,
)
from server.domain.blocs.roles import DEFAULT, KEYED, RoleTable
from server.engine import Known, Signature

_ANSWERS: Final[Mapping[str, frozenset[str]]] = {
    "collate": frozenset({"ranked"}),
    "freeze": frozenset({"frozen"}),
    "eligibility": frozenset({"eligible"}),
    "quorum": frozenset({"ok", "present", "needed"}),
    "open_round": frozenset({"round"}),
    "compare": frozenset({"ok"}),
    "tally": frozenset({"again"}),
    "council_tally": frozenset({"passed", "dropped"}),
    "archive": frozenset({"archived"}),
}
_AFTER: Final[Mapping[str, str]] = {"compare": "open_round", "tally": "open_round"}
_COLUMNS: Final[Mapping[str, frozenset[str]]] = {"eligibility": frozenset({"eligible", "reason"})}
ROLES: Final = RoleTable.of(DEFAULT)
_WIDGETS: Final[Mapping[str, frozenset[str]]] = {
    "evaluation": frozenset({
        "score_grid", "appraisal_grid", "explanation_grid", "appraisal_2_grid", "late_units",
        "ranking", "attendance", "send_back",
    }),
    "award_review": frozenset({
        "candidates", "opinions", "attendance", "scrutineers", "ballot", "counts",
    }),
    "submission": frozenset({"dossier", "checklist", "nominee_opinions", "nominee_votes"}),
}  # fmt: skip
_OF_A_UNIT: Final = frozenset({"units", "scrutineers"})
KNOWN: Final = Known(
    roles=ROLES.names,
    operations={
        name: Signature(
            parameters=PARAMETERS.get(name, frozenset()),
            answers=_ANSWERS.get(name, frozenset()),
            definition=OF_DEFINITION[name],
            after=_AFTER.get(name, ""),
            table=name if name in _COLUMNS else "",
            columns=_COLUMNS.get(name, frozenset()),
        )
        for name in OPERATIONS
    },
    facts=frozenset({"key", "round", "mode", "units", "deadlines", "year", "opened_on"}),
    sets=frozenset({"units", "scrutineers", "nominees"}),
    holes=frozenset({"unit", "award", "year", "round", "bloc"}),
    results={
        "appraise": frozenset({"changed"}),
        "explain": frozenset({"contested"}),
        "late_units": frozenset({"out", "until"}),
        "adopt": frozenset({"units"}),
        "meeting": frozenset({"present", "scrutineers"}),
        "dossier": frozenset({"nominees"}),
        "check_dossier": frozenset({"reason"}),
    },
    product_forms=PRODUCT_FORMS,
    widgets=_WIDGETS,
    twins=ROLES.twins(),
    named=frozenset({"scrutineers"}),
    placed={name: _OF_A_UNIT for name, role in ROLES.roles.items() if role.whose in KEYED},
    decisions={
        "eligibility": frozenset({"taken_out", "rank_known", "within_rank", "enough_points"}),
    },
)
