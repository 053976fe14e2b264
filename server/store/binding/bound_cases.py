"""Coverage of bloc-years, their rules, deployed definitions, cases and the engine's instances."""

from server.store.binding.coverage import BoundTable
from server.store.tables import (
    agency_number,
    bloc,
    bloc_year,
    bloc_year_version,
    case_,
    case_unit,
    definition,
    document,
    duty,
    expected,
    instance,
    instance_before,
    meeting,
    milestone,
    province_day,
    province_name,
    province_succession,
    register,
    register_entry,
    reorganised_unit,
    ruleset,
    timed_opening,
    timer,
    token_move,
)

FOUND = "P6 search not as of what it finds"
CHAIN = "P3 case behind its chain"
NUMBERS = "P1 register has not the numbers it counts"
GONE = "P6 unit gone otherwise than its rules say"
DISARMED = "of a timer that nothing waits for"
PLANNED = "of an opening to come: the worker works it out anew every minute"
TRIED = "why it could not be opened when the worker last tried"
TIMED = "the worker opens a case on its day, and says of one that cannot be opened why"

CASES: tuple[BoundTable, ...] = (
    BoundTable(table=bloc),
    BoundTable(table=bloc_year),
    BoundTable(table=ruleset, hashed=frozenset({"content"})),
    BoundTable(table=bloc_year_version, hashed=frozenset({"source"})),
    BoundTable(table=reorganised_unit, recomputed={"into_id": GONE, "day": GONE}),
    BoundTable(table=definition, hashed=frozenset({"files"})),
    BoundTable(table=case_, derived={"search": FOUND}, recomputed={"seq": CHAIN, "head": CHAIN}),
    BoundTable(table=case_unit),
    BoundTable(table=instance, hashed=frozenset({"doc"})),
    BoundTable(table=instance_before, hashed=frozenset({"doc"})),
    BoundTable(table=expected),
    BoundTable(table=timer, unproved={"due": DISARMED, "element": DISARMED}),
    BoundTable(table=milestone),
    BoundTable(table=duty),
    BoundTable(
        table=timed_opening,
        without_event=TIMED,
        unproved=dict.fromkeys(("day", "state"), PLANNED)
        | dict.fromkeys(("tried_at", "error", "detail"), TRIED),
    ),
    BoundTable(table=token_move),
    BoundTable(table=meeting),
    BoundTable(table=document, derived={"search": FOUND}),
    BoundTable(table=register, recomputed={"last": NUMBERS, "newest": NUMBERS}),
    BoundTable(table=register_entry),
    BoundTable(table=agency_number),
    BoundTable(table=province_day),
    BoundTable(table=province_name),
    BoundTable(table=province_succession),
)
