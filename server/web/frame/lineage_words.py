"""What provinces are called, and which follows which, for those whom it concerns."""

from collections.abc import Collection, Mapping

from server.store.people import province_names
from server.web.frame.formats import day
from server.web.requests.context import actor, session
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick


def called(provinces: Collection[str]) -> Mapping[str, str]:
    """Say what provinces are called, by id; of one without a name the id is said."""
    names = province_names.names(session(), provinces)
    return {
        each: pick(names[each]) if each in names else _("tỉnh %(id)s", id=each)
        for each in provinces
    }


def followed_provinces() -> list[str]:
    """Say of the reader's provinces which follows which; nothing is read where none does."""
    who = actor()
    rows = [row for row in who.lineage.rows if row.province in who.kin and row.successor in who.kin]
    if not rows:
        return []
    names = called({each for row in rows for each in (row.province, row.successor)})
    return [
        _(
            "Từ ngày %(day)s, %(successor)s kế tục %(province)s. Hồ sơ, mã và nhật ký "
            "của tỉnh cũ giữ nguyên.",
            day=day(row.day),
            successor=names[row.successor],
            province=names[row.province],
        )
        for row in rows
    ]


def nameless_provinces() -> list[str]:
    """List the provinces that the reader looks after and nobody has named."""
    reach = actor().reach.provinces
    names = province_names.names(session(), reach)
    return [each for each in reach if each not in names]
