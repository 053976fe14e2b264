"""The sentences of refusals about a task's life beside its work."""

from collections.abc import Mapping
from http import HTTPStatus

from server.domain.refusals import Refusal
from server.domain.tasks import (
    assigning,
    bulk,
    drafts,
    priorities,
    recall,
    saved_filters,
    snoozing,
    task_access,
)
from server.web.refusals.people import (
    BAD,
    CONFLICT,
    FORBIDDEN,
)
from server.web.words.catalogue import marked as _

TASK_LIFE_WORDS: Mapping[type[Refusal], tuple[HTTPStatus, str]] = {
    drafts.DraftTaken: (
        CONFLICT,
        _("%(by)s đã lưu một bản nháp khác lúc %(saved_at)s. Hãy chọn giữ bản nào."),
    ),
    assigning.NotTheirSuperior: (
        FORBIDDEN,
        _("Chỉ người đứng đầu đơn vị được giao việc này cho người khác."),
    ),
    task_access.AuditorReadsOnly: (
        FORBIDDEN,
        _("Thanh tra xem trao đổi, không tham gia trao đổi."),
    ),
    assigning.NotAHolder: (
        CONFLICT,
        _("Người được chọn hôm nay không giữ chức vụ của việc này. Hãy chọn người khác."),
    ),
    bulk.NotConfirmed: (
        HTTPStatus.FORBIDDEN,
        _("Việc này cần nhập lại mật khẩu khi duyệt. Hãy chọn lại và nhập mật khẩu."),
    ),
    bulk.NotInBulk: (
        CONFLICT,
        _("Việc này còn nội dung phải điền. Hãy mở việc và làm riêng."),
    ),
    bulk.OpinionTooLong: (BAD, _("Rút ngắn ý kiến còn tối đa %(limit)s ký tự.")),
    bulk.DraftKept: (
        CONFLICT,
        _(
            "%(by)s đã lưu bản nháp của việc này lúc %(saved_at)s. "
            "Hãy mở việc, đọc bản nháp rồi duyệt riêng."
        ),
    ),
    priorities.NotTheirsToRank: (
        FORBIDDEN,
        _("Chỉ người điều hành hồ sơ được đánh dấu việc này là khẩn."),
    ),
    saved_filters.FilterWithoutName: (BAD, _("Hãy gõ tên của bộ lọc.")),
    saved_filters.FilterNameTooLong: (BAD, _("Rút ngắn tên bộ lọc còn tối đa %(most)s ký tự.")),
    saved_filters.FilterTooWide: (
        BAD,
        _("Bộ lọc này chọn quá nhiều đơn vị để lưu. Hãy bỏ bớt rồi lưu lại."),
    ),
    saved_filters.TooManyFilters: (
        CONFLICT,
        _("Bạn đã lưu %(most)s bộ lọc. Hãy bỏ bớt một bộ lọc rồi lưu lại."),
    ),
    saved_filters.NothingFiltered: (BAD, _("Danh sách chưa lọc gì. Hãy lọc rồi lưu bộ lọc.")),
    snoozing.SnoozeDayMissing: (BAD, _("Hãy chọn ngày để việc này hiện lại.")),
    snoozing.SnoozeNotLater: (BAD, _("Ngày hiện lại phải sau hôm nay (%(today)s).")),
    snoozing.SnoozeTooLong: (BAD, _("Chỉ tạm hoãn được đến %(last)s.")),
    task_access.CannotBeNamed: (
        BAD,
        _("Người được chọn không xem được trao đổi này, hoặc hôm nay chức vụ đó trống."),
    ),
    recall.NotYourSubmission: (
        FORBIDDEN,
        _("Không phải bạn đã gửi việc này ở chức vụ đang dùng, nên bạn không rút lại được."),
    ),
    recall.NextHasActed: (
        CONFLICT,
        _(
            "Người làm bước sau đã bắt đầu nên không rút lại được nữa. "
            "Hãy nhờ người đó trả lại nếu bước đó cho phép."
        ),
    ),
    recall.NotTakenBack: (
        CONFLICT,
        _("Việc này đã ký, đã gửi sang nơi khác hoặc hồ sơ đã đi tiếp nên không rút lại được."),
    ),
}
