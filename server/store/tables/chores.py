"""What the workers do again and again."""

from sqlalchemy import Column, Table, Text

from server.store.tables.metadata import INSTANT, metadata, text_column

chore = Table(
    "chore",
    metadata,
    Column("name", Text, primary_key=True, comment="sweep, keep_house"),
    Column("begun_at", INSTANT, nullable=False, comment="by the worker that has it"),
    Column("done_at", INSTANT, comment="when it was last done without an error"),
    text_column("error", comment="what it failed at since it was last done"),
    comment="One row a chore, in real time: it is done by one worker, and made up for when missed.",
)
