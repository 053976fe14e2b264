"""The sentences of what is refused where a bloc-year is made in the browser."""

from collections.abc import Mapping
from http import HTTPStatus

from server.domain.bloc_draft import drafts, passed_on, score_tree
from server.domain.refusals import Refusal
from server.web.refusals.people import BAD, CONFLICT, FORBIDDEN
from server.web.words.catalogue import marked as _

BLOC_DRAFT_WORDS: Mapping[type[Refusal], tuple[HTTPStatus, str]] = {
    drafts.NotHomeAffairs: (
        FORBIDDEN,
        _("Chỉ chuyên viên Sở Nội vụ của tỉnh lập được năm thi đua của khối."),
    ),
    drafts.DraftHeldElsewhere: (
        CONFLICT,
        _("Bản đang lập này không còn ở bạn. Hãy mở lại trang để xem ai đang giữ."),
    ),
    passed_on.DraftPassedOn: (
        CONFLICT,
        _("%(by)s đã chuyển bản đang lập này lúc %(at)s. Hãy mở lại trang để xem ai đang giữ."),
    ),
    passed_on.DraftOver: (CONFLICT, _("Bản này không còn đang lập: %(by)s kết thúc lúc %(at)s.")),
    score_tree.NoSuchItem: (CONFLICT, _("Mục này không có ở đây, hoặc không chuyển đến đó được.")),
    drafts.PartNotYours: (FORBIDDEN, _("Phần này không do bạn ghi.")),
    drafts.PartChanged: (
        CONFLICT,
        _(
            "Phần này vừa được lưu ở nơi khác sau khi bạn mở trang. Những gì bạn nhập còn ở dưới: "
            "hãy so với bản đang lưu rồi lưu lại."
        ),
    ),
    drafts.PartUnreadable: (BAD, _("Có ô không ghi được vào bản đang lập. Hãy sửa rồi lưu lại.")),
    drafts.FieldsUnreadable: (
        BAD,
        _("Có ký tự không hiển thị được ở %(count)s ô, ghi rõ dưới từng ô: xóa đi và gõ lại."),
    ),
    drafts.DocumentTooLong: (BAD, _("Bản đang lập dài quá %(limit)s ký tự. Hãy rút ngắn.")),
    drafts.BlocYearFixed: (
        CONFLICT,
        _("Khối và năm của bản đang lập không đổi được nữa. Hãy bỏ bản này và lập bản khác."),
    ),
    drafts.DraftThere: (
        CONFLICT,
        _("Năm thi đua %(year)s của “%(name)s” đang được lập. Hãy mở bản đang lập đó."),
    ),
    drafts.BlocYearUnnamed: (
        BAD,
        _("Hãy ghi mã khối (chữ thường, số, gạch nối) và năm từ 2000 đến 2100."),
    ),
    drafts.OtherProvinceDraft: (BAD, _("Khối trong bản này thuộc tỉnh khác.")),
    drafts.BlocNameMissing: (BAD, _("Hãy ghi tên khối.")),
    drafts.BlocThere: (
        CONFLICT,
        _(
            "Năm thi đua %(year)s của “%(name)s” đã có. Muốn sửa thì lập từ chính năm đó; khối "
            "khác thì ghi tên ngắn khác."
        ),
    ),
    drafts.UnitsNotTaken: (
        BAD,
        _(
            "Chưa thêm được “%(lines)s”: tên ngắn phải có chữ cái hoặc số và khác tên ngắn của đơn "
            "vị khác trong tỉnh. Đơn vị đã có thì chọn ở danh sách; đơn vị mới thì ghi tên ngắn "
            "riêng sau dấu |."
        ),
    ),
    drafts.BaseUnchosen: (BAD, _("Hãy chọn năm thi đua để lấy theo.")),
    drafts.YearOutside: (BAD, _("Hãy ghi năm từ %(first)s đến %(last)s.")),
    drafts.LetterMissing: (BAD, _("Hãy ghi số và ngày của văn bản thành lập khối.")),
    drafts.LetterTooLong: (BAD, _("Rút ngắn số văn bản còn tối đa %(limit)s ký tự.")),
    drafts.LetterOfTomorrow: (BAD, _("Ngày của văn bản không được sau hôm nay.")),
    drafts.LeaderUnnamed: (
        CONFLICT,
        _("Chưa có Trưởng khối có chức vụ thư ký, nên chưa chuyển cho ai được."),
    ),
    drafts.OrganisationMistaken: (
        CONFLICT,
        _("Phần thành viên và chức vụ còn %(count)s chỗ phải sửa trước khi chuyển."),
    ),
    drafts.DraftNoteTooLong: (BAD, _("Rút ngắn lời nhắn còn tối đa %(limit)s ký tự.")),
    drafts.DraftUnready: (CONFLICT, _("Còn %(count)s chỗ phải sửa. Chưa có gì có hiệu lực.")),
    drafts.DatesUnchecked: (
        CONFLICT,
        _("Còn %(count)s chỗ lấy từ năm trước chờ bạn xem lại. Chưa có gì có hiệu lực."),
    ),
    drafts.NotAsIssued: (
        BAD,
        _(
            "Bảng chấm điểm khác bản đã ban hành ở %(count)s chỗ. Hãy ghi lý do, hoặc lấy lại bản "
            "này và sửa cho đúng. Chưa có gì có hiệu lực."
        ),
    ),
    drafts.IssuedDamaged: (
        BAD,
        _(
            "Tệp lưu bảng điểm đã ban hành bị hỏng nên không đối chiếu được. Hãy báo quản trị "
            "khôi phục tệp từ bản sao lưu rồi làm lại, hoặc ghi lý do. Chưa có gì có hiệu lực."
        ),
    ),
}
