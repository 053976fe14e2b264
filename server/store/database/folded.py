"""Searches in columns that were folded when they were written, by words folded the same way."""

from sqlalchemy import ColumnElement, and_, false, or_

from server.domain.texts.vietnamese import folded_words


def holds(typed: str, *columns: ColumnElement[str]) -> ColumnElement[bool]:
    """Say that each word of what was typed stands in one of these columns.

    What has neither a letter nor a digit in it finds nothing.
    """
    words = folded_words(typed)
    if not words:
        return false()
    return and_(
        *(or_(*(column.contains(word, autoescape=True) for column in columns)) for word in words)
    )
