"""The names a diagram may use, as the product offers them: what the linter is told."""

from collections.abc import Mapping
from typing import Final

from server.actions.duties.meant import MEANT
from server.actions.operations import OPERATIONS
from server.domain.posts import ROLES
from server.engine import Known, Signature

_PARAMETERS: Final[Mapping[str, frozenset[str]]] = {
    "quorum": frozenset({"present"}),
    "open_round": frozenset({"present"}),
}
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
KNOWN: Final = Known(
    roles=ROLES,
    operations={
        name: Signature(
            parameters=_PARAMETERS.get(name, frozenset()), answers=_ANSWERS.get(name, frozenset())
        )
        for name in OPERATIONS
    },
    facts=frozenset({"key", "round", "mode", "units", "deadlines"}),
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
    meant=MEANT,
    decisions={
        "eligibility": frozenset({"taken_out", "rank_known", "within_rank", "enough_points"}),
    },
)
