"""What was delivered to whom: sent, opened, answered, as far as one sees the record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from server.domain.cases import sight as circles
from server.domain.texts.words import Words
from server.store.tasks import receipts
from server.store.tasks.receipts import DeliveryRow
from server.web.cases.case_access import Sight
from server.web.names.form_words import task_words
from server.web.names.history_words import outcome_words
from server.web.requests.context import session


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryLine:
    """A delivery as it is read; `answer` is the outcome in words, empty for a bare receipt."""

    row: DeliveryRow
    to: Words
    title: Words
    answer: str


def values(sight: Sight) -> Sequence[DeliveryLine]:
    """List the deliveries of a case."""
    return of_cases({sight.case.id: sight})[sight.case.id]


def of_cases(sights: Mapping[UUID, Sight]) -> Mapping[UUID, Sequence[DeliveryLine]]:
    """List those of some cases; nothing is asked where no manifest declares any."""
    elements = {case_id: _declared(sight) for case_id, sight in sights.items()}
    every = frozenset().union(*elements.values())
    rows = receipts.of_cases(session(), sights, every) if every else ()
    found: dict[UUID, list[DeliveryLine]] = {case_id: [] for case_id in sights}
    for row in rows:
        if row.element in elements[row.case_id] and _sees(sights[row.case_id], row):
            found[row.case_id].append(_line(row))
    return found


def between(
    lines: Sequence[DeliveryLine], made_at: datetime, next_at: datetime | None
) -> Sequence[DeliveryLine]:
    """Choose those sent from a document on, until its case had the next one."""
    return [
        line
        for line in lines
        if line.row.sent_at >= made_at and (next_at is None or line.row.sent_at < next_at)
    ]


def _declared(sight: Sight) -> frozenset[str]:
    tasks = sight.of().manifest.tasks.values()
    return frozenset(entry.element for entry in tasks if entry.receipt)


def _sees(sight: Sight, row: DeliveryRow) -> bool:
    circle = circles.of_task(sight.of().manifest, row.element)
    record = sight.record(row.element, key=row.key, unit=row.subject_unit_id or "")
    mine = row.post_id in sight.posts
    return mine or sight.sees(circle, replace(record, post=row.post_id, opened_at=row.sent_at))


def _line(row: DeliveryRow) -> DeliveryLine:
    words = task_words(session(), row.definition_hash, row.element)
    return DeliveryLine(
        row=row,
        to=Words(row.post_vi, row.post_en),
        title=Words(row.title_vi, row.title_en),
        answer=outcome_words(row.outcome, words) if row.state == "done" else "",
    )
