"""What a manifest says, once it is read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeAlias

from server.domain.canonical import Json
from server.domain.manifest.documents import DocumentEntry
from server.domain.manifest.figures import Figure
from server.domain.manifest.printouts import PrintoutEntry
from server.domain.manifest.taken import TakenRows
from server.domain.people.posts import unit_of
from server.domain.toml_file import Path

MEMBER: Final = "member"
"""In `open.by`: the officer and the head of each unit of the bloc."""
ONE_A_YEAR: Final = "year"
"""In `open.one`: one case in a bloc-year."""
PAPERS: Final = "papers"
"""In `shows`: the documents made so far."""
OPENED, CLOSED = "opened", "closed"
IMPLIED: Final = frozenset({OPENED, CLOSED})
"""The milestones every case has."""


class Level(StrEnum):
    """How somebody stands to a record of a case."""

    WORKERS = "workers"
    """The posts of all lanes of the record's own instance."""
    OWN_UNIT = "own_unit"
    """Every post of the unit the record is about."""
    CONCERNED = "concerned"
    """Every post of each unit of the bloc for which the milestone that is waited for stands."""
    OPENER = "opener"
    """The post that opened the case."""
    ORGANISER = "organiser"
    """The leading unit's head and secretary."""
    BLOC = "bloc"
    """Every post of every unit of the bloc."""
    BODIES = "bodies"
    """The bodies outside the bloc that take part in the case."""
    ROLE = "role"
    """The post of one lane, named by its role."""
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


EVERYONE: Final = (Level.BLOC, Level.BODIES)
"""What `everyone` stands for in a circle."""


class ActClass(StrEnum):
    """The class of an act, by which the auditor filters: of a task, or of how it came out."""

    APPROVE = "approve"
    SIGN = "sign"
    DECIDE = "decide"
    RETURN = "return"
    REFUSE = "refuse"
    SCORE = "score"
    VOTE = "vote"
    OTHER = "other"


class ShownKind(StrEnum):
    """What a task may show beside its form."""

    RECORD = "record"
    """The last record of another task, for the same key or for the case."""
    TABLE = "table"
    """The last record of a task for every key, as a table."""
    PANEL = "panel"
    """A panel of the process's package."""
    PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class Moment:
    """A milestone: of the case itself where `kind` is empty, or of another case of its chain."""

    milestone: str
    kind: str = ""

    def __str__(self) -> str:
        return f"{self.kind}.{self.milestone}" if self.kind else self.milestone


@dataclass(frozen=True, slots=True)
class Grant:
    """A level that sees from the start, or from a milestone on; `role` for ROLE alone."""

    level: Level
    after: Moment | None = None
    role: str = ""


Circle: TypeAlias = tuple[Grant, ...]
"""Who sees: any one of the grants is enough. The auditor stands in it like everybody else."""


