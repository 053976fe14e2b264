"""The steps of making a bloc-year: which parts each is of, whose it is, and what it still lacks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import url_for

from server.domain.bloc_draft import document
from server.domain.bloc_draft.parts import DraftPart, DraftSide
from server.domain.bloc_file import FileMistake
from server.store.blocs.bloc_drafts import BlocDraft
from server.web.bloc_parts.part_form import address_of
from server.web.names import mistake_words
from server.web.words.catalogue import lazy_gettext as _l


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStep:
    """One step; `endpoint` is its page, or that of each of its parts where it is `EACH`."""

    endpoint: str
    label: object
    side: DraftSide
    parts: tuple[DraftPart, ...]


EACH: Final = "bloc_parts.show"
_HOME, _BLOC = DraftSide.HOME_AFFAIRS, DraftSide.SECRETARY
STEPS: Final[Sequence[DraftStep]] = (
    DraftStep(
        endpoint="bloc_drafts.bloc",
        label=_l("Tên khối, chủ đề, ngày có hiệu lực"),
        side=_HOME,
        parts=(DraftPart.BLOC,),
    ),
    DraftStep(
        endpoint="bloc_drafts.members",
        label=_l("Đơn vị thành viên, Trưởng khối, Phó Trưởng khối, chức vụ"),
        side=_HOME,
        parts=(DraftPart.UNITS, DraftPart.POSITIONS, DraftPart.ROLES),
    ),
    DraftStep(
        endpoint=EACH,
        label=_l("Đơn vị sáp nhập, giải thể"),
        side=_HOME,
        parts=(DraftPart.REORGANISED,),
    ),
    DraftStep(
        endpoint="bloc_drafts.bodies",
        label=_l("Cơ quan ngoài khối"),
        side=_HOME,
        parts=(DraftPart.BODIES,),
    ),
    DraftStep(
        endpoint="bloc_parts.tree",
        label=_l("Bảng chấm điểm"),
        side=_BLOC,
        parts=(DraftPart.SCORE_TABLE,),
    ),
    DraftStep(
        endpoint=EACH,
        label=_l("Ai cho điểm thay đơn vị"),
        side=_BLOC,
        parts=(DraftPart.SCORERS,),
    ),
    DraftStep(
        endpoint=EACH,
        label=_l("Danh hiệu, hạn mức"),
        side=_BLOC,
        parts=(DraftPart.AWARDS, DraftPart.HISTORY),
    ),
    DraftStep(
        endpoint=EACH,
        label=_l("Biểu quyết trong khối, Hội đồng"),
        side=_BLOC,
        parts=(DraftPart.VOTING, DraftPart.COUNCIL),
    ),
    DraftStep(
        endpoint=EACH,
        label=_l("Điều kiện, xếp loại"),
        side=_BLOC,
        parts=(DraftPart.CONDITIONS, DraftPart.GRADES),
    ),
    DraftStep(
        endpoint=EACH,
        label=_l("Thời hạn, đợt thi đua"),
        side=_BLOC,
        parts=(DraftPart.DEADLINES, DraftPart.WAVES),
    ),
    DraftStep(
        endpoint=EACH,
        label=_l("Ký hiệu văn bản, nơi nhận, căn cứ"),
        side=_BLOC,
        parts=(DraftPart.REGISTER, DraftPart.RECIPIENTS, DraftPart.LEGAL_BASES),
    ),
    DraftStep(
        endpoint="wordings.index",
        label=_l("Lời văn bản in"),
        side=_BLOC,
        parts=(DraftPart.WORDINGS,),
    ),
    DraftStep(
        endpoint="bloc_parts.persons",
        label=_l("Người giữ các chức vụ"),
        side=_BLOC,
        parts=(DraftPart.PERSONS,),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStepState:
    """How far a step is: what is wrong in it, and what of it waits to be looked at."""

    step: DraftStep
    mistakes: Sequence[FileMistake]
    to_check: Sequence[str]
    address: str
    """Its page: that of the first part in which something is left."""
    unsaid: bool
    """Whether nothing of it is said, which it need not be where nothing is left."""

    @property
    def left(self) -> int:
        """How many places are left to see to."""
        return len(self.mistakes) + len(self.to_check)


def states(draft: BlocDraft) -> Sequence[DraftStepState]:
    """Say of each step what it lacks, in their order; the first has what is of no part."""
    wrong = document.by_part(mistake_words.named(draft.mistakes, draft.values))
    known = {part for step in STEPS for part in step.parts}
    loose = [item for name, items in wrong.items() if name not in known for item in items]
    said = draft.values
    return [
        _state(step, draft, said, [*([] if number else loose), *_of(step, wrong)])
        for number, step in enumerate(STEPS)
    ]


def _of(step: DraftStep, wrong: Mapping[str, Sequence[FileMistake]]) -> list[FileMistake]:
    return [item for part in step.parts for item in wrong.get(part, ())]


def _state(
    step: DraftStep,
    draft: BlocDraft,
    said: Mapping[str, object],
    mistakes: Sequence[FileMistake],
) -> DraftStepState:
    to_check = [name for name in draft.to_check if document.part_name(name) in step.parts]
    left = [*(item.field for item in mistakes), *to_check]
    addresses = [
        address_of(name, part)
        for part in step.parts
        for name in left
        if part == document.part_name(name)
    ]
    first = next(iter(addresses), str(step.parts[0]))
    return DraftStepState(
        step=step,
        mistakes=mistakes,
        to_check=to_check,
        address=url_for(step.endpoint, draft_id=draft.id, part=first)
        if step.endpoint == EACH
        else url_for(step.endpoint, draft_id=draft.id),
        unsaid=not any(part in said for part in step.parts),
    )
