"""The receipts: who has a delivery opened it, first when and as whom."""

from server.domain.history.replay.facts import Event, FactsTold


def add(told: FactsTold, event: Event) -> None:
    """Take the next event."""
    if event.kind != "task.received":
        return
    actor = event.payload["actor"]
    behalf = actor.get("on_behalf")
    told.row(
        f"receipt/{event.id}",
        at=event.at,
        person_id=actor["person"],
        person_name=actor["name"],
        post_title=actor["title"]["vi"],
        on_behalf=behalf and behalf["vi"],
    )
