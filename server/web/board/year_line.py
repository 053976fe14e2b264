"""The year as a line: its waves, its days due and today, each with a name where there is room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count, groupby, product

from babel.dates import format_date

from server.domain.cases.duties import MISSING, UNDONE
from server.web.board.dated_rows import DatedRow
from server.web.board.reading import DutyLine
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import ngettext
from server.web.words.language import language, pick

WIDTH, EDGE = 1200.0, 8.0
LETTER = 6.6
"""How wide a letter of the labels is at most on average, in units of the picture."""
GAP, BESIDE = 6.0, 3.0
BAR, LANE, MOST_LANES = 24.0, 16.0, 6
"""Heights of a wave and of a line of labels; where six lines are full, a day has a dot alone."""
LEAST_BAR, FEWEST_SHOWN, LONGEST = 3.0, 5, 40
JANUARY = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words beside a place: `end` where they stand left of it, `lane` counted from the top."""

    text: str
    x: float
    end: bool
    lane: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnWave:
    """A stretch of days."""

    text: str
    shown: str
    """As much of the text as the bar has room for."""
    x: float
    width: float
    lane: int
    running: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DayDue:
    """A day on which something is due: `late` where it is missing, `open` where it is to come."""

    text: str
    shown: str
    """The text with no name too long for a label."""
    x: float
    late: bool
    open: bool
    label: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """Where today is, and its words in the line of the first waves: left of it, if `end`."""

    x: float
    text: str
    end: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLine:
    """What is drawn, in units of a picture 1200 wide."""

    months: Sequence[tuple[str, float]]
    waves: Sequence[DrawnWave]
    days: Sequence[DayDue]
    today: Today | None
    bars: int
    """Lines of waves."""
    lanes: int
    """Lines of labels."""

    @property
    def said(self) -> str:
        """Say it all as one sentence."""
        return "; ".join([*(wave.text for wave in self.waves), *(day.text for day in self.days)])


@dataclass
class Lanes:
    """Lines of labels: none lies over another, nor over a line that leads down to one."""

    labels: list[tuple[int, float, float]] = field(default_factory=list)
    leads: list[tuple[float, int]] = field(default_factory=list)

    def place(self, text: str, x: float) -> Label | None:
        """Put a label right or left of a place in the first line that has room; else None."""
        long = len(text) * LETTER
        for start, lane in product((x + BESIDE, x - BESIDE - long), range(MOST_LANES)):
            if self._fits(lane, start, start + long, x):
                self.labels.append((lane, start, start + long))
                self.leads.append((x, lane))
                end = start < x
                return Label(text=text, x=x - BESIDE if end else x + BESIDE, end=end, lane=lane)
        return None

    @property
    def used(self) -> int:
        """How many lines there are."""
        return max((lane + 1 for lane, _start, _end in self.labels), default=0)

    def _fits(self, lane: int, start: float, end: float, x: float) -> bool:
        within = start >= EDGE and end <= WIDTH
        beside = all(
            end + GAP <= left or right + GAP <= start
            for on, left, right in self.labels
            if on == lane
        )
        above = not any(left < x < right for on, left, right in self.labels if on < lane)
        under = not any(start < each < end for each, down in self.leads if down > lane)
        return within and beside and above and under


@dataclass(frozen=True, slots=True)
class Scale:
    """From which day to which the picture goes."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Return where a day begins."""
        share = (day - self.first).days / ((self.last - self.first).days + 1)
        return round(EDGE + share * (WIDTH - 2 * EDGE), 1)


def year_line(
    year: int, lines: Sequence[DutyLine], dated: Sequence[DatedRow], today: date
) -> YearLine | None:
    """Lay out a year's line; None where it has neither a wave nor a day due.

    Of a duty whose state the reader is not told nothing is drawn.
    """
    lines = [line for line in lines if line.standing]
    waves = [row for row in dated if len(row.days) > 1]
    all_days = [*(line.due for line in lines), *(day for row in dated for day in row.days)]
    if not all_days:
        return None
    first = min(date(year, 1, 1), *all_days).replace(day=1)
    last = _end_of_month(max(date(year, 12, 31), *all_days))
    scale, lanes = Scale(first, last), Lanes()
    now = _today(scale, today) if first <= today <= last else None
    bars = list(_waves(waves, scale, now))
    days = _days(lines, dated, scale, lanes)
    return YearLine(
        months=list(_months(scale)),
        waves=bars,
        days=days,
        today=now,
        bars=max((bar.lane + 1 for bar in bars), default=0),
        lanes=lanes.used,
    )


