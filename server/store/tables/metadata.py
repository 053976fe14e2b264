"""The one MetaData of the schema, and the column kinds every table shares."""

from sqlalchemy import Boolean, Column, DateTime, MetaData, Numeric, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

INSTANT = DateTime(timezone=True)
POINTS = Numeric(7, 2)


def text_column(name: str, *, default: str | None = "", comment: str | None = None) -> Column[str]:
    """A text that may be empty but never NULL."""
    return Column(name, Text, nullable=False, server_default=default, comment=comment)


def flag(name: str) -> Column[bool]:
    """A yes or no that starts as no."""
    return Column(name, Boolean, nullable=False, server_default="false")
