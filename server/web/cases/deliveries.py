"""What was delivered to whom: sent, opened, answered, as far as one sees the record."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
    """List the deliveries of a case; nothing is asked where its manifest declares none."""
    declared = sight.of().manifest.tasks.values()
    elements = [entry.element for entry in declared if entry.receipt]
    rows = receipts.of_case(session(), sight.case.id, elements) if elements else ()
    return [_line(row) for row in rows if _sees(sight, row)]


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
