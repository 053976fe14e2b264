"""`binhxet retention`: what the coming night would take away, and takes nothing."""

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from server.actions.installation import housekeeping
from server.actions.installation.housekeeping import NightPart
from server.actions.installation.installed import clock_offset
from server.cli.command import Commands, command, with_json
from server.cli.database import database
from server.cli.said import retention_words as words
from server.config import Settings, clock
from server.domain.deadlines import local_day
from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenAway:
    """A table's rows that the night would take: how many, the oldest's day, how long they stay."""

    part: str
    table: str
    rows: int
    oldest: date | None
    days: float
    setting: str


def add(commands: Commands) -> None:
    """Add `retention`."""
    says = "đêm tới sẽ dọn những gì, không dọn gì / what the night would take; takes nothing"
    with_json(command(commands, "retention", says, show))


def show(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print a line for each part of the night's work."""
    parts = housekeeping.parts(settings.sign_ins_kept, settings.keeping)
    with database(settings) as begin, begin() as session:
        found = list(taken_away(session, parts, clock(clock_offset(session))()))
    if arguments.json:
        print(json.dumps([_json(each) for each in found], ensure_ascii=False))
        return 0
    for each in found:
        print(_line(each))
    return 0


def taken_away(
    session: Session, parts: Mapping[str, NightPart], now: datetime
) -> Iterator[TakenAway]:
    """Say of each part what it would take at an instant."""
    for name, part in parts.items():
        due = part.due(session, now)
        if due is None or part.old is None:
            continue
        oldest = local_day(due.oldest) if isinstance(due.oldest, datetime) else due.oldest
        yield TakenAway(
            part=name,
            table=part.old.table,
            rows=due.rows,
            oldest=oldest,
            days=part.kept.total_seconds() / 86400,
            setting=part.setting,
        )


def _json(each: TakenAway) -> dict[str, object]:
    return {
        "part": each.part,
        "table": each.table,
        "rows": each.rows,
        "oldest": each.oldest.isoformat() if each.oldest else None,
        "kept_days": each.days,
        "setting": each.setting,
    }


def _line(each: TakenAway) -> str:
    parts = [
        f"{each.rows:>8}",
        each.table,
        words.PARTS[each.part],
        f"{words.KEPT} {each.days:g} ngày / days",
        f"{words.CHOSEN_BY} {each.setting}" if each.setting else words.FIXED,
        f"{words.OLDEST} {each.oldest:%Y-%m-%d}" if each.oldest else "",
    ]
    return "  ".join(filter(None, parts))
