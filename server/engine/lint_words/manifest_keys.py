"""Words of the rules about whom a manifest means: keys, sets, who knows, what a document holds."""

from collections.abc import Mapping
from typing import Final

from server.engine.lint_words.entry import Entry, lined

ENTRIES: Final[Mapping[str, Entry]] = {
    "PACKAGE-OWN": lined(
        "quy trình này không có gói {package}, nên trang của nó không hiện gì của các bước trước",
        "bỏ package: quy trình chỉ là dữ liệu thì không có gói",
        "this process has no package {package}, so its pages show nothing of earlier steps",
        "remove package: a process that is data alone has none",
        why=(
            "A package that is not there shows nothing of earlier steps: somebody would sign a page"
            " without the text it is about."
        ),
    ),
    "MILESTONE-KEY": lined(
        "mốc {value} chỉ có cho từng đơn vị, không bao giờ có cho cả hồ sơ",
        "dùng một mốc của việc không lặp theo đơn vị, ví dụ passed = sự kiện đã chờ đủ; "
        "every chỉ gồm các việc cùng lặp",
        "the milestone {value} stands for single units, never for the case itself",
        "use one of a pool that runs once, such as passed = the event that awaited them all; "
        "every names tasks of one kind",
        why=(
            "What stands for single units never stands for the case: the list stays closed, the "
            "circle never widens, several tasks are never done for one key."
        ),
    ),
    "MILESTONE-BACK": lined(
        "việc {task} cũng ra kết luận {outcome}, và khi ấy mốc này cũng coi là đã đạt",
        "ghi outcome, hoặc {task}:kết luận; nếu kết luận nào cũng đạt mốc thì ghi từng kết luận "
        "trong danh sách task, hoặc passed = sự kiện đứng sau",
        "the task {task} comes out as {outcome}, too, and the milestone counts as reached then "
        "as well",
        "write outcome, or {task}:outcome; where any of them is meant, name each in the list of "
        "task, or write passed = the event behind it",
        why=(
            "What was sent back or refused would stand as done: a duty is gone from the board, and"
            " circles widen on what nobody has agreed to."
        ),
    ),
    "MILESTONE-APART": lined(
        "mốc chờ cả {one} và {other}, mà không hồ sơ nào qua cả hai việc ấy",
        "dùng task với danh sách: đạt khi một trong các việc ấy xong; every là phải đủ các việc",
        "the milestone waits for {one} and {other}, and no case comes to both",
        "use task with a list: reached when any of them is done; every wants all of them",
        why=(
            "Tasks on ways that exclude each other are never both done, so the duty stays open for "
            "ever and no circle widens."
        ),
    ),
    "SHOWS-LATER": lined(
        "khi làm {by} thì chưa thể có bản ghi của {task}: việc ấy chỉ có thể làm sau",
        "hiện bản ghi của một việc làm trước: {known}; hoặc bỏ dòng này",
        "when {by} is done there can be no record of {task} yet: that can only be done later",
        "show the record of a task before this one: {known}; or remove the entry",
        why=(
            "What can only be handed in later is never beside the form: who decides there sees "
            "nothing of what they were meant to see."
        ),
    ),
    "SIGHT-OWN": lined(
        "{word} trong {circle} không cho ai quyền xem: các việc ở đây không của riêng đơn vị nào",
        "dùng opener, organiser, bloc, bodies, vai của một chức vụ duy nhất, hoặc concerned after "
        'một mốc của từng đơn vị; hoặc khai about = "opener" nếu hồ sơ là của đơn vị mở',
        "{word} in {circle} lets nobody see: what stands under it is about no unit",
        "use opener, organiser, bloc, bodies, the role of a single post, or concerned after a "
        'milestone of single units; or about = "opener" where the case is the opening unit\'s own',
        why=(
            "A pool that runs once is about no unit, so its records are no unit's own, and a role "
            "of a unit is no post there: those who were meant would find a page that is not there."
        ),
    ),
    "SIGHT-CONCERNED": lined(
        "concerned after {value}: mốc {value} không phải của từng đơn vị, nên không cho ai xem",
        "chờ một mốc mà pool của từng đơn vị đạt tới, ví dụ sự kiện bắt đầu của pool đó (passed)",
        "concerned after {value}: the milestone {value} stands for no single unit, so nobody sees",
        "wait for a milestone that a pool of single units reaches, e.g. its start event (passed)",
        why=(
            "Who is concerned is told by a milestone that stands for their own unit. One of the "
            "case itself, or of an award, stands for no unit."
        ),
    ),
    "YEARS-UNIT": lined(
        "mốc {milestone} có over_years mà không phải của đơn vị nào",
        'khai about = "opener", hoặc dùng mốc mà pool của từng đơn vị đạt tới; hoặc bỏ over_years',
        "the milestone {milestone} has over_years and stands for no unit",
        'use about = "opener", or a milestone that a pool of single units reaches; or remove '
        "over_years",
        why="Results over the years stand by unit, so what is of the whole bloc would be nowhere.",
    ),
    "KNOWN-WORKERS": lined(
        "known không có {role}, mà {role} mở hồ sơ hoặc có việc trong đó",
        "thêm role:{role}, organiser, bloc, bodies hoặc concerned after … vào known; người mở phải "
        "biết ngay từ đầu",
        "known leaves out {role}, who opens the case or has a task in it",
        "add role:{role}, organiser, bloc, bodies or concerned after … to known; who opens knows "
        "from the start",
        why="Who opens a case or works in it would get a page that is not there for it.",
    ),
    "BARS": lined(
        "việc {task} là của {role}, có thể thuộc chính đơn vị mà bars cấm làm việc của mình",
        "bỏ bars, hoặc giao việc cho vai của cơ quan ngoài Khối; theo từng đơn vị: appraiser",
        "the task {task} is {role}'s, who may be of the very unit that bars keeps from it",
        "remove bars, or give the task to a role of a body outside the bloc; by unit: appraiser",
        why=(
            "Where a case is about the unit that has the task, everybody who holds that post is "
            "barred: nobody can do the task, and the case stands still. Where any member opens a "
            "case about itself, so does the leading unit, and its own is its own leader's."
        ),
    ),
    "SHOWS-KEY": lined(
        "việc {task} có kết quả theo từng đơn vị hay của cả hồ sơ, không như ghi ở đây",
        "ghi {word}",
        "the task {task} leaves a record for each unit, or one for the case, other than is said",
        "write {word}",
        why=(
            "The one record of a unit is never that of a task of the case itself: the page would "
            "show nothing, and somebody would sign without it."
        ),
    ),
    "FORM-TITLE": lined(
        "trường {field} của biểu mẫu không có tên",
        "thêm title cho trường này trong biểu mẫu",
        "the field {field} of the form has no title",
        "give the field a title in the form",
        why="A field is asked for by its title: without one the page shows a box and no question.",
    ),
    "OUTCOME-IDLE": lined(
        "outcome ở đây không của việc nào",
        "bỏ đi; outcome chỉ đi với task, cho những việc chưa ghi kết luận riêng",
        "outcome is of no task here",
        "remove it; outcome goes with task alone, for those that name none of their own",
        why="Who reads the manifest takes the outcome for what reaches the milestone.",
    ),
    "ACT-OTHER": lined(
        "việc {task} ký bằng mật khẩu mà act không nói là loại việc nào",
        'ghi act, ví dụ act = "sign", hoặc nói trong x-outcome của biểu mẫu',
        "the task {task} is signed with the password, and act does not say what kind of act it is",
        'write act, such as act = "sign", or say it in x-outcome of the form',
        why="The auditor looks for signatures by their class; one without a class is not found.",
    ),
    "SET-CHOSEN": lined(
        "trường {field} không chọn đơn vị hay cơ quan nào",
        "dùng một trường có x-widget unit, units, recipient hoặc recipients",
        "the field {field} chooses no unit or body",
        "name a field with the x-widget unit, units, recipient or recipients",
        why=(
            "Whom a pool runs for is chosen in a field that chooses units or bodies; any other "
            "chooses nobody."
        ),
    ),
    "SET-FROM": lined(
        "from không khớp với những nơi chọn được ở trường {field}",
        "ghi from = [{known}], hoặc đổi x-widget của trường",
        "from does not say what may be chosen in the field {field}",
        "write from = [{known}], or change the field's x-widget",
        why=(
            "The linter takes roles for those that `from` says; where a body is chosen all the "
            "same, its task has no post, and the step of whoever asks it fails."
        ),
    ),
    "SET-ROWS": lined(
        "{field} không giao được từng dòng cho một đơn vị",
        'dùng trường nhiều dòng có "x-route": true của một việc chỉ làm một lần; subject là cột '
        "bắt buộc có x-widget unit",
        "{field} gives no row to a unit",
        'name rows with "x-route": true, of a task that is done once; subject is a required '
        "column with the x-widget unit",
        why=(
            "A pool runs once for each row only where the rows enter the process, and each says "
            "whose it is; otherwise nobody would be given anything to do."
        ),
    ),
    "SET-IDLE": lined(
        "{word} không dùng vào việc gì",
        "bỏ đi, hoặc dùng: tập trong each của một vùng, chỗ trống trong title ở vùng ấy; subject "
        "là một trong holes của tập do gói làm ra",
        "{word} is used for nothing",
        "remove it, or use it: a set in the each of a pool, a hole in a title there; subject is "
        "one of the holes of a package's set",
        why=(
            "A set that no pool runs for asks nobody: who was chosen in its field is never given "
            "anything to do."
        ),
    ),
    "SET-HOLE": lined(
        "không bước nào điền {hole} vào tiêu đề",
        "dùng: {known}; trường phải có x-route",
        "no step fills {hole} in a title",
        "use: {known}; the field needs x-route",
        why="A title would have a gap.",
    ),
    "DOCUMENT-FIELD": lined(
        "trường {field} không ghi được số hay ngày của văn bản",
        "dùng một trường chữ cho number, một trường ngày cho date: {known}",
        "the field {field} holds no number or no day of a document",
        "name a text for number, a day for date: {known}",
        why=(
            "A day is no number, so every one would be refused; a text is no day, so the document "
            "would have none."
        ),
    ),
    "DOCUMENT-TWICE": lined(
        "hai văn bản cùng lấy số ở trường {field}, nên số thứ hai luôn bị coi là trùng",
        "hỏi mỗi số ở một trường, hoặc bỏ number ở một văn bản",
        "two documents take their number from the field {field}, so one is always a double",
        "ask for each in a field of its own, or remove number from one",
        why=(
            "Two documents with one number are doubles: the act that makes them is refused each "
            "time."
        ),
    ),
    "TEXT-HOLE": lined(
        "không gì điền {hole} ở đây",
        "bỏ chỗ trống này; giá trị mở theo ngày chỉ có {{year}}",
        "nothing fills {hole} here",
        "leave it out; values of a timed opening may hold {{year}} alone",
        why=(
            "What is filled nowhere is read by everybody as it is written, or leaves a gap in what "
            "every case is called."
        ),
    ),
}
