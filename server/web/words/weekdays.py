"""What the days of the week are called, from Monday on."""

from server.web.words.catalogue import lazy_gettext as _l

WEEKDAYS = (
    *(_l("thứ Hai"), _l("thứ Ba"), _l("thứ Tư"), _l("thứ Năm")),
    *(_l("thứ Sáu"), _l("thứ Bảy"), _l("Chủ nhật")),
)
