"""The revocation: each award that was revoked, by which decision."""

from server.domain.history.replay.facts import Event, FactsTold


def add(told: FactsTold, event: Event) -> None:
    """Take the next event."""
    for move in event.payload.get("moved", ()):
        for row in move.get("revoked", ()):
            told.row(
                f"revoked/{row['nominee']}",
                award_case_id=row["award_case"],
                decision_number=row["number"],
                decision_date=row["date"],
                at=event.at,
            )
