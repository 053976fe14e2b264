"""What events tell: the payload, or what remains of one that was erased on legal ground."""

PAYLOADS = """(SELECT event_id, payload, on_behalf_post FROM event_payload
  UNION ALL SELECT event_id, remains, '' FROM erased)"""
"""A table to join by `event_id`, for who goes on where a payload was erased.

What remains stands in the event of the erasure, too, and `check` compares the two."""
