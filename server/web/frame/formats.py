"""Numbers, dates and deadlines as Vietnamese officials write them; English beside it."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from flask import Flask

from server.domain.deadlines import (
    VIET_NAM,
    Urgency,
    days_overdue,
    local_day,
    urgency,
    working_days_between,
)
from server.forms.readings import number_text
from server.web.requests.context import calendar, now
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import ngettext
from server.web.words.language import language, pick

SOON_DAYS = 3
CAP = 100
THOUSAND = 3


def number(value: Decimal | int | None) -> str:
    """Write 1234.5 as 1.234,5 (in English 1,234.5), to be typed back; nothing for None."""
    return "" if value is None else number_text(Decimal(value), language())


def rounded(value: Fraction | None, decimals: int) -> str:
    """Write a fraction with so many decimals at most, halves away from zero; nothing for None.

    Where three are asked for there are four: three read as a thousand elsewhere, and a nought put
    behind them would say more than is known.
    """
    return "" if value is None else number(rounded_number(value, decimals))


def rounded_number(value: Fraction, decimals: int) -> Decimal:
    """Round a fraction as `rounded` writes it."""
    decimals = decimals + (decimals == THOUSAND)
    doubled = 2 * abs(value.numerator) * 10**decimals
    whole = (doubled + value.denominator) // (2 * value.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-decimals)


def day(value: date | datetime | None) -> str:
    """Write a day as 05/12/2024; a point in time as its day in Viet Nam."""
    if value is None:
        return ""
    local = local_day(value) if isinstance(value, datetime) else value
    return f"{local:%d/%m}/{local.year:04}"


def moment(value: datetime | None) -> str:
    """Write a point in time as 14:05, 05/12/2024, in Viet Nam's time."""
    return "" if value is None else f"{value.astimezone(VIET_NAM):%H:%M}, {day(value)}"


def clock_time(value: datetime) -> str:
    """Write a point in time as 14:05."""
    return f"{value.astimezone(VIET_NAM):%H:%M}"


def due_day(due: datetime | None) -> date | None:
    """Return the last day in time: `due` is the first instant after it."""
    return None if due is None else local_day(due - timedelta(seconds=1))


def urgency_of(due: datetime | None) -> Urgency:
    """Say how urgent a due time is today."""
    today = local_day(now())
    return urgency(due_day(due), today, calendar(), soon_days=SOON_DAYS)


def due_words(due: datetime | None) -> str:
    """Say in words how a due time stands to today, in working days."""
    last = due_day(due)
    if last is None:
        return _("Không định ngày")
    today = local_day(now())
    free = calendar()
    late = days_overdue(last, today, free)
    if late and urgency_of(due) is Urgency.CRITICALLY_OVERDUE:
        return ngettext(
            "Rất trễ: quá hạn %(num)s ngày làm việc", "Rất trễ: quá hạn %(num)s ngày làm việc", late
        )
    if late:
        return ngettext("Quá hạn %(num)s ngày làm việc", "Quá hạn %(num)s ngày làm việc", late)
    left = working_days_between(today, last, free)
    if left == 0:
        return _("Hạn hôm nay") if last == today else _("Hạn trước ngày làm việc tới")
    return ngettext("Còn %(num)s ngày làm việc", "Còn %(num)s ngày làm việc", left)


def capped(count: int) -> str:
    """Write a count that was counted to 101 at most: `100+` beyond a hundred."""
    return f"{CAP}+" if count > CAP else str(count)


def install(app: Flask) -> None:
    """Give the filters to every template."""
    app.jinja_env.filters.update(
        number=number,
        rounded=rounded,
        day=day,
        moment=moment,
        clock_time=clock_time,
        due_day=due_day,
        due_words=due_words,
        urgency=urgency_of,
        capped=capped,
        words=pick,
    )
