"""The duties: what begins with an instance, and what an event moves to another day."""

from server.domain.history.replay.facts import ROW, Event, FactsTold


def add(told: FactsTold, event: Event) -> None:
    """Take the next event; a duty that is there already keeps its day."""
    for move in event.payload.get("moved", ()):
        for milestone, day in move.get("duties", ()):
            name = _name(milestone, move["key"])
            if told.get(name) != ROW:
                told.row(name, due=day)
    for milestone, key, _, day in event.payload.get("duties", ()):
        told.row(_name(milestone, key), due=day)


def _name(milestone: str, key: str) -> str:
    return f"duty/{milestone}/{key}"
