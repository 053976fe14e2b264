"""Write to who gets a draft of a bloc-year in hand, and to its secretary what became of it."""

from datetime import datetime
from typing import Final

from server.domain.bloc_draft import document
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.posts import Position, post_id
from server.domain.texts.words import Words
from server.mail import letters
from server.mail.letters import DraftNews
from server.store import Session
from server.store.blocs.bloc_drafts import BlocDraft
from server.store.mail import outbox
from server.store.people import holders

_NO_CASE: Final = ""
"""A draft is of no kind of case: who was lent a post for some kinds has no part in it."""


def tell(  # noqa: PLR0913 - one letter, named part by part
    session: Session,
    draft: BlocDraft,
    news: DraftNews,
    *,
    secretary: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Tell the other side of a draft, as it was locked, that it changed hands.

    The letter says who, and of which bloc-year; what was said with it stands on the draft's page.
    Nobody is told who never had it: `secretary` is empty then.
    """
    officer = post_id(draft.unit_id, Position.OFFICER)
    post = officer if news is DraftNews.GIVEN_BACK else secretary
    year = draft.bloc_year_id.rpartition("/")[2]
    name = document.name_of(draft.document)
    letter = letters.bloc_draft(news, Words(actor.name), name=name, year=Words(year))
    for each in holders.of_posts(session, [post], kind=_NO_CASE, today=local_day(now)):
        if each.person_id != actor.person_id:
            outbox.write_to_person(
                session,
                each.person_id,
                subject=letter.subject,
                body=letter.body,
                key=f"bloc_draft/{draft.id}/{draft.version}",
                kind=letters.LetterKind.BLOC_DRAFT,
                path=f"/bloc-drafts/{draft.id}",
                post_id=post,
                now=now,
            )