@dataclass(frozen=True, slots=True)
class TaskOutcome:
    """A task that was completed; with any outcome where that is empty."""

    element: str
    outcome: str = ""

    def meets(self, element: str, outcome: str) -> bool:
        """Tell whether a completion is this one."""
        return element == self.element and self.outcome in {"", outcome}


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A named fact of a case, and the one thing that reaches it.

    Any of `tasks`, or passing the element `passed`, or `every` one of several for the same key.
    `repeats`: it stands anew in each round; `due`: an expression, its day on the board. `urged_by`
    names the roles whose posts may press for it; nobody may where it names none. `over_years`: a
    case that has come to it stands among the results over the years.
    """

    name: str
    tasks: tuple[TaskOutcome, ...] = ()
    passed: str = ""
    every: tuple[TaskOutcome, ...] = ()
    repeats: bool = False
    due: str = ""
    urged_by: tuple[str, ...] = ()
    over_years: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedOpening:
    """A day (an expression) on which the system opens a case with these values of the form.

    `computed` are expressions for fields whose values only the bloc-year knows. Where a case stands
    of the process in `after` of which `where` is true, its milestone opens it and not the day.
    """

    at: str
    values: Mapping[str, Json] = field(hash=False)
    computed: Mapping[str, str] = field(default_factory=dict, hash=False)
    after: Moment | None = None
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Who opens a case, how often, after what; `refused` is what is said before that stands.

    `one`: ONE_A_YEAR, an expression over `opening`, or empty for any number. `subject` is the
    field of the form that names the case; `about_opener`: it is about the unit that opens it.
    `over_years`: what `one` gives stands once over all years of the bloc.
    """

    act: str = ""
    by: tuple[str, ...] = ()
    form: str = ""
    one: str = ""
    over_years: bool = False
    subject: str = ""
    about_opener: bool = False
    after: Moment | None = None
    refused: str = ""
    timed: tuple[TimedOpening, ...] = ()

    def awaited(self) -> Iterator[tuple[Path, Moment]]:
        """Give what other processes must have come to, and where that is written."""
        if self.after:
            yield ("open", "after", self.after.kind), self.after
        for number, each in enumerate(self.timed):
            if each.after:
                yield ("open", "timed", number, "after", each.after.kind), each.after

    def about(self, opener: str) -> str:
        """Name the unit that a case which a post has opened is about; empty for the bloc."""
        return unit_of(opener) if opener and self.about_opener else ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A record, a table of records, a panel, or the papers, shown with a task."""

    kind: ShownKind
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEntry:
    """What is said of one task of the diagram; `see`, `history` and `remarks` name circles.

    `bars` names the act that nobody does for a unit of their own; `condition` is an expression,
    and where it is false the record is nobody's to see.
    """

    element: str
    see: str = ""
    history: str = ""
    remarks: str = ""
    act: ActClass = ActClass.OTHER
    shows: tuple[Shown, ...] = ()
    recall: bool = False
    bars: str = ""
    confidential: bool = False
    receipt: bool = False
    condition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantSet:
    """Whom a pool runs once for: chosen in a form, each of the `rows` of one, made by the package.

    `chosen` and `rows` are `element.field`. `sources` are what may be chosen from, `holes` what a
    title may hold of a member, `subject` which of them is the unit it is about: of rows the column
    that says whose each is.
    """

    chosen: str = ""
    rows: str = ""
    package: str = ""
    sources: tuple[str, ...] = ()
    holes: tuple[str, ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsOf:
    """Rows of a record, as `element.field`: each stands on the board on the days it names."""

    of: str

    @property
    def element(self) -> str:
        """The task whose record has them."""
        return self.of.partition(".")[0]

    @property
    def field(self) -> str:
        """The field of its form."""
        return self.of.partition(".")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A process's manifest; texts are Vietnamese, their English stands in `<key>.en.json`.

    `name` may hold `{year}`, `{number}`, `{subject}` and `{opening.field}`; `retention` counts
    years, 0 where nothing is said. `files` and `matters` give the circle of a kind of file and
    of a matter of the package.
    """

    key: str
    name: str
    short: str
    order: int = 0
    package: str = ""
    panels: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    known: Circle = ()
    retention: int = 0
    open: Opening = Opening()
    milestones: Mapping[str, Milestone] = field(default_factory=dict, hash=False)
    sight: Mapping[str, Circle] = field(default_factory=dict, hash=False)
    tasks: Mapping[str, TaskEntry] = field(default_factory=dict, hash=False)
    files: Mapping[str, str] = field(default_factory=dict, hash=False)
    matters: Mapping[str, str] = field(default_factory=dict, hash=False)
    sets: Mapping[str, ParticipantSet] = field(default_factory=dict, hash=False)
    documents: Mapping[str, DocumentEntry] = field(default_factory=dict, hash=False)
    rows: tuple[RowsOf, ...] = ()
    taken: tuple[TakenRows, ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=dict, hash=False)
    printouts: Mapping[str, PrintoutEntry] = field(default_factory=dict, hash=False)

    def reaches(self, milestone: str) -> bool:
        """Tell whether a case of this process can come to a milestone."""
        return milestone in IMPLIED or milestone in self.milestones

    def words(self) -> tuple[str, ...]:
        """Return every text that a person reads, in Vietnamese."""
        documents = (each.name for each in self.documents.values())
        figures = (each.name for each in self.figures.values())
        printouts = (each.name for each in self.printouts.values())
        own = (self.name, self.short, self.open.act, self.open.refused)
        texts = (*own, *documents, *figures, *printouts)
        return tuple(dict.fromkeys(text for text in texts if text))
