"""The sentences of refusals about publishing a process: its upload, and its two persons."""

from collections.abc import Mapping
from http import HTTPStatus

from server.domain.deployment import proposals, upload_refusals
from server.domain.refusals import Refusal
from server.web.words.catalogue import marked as _

FORBIDDEN, CONFLICT = HTTPStatus.FORBIDDEN, HTTPStatus.CONFLICT
BAD = HTTPStatus.UNPROCESSABLE_ENTITY

DEPLOYMENT_WORDS: Mapping[type[Refusal], tuple[HTTPStatus, str]] = {
    upload_refusals.NothingUploaded: (
        BAD,
        _("Chưa có tệp nào của quy trình: hãy chọn thư mục, các tệp, hoặc một tệp zip."),
    ),
    upload_refusals.DiagramMissing: (BAD, _("Không có sơ đồ .bpmn nào trong các tệp đã chọn.")),
    upload_refusals.TooManyProcessFiles: (BAD, _("Nhiều hơn %(limit)s tệp.")),
    upload_refusals.ProcessFileTooLarge: (
        BAD,
        _("Tệp “%(name)s” lớn hơn %(limit)s MB sau khi giải nén."),
    ),
    upload_refusals.UploadTooLarge: (
        BAD,
        _("Các tệp cộng lại lớn hơn %(limit)s MB sau khi giải nén."),
    ),
    upload_refusals.ZipUnreadable: (
        BAD,
        _("Tệp zip hỏng, hoặc nén theo cách không đọc được. Hãy nén lại theo cách thường."),
    ),
    upload_refusals.ZipLocked: (BAD, _("Tệp “%(name)s” trong zip đặt mật khẩu.")),
    upload_refusals.ZipLink: (BAD, _("“%(name)s” trong zip là liên kết, không phải tệp.")),
    upload_refusals.OutsideFolder: (BAD, _("Đường dẫn “%(name)s” đi ra ngoài thư mục.")),
    upload_refusals.NameRefused: (
        BAD,
        _(
            "Tên tệp “%(name)s” không dùng được: chỉ chữ không dấu, chữ số, gạch dưới; đuôi "
            ".bpmn, .toml, .dmn, .json viết thường."
        ),
    ),
    upload_refusals.BackslashInPath: (
        BAD,
        _(
            "Đường dẫn “%(name)s” ngăn thư mục bằng dấu gạch chéo ngược, nên không rõ tệp nằm "
            "ở đâu. Hãy nén lại bằng chương trình khác, hoặc chọn thẳng thư mục."
        ),
    ),
    upload_refusals.SameName: (
        BAD,
        _("Hai tệp trùng tên: “%(name)s” và “%(other)s”. Hãy bỏ một tệp."),
    ),
    upload_refusals.NotUtf8: (BAD, _("Tệp “%(name)s” không phải văn bản UTF-8.")),
    proposals.LintBusy: (
        CONFLICT,
        _("Máy chủ đang kiểm tra một bản khác. Hãy thử lại sau một phút."),
    ),
    proposals.LintGaveUp: (
        BAD,
        _(
            "Kiểm tra quá %(seconds)s giây hoặc quá bộ nhớ cho phép, nên đã dừng. Chưa có gì được "
            "lưu. Hãy nạp từng quy trình một, hoặc nhờ người vận hành máy chủ xem."
        ),
    ),
    proposals.DefinitionUnreadable: (
        BAD,
        _("Kiểm tra không thấy lỗi, nhưng không đọc được quy trình %(key)s: %(error)s"),
    ),
    proposals.NothingNew: (CONFLICT, _("Mọi quy trình đã nạp đều giống hệt bản đang ban hành.")),
    proposals.PublishedBefore: (
        CONFLICT,
        _(
            "Quy trình %(key)s đã nạp giống hệt bản %(version)s cũ; một bản chỉ ban hành một lần. "
            "Muốn trở lại như bản đó, hãy sửa thêm một chỗ, ví dụ tên ngắn, rồi nạp lại."
        ),
    ),
    proposals.TooManyProposals: (
        CONFLICT,
        _("Đã có %(limit)s đề nghị ban hành đang chờ. Hãy xử lý bớt trước."),
    ),
    proposals.SeveralProvinces: (
        FORBIDDEN,
        _(
            "Bản cài đặt này phục vụ nhiều tỉnh, quy trình là chung của các tỉnh: chỉ người vận "
            "hành máy chủ ban hành, bằng lệnh binhxet deploy."
        ),
    ),
    proposals.ProposalOutdated: (
        CONFLICT,
        _(
            "Sau khi đề nghị, đã có bản khác được ban hành: %(keys)s. Đề nghị này không ban hành "
            "được nữa: hãy nạp lại, xem chỗ khác so với bản mới nhất, rồi đề nghị lại."
        ),
    ),
    proposals.NotYourProposal: (
        FORBIDDEN,
        _("Chỉ người đề nghị rút được đề nghị; bạn có thể bác, kèm lý do."),
    ),
    proposals.DeployedMeanwhile: (
        CONFLICT,
        _("Trong lúc kiểm tra, đã có quy trình khác được ban hành. Hãy xem lại rồi bấm lại."),
    ),
    proposals.LookedAtOther: (
        CONFLICT,
        _("Nội dung sẽ ban hành không phải nội dung trang đã hiện. Hãy xem lại trang này."),
    ),
    proposals.LintFindsNow: (
        CONFLICT,
        _(
            "Cạnh các quy trình vừa ban hành, đề nghị này có %(count)s chỗ sai. Hãy bác, sửa rồi "
            "nạp lại."
        ),
    ),
}
