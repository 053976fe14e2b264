"""Say what a province is called: the operator's, as the State names it."""

from datetime import datetime

from server.actions.people.follow_province import STREAM
from server.domain.people.province_names import check_province_name
from server.domain.texts.typed_text import readable
from server.domain.texts.words import Words
from server.store import Session
from server.store.history import journal
from server.store.people import province_names


def name_province(session: Session, province: str, name: Words, *, now: datetime) -> None:
    """Call a province by a name from now on, whatever it was called before.

    Nothing happens where it is called so already. Raises what `check_province_name` does, and
    CharacterRefused.
    """
    journal.hold(session, STREAM)
    said = Words(readable(name.vi), readable(name.en))
    check_province_name(province, said, known=province_names.known(session))
    if province_names.names(session, [province]).get(province) == said:
        return
    province_names.put(session, province, said, now=now)
    journal.note(
        session,
        stream=STREAM,
        kind="province.named",
        object=f"province/{province}",
        actor=None,
        payload={"title_vi": said.vi, "title_en": said.en},
        now=now,
        province=province,
    )