def _today(scale: Scale, today: date) -> Today:
    x = scale.x(today)
    return Today(x=x, text=_("Hôm nay %(day)s", day=f"{today:%d/%m}"), end=x > WIDTH / 2)


def _months(scale: Scale) -> Iterator[tuple[str, float]]:
    day = scale.first
    while day <= scale.last:
        whole = day == scale.first or day.month == JANUARY
        name = format_date(day, _("'T'M"), locale=language())
        yield (f"{name}/{day.year}" if whole else name), scale.x(day)
        day = _end_of_month(day) + timedelta(days=1)


def _waves(rows: Sequence[DatedRow], scale: Scale, today: Today | None) -> Iterator[DrawnWave]:
    ends: list[float] = []
    for row in rows:
        begins, ends_on = row.days[0], row.days[-1]
        x, end = scale.x(begins), scale.x(ends_on + timedelta(days=1))
        lane = next(n for n in count() if n == len(ends) or ends[n] <= x)
        ends[lane : lane + 1] = [end]
        text = f"{row.text or pick(row.field)}: {begins:%d/%m} – {ends_on:%d/%m}"
        running = today is not None and x <= today.x < end
        said = today is not None and running and lane == 0 and today.end
        until = today.x - len(today.text) * LETTER if today and said else end
        yield DrawnWave(
            text=text,
            shown=_cut(text, until - x),
            x=x,
            width=max(end - x - 2, LEAST_BAR),
            lane=lane,
            running=running,
        )


def _days(
    lines: Sequence[DutyLine], dated: Sequence[DatedRow], scale: Scale, lanes: Lanes
) -> list[DayDue]:
    """Give each day once: the duties due on it, and what a plan has on that day alone.

    What is late or next to come is named first; of what is over the latest is, where there is room.
    """
    named = [(row.days[0], row.text or pick(row.field)) for row in dated if len(row.days) == 1]
    due = sorted(lines, key=lambda line: line.due)
    found = {day: list(group) for day, group in groupby(due, key=lambda line: line.due)}
    days = [
        _day(scale.x(day), day, found.get(day, []), [text for on, text in named if on == day])
        for day in sorted({*found, *(day for day, _text in named)})
    ]
    order = sorted(
        days, key=lambda each: (not each.late, not each.open, each.x if each.open else -each.x)
    )
    labels = {each.x: lanes.place(each.shown, each.x) for each in order}
    return [replace(each, label=labels[each.x]) for each in days]


def _day(x: float, day: date, lines: Sequence[DutyLine], texts: Sequence[str]) -> DayDue:
    names = list(dict.fromkeys([*(pick(line.name) for line in lines), *texts]))
    short = [name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…" for name in names]
    return DayDue(
        text=_told(names, day, lines),
        shown=_told(short, day, lines),
        x=x,
        late=_missing(lines) > 0,
        open=any(line.standing is not None and line.standing.state in UNDONE for line in lines),
    )


def _told(names: Sequence[str], day: date, lines: Sequence[DutyLine]) -> str:
    first, more = names[0], len(names) - 1
    text = _("%(name)s và %(more)s việc khác", name=first, more=more) if more else first
    text = f"{text} {day:%d/%m}"
    if missing := _missing(lines):
        return f"{text}: " + ngettext("%(num)s việc quá hạn", "%(num)s việc quá hạn", missing)
    return text


def _missing(lines: Sequence[DutyLine]) -> int:
    return sum(line.standing is not None and line.standing.state in MISSING for line in lines)


def _cut(text: str, room: float) -> str:
    most = int((room - 2 * GAP) / LETTER)
    if len(text) <= most:
        return text
    return f"{text[: most - 1]}…" if most >= FEWEST_SHOWN else ""


def _end_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
