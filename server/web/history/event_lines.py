"""What every list of events that an auditor reads says of one."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from server.actions.history.kept_back import withheld
from server.store.history import oddities
from server.store.history.history_events import HistoryEvent
from server.web.cases import broken_off
from server.web.names.form_words import words_of
from server.web.names.history_words import actor_of, erased_words, outcome_of, title_of
from server.web.names.oddity_words import SignLine, sign_line
from server.web.requests.context import session


def event_line(event: HistoryEvent, *, begun_by: str) -> dict[str, object]:
    """Say what was done, by whom and how it came out.

    `begun_by` is the version its case began by; empty for an event of no case.
    """
    kept_back = withheld(session(), event)
    return {
        "id": event.id,
        "seq": event.row["seq"],
        "at": event.row["act_time"],
        "title": title_of(event),
        "outcome": "" if kept_back else outcome_of(event, words_of(session(), event)),
        "actor": actor_of(event),
        "withheld": kept_back,
        "erased": erased_words(event),
        "fits": event.fits,
        "broken_off": broken_off.for_auditor(event, begun_by),
    }


def signs_of(
    events: Sequence[HistoryEvent], units: Mapping[str, str]
) -> Mapping[UUID, Sequence[SignLine]]:
    """Say in words which signs the events have, by event; `units` are names by id."""
    found = oddities.signs_of(session(), [event.id for event in events])
    return {key: [sign_line(sign, units) for sign in signs] for key, signs in found.items()}
