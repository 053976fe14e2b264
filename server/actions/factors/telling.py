"""What changes about a person's factors is a fact of their account, and they are told by mail."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from server.actions.identity import accounts, tell_person
from server.domain.canonical import Json
from server.domain.people.actors import Actor
from server.mail import factor_letters
from server.mail.factor_letters import FactorNews
from server.store import Session
from server.store.people.people_admin import PersonRow

KINDS: Mapping[FactorNews, str] = {
    FactorNews.ADDED: "factor.added",
    FactorNews.PASSKEY_ADDED: "factor.added",
    FactorNews.REMOVED: "factor.removed",
    FactorNews.PASSKEY_REMOVED: "factor.removed",
    FactorNews.CODES_MADE: "recovery_codes.made",
    FactorNews.CODE_USED: "recovery_code.used",
}


def tell(  # noqa: PLR0913 - one fact, named part by part
    session: Session,
    news: FactorNews,
    person: PersonRow,
    *,
    about: UUID,
    actor: Actor | None,
    now: datetime,
    payload: Mapping[str, Json],
    letter: bool = True,
) -> None:
    """Record it, and write to the person; `actor` is None where nobody has signed in yet."""
    accounts.note(
        session,
        KINDS[news],
        person,
        actor=actor,
        now=now,
        about=f"factor/{about}",
        payload=payload,
    )
    if letter:
        tell_person.of_factor(
            session, person.id, about, factor_letters.factor_news(news), kind=news, now=now
        )
