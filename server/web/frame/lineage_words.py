"""Which province follows which, in a sentence each, for those whom it concerns."""

from server.web.frame.formats import day
from server.web.requests.context import actor
from server.web.words.catalogue import gettext as _


def followed_provinces() -> list[str]:
    """Say of the reader's provinces which follows which; nothing is read for it."""
    who = actor()
    return [
        _(
            "Từ ngày %(day)s, tỉnh %(successor)s kế tục tỉnh %(province)s. Hồ sơ, mã và nhật ký "
            "của tỉnh cũ giữ nguyên.",
            day=day(row.day),
            successor=row.successor,
            province=row.province,
        )
        for row in who.lineage.rows
        if row.province in who.kin and row.successor in who.kin
    ]
