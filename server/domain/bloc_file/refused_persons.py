"""What the rules of persons and posts refuse in a bloc-year file, at its line and field."""

from collections.abc import Iterable

from server.domain.bloc_file.mistakes import Code
from server.domain.people.appointments import (
    AdministratorApart,
    AuditorApart,
    BadLogin,
    HeldAlready,
    LoginTaken,
    NameMissing,
    NoSuchPerson,
    NoSuchPost,
    OtherProvince,
    PeriodReversed,
    PostTaken,
    ProvinceMissing,
)
from server.domain.refusals import Refusal
from server.domain.texts.typed_text import CharacterRefused
from server.domain.toml_file import FileCode, FileMistakes, LineIndex, Notes, Path, ReadingCode

CODES: dict[type[Refusal], FileCode] = {
    AdministratorApart: Code.ADMINISTRATOR_APART,
    AuditorApart: Code.AUDITOR_APART,
    BadLogin: Code.BAD_LOGIN,
    CharacterRefused: ReadingCode.TEXT_UNPRINTABLE,
    HeldAlready: Code.HELD_ALREADY,
    LoginTaken: Code.DUPLICATE_PERSON,
    NameMissing: ReadingCode.TEXT_EMPTY,
    NoSuchPerson: Code.PERSON_CLOSED,
    NoSuchPost: Code.POST_UNKNOWN,
    OtherProvince: Code.PERSON_ELSEWHERE,
    PeriodReversed: Code.PERIOD_REVERSED,
    PostTaken: Code.POST_TAKEN,
    ProvinceMissing: Code.PERSON_ELSEWHERE,
}


def mistakes_of(source: str, refused: Iterable[tuple[Path, Refusal]]) -> FileMistakes:
    """Say each refusal as a mistake of the file, in the order of its lines."""
    notes = Notes(LineIndex(source.removeprefix("\ufeff")))
    for path, refusal in refused:
        values: dict[str, str] = {}
        if isinstance(refusal, CharacterRefused):
            values = {"code": refusal.code, "place": str(refusal.place)}
        notes.add(path, CODES[type(refusal)], **values)
    return FileMistakes(notes.all())
