"""Words of the rules about forms."""

from collections.abc import Mapping
from typing import Final

from server.engine.lint_words.entry import Entry

ENTRIES: Final[Mapping[str, Entry]] = {
    "FORM": Entry(
        "không có biểu mẫu {form}",
        "ghi thuộc tính form = tên tệp biểu mẫu không có đuôi .json, và đặt tệp vào forms/",
        "has no form {form}",
        "write the property form = the file's name without .json, and put the file into forms/",
        mark="*",
        why="Without its form a task cannot be completed.",
    ),
    "FORM-NAME": Entry(
        "biểu mẫu {form} mang tên biểu mẫu của {definition} nhưng không phải biểu mẫu đó",
        "đặt tên khác cho biểu mẫu; hoặc dùng đúng biểu mẫu đó, đúng pool của nó",
        "the form {form} has the name of one of {definition} and is not that one",
        "give the form another name; or use that very form, in a pool as it stands in there",
        why=(
            "The product acts on its own forms by their names. Another process's `vote` or "
            "`announce` ran its acts: it broke in an innocent person's hands, or wrote into tables "
            "of a case that nobody meant."
        ),
    ),
    "FORM-READ": Entry(
        "thiếu trường {field} ({kind}) mà quy trình này tự xử lý",
        "thêm trường ấy đúng kiểu; hoặc đặt tên khác cho biểu mẫu hay widget",
        "lacks the field {field} ({kind}), which the code of this process reads",
        "add that field as it is read; or give the form, or the widget, another name",
        why=(
            "The product acts on some forms, and draws some composite fields, by what it reads in "
            "them. Where that is not asked for, nobody can say it, and the ways that depend on it "
            "are never taken."
        ),
    ),
    "FORM-NEEDED": Entry(
        "quy trình này cần trường {field}{case}, nhưng biểu mẫu không bắt buộc nhập",
        "nêu trường trong required (theo lựa chọn: trong allOf, if, then), không để kiểu null",
        "the code of this process needs the field {field}{case}, and the form does not require it",
        "name it in required (for a choice: in allOf, if, then), and leave null out of its type",
        why=(
            "What is left out is refused only when the form has been sent: its page neither marks "
            "the field nor asks for it."
        ),
    ),
    "FORM-SOMETIMES": Entry(
        "required nêu trường {field}, nhưng không phải lúc nào trang cũng hỏi trường này",
        "bỏ trường khỏi required; quy trình tự hỏi khi cần",
        "required names the field {field}, which is not asked for in every case or row",
        "take it out of required; the code of the process asks for it where it is needed",
        why=(
            "Scrutineers are chosen on paper alone, a target is given for some criteria: where it "
            "is not asked for, the form could never be sent."
        ),
    ),
    "FORM-JSON": Entry(
        "không phải một đối tượng JSON: {error}",
        "sửa tệp JSON; mỗi tên chỉ đứng một lần",
        "is not a JSON object: {error}",
        "mend the JSON; a name stands once in an object",
        mark="*",
        why="A form that cannot be read, or names a field twice, is not what its author thinks.",
    ),
    "FORM-SCHEMA": Entry(
        "không đúng JSON Schema 2020-12: {error}",
        "sửa theo JSON Schema 2020-12",
        "is not valid JSON Schema 2020-12: {error}",
        "follow JSON Schema 2020-12",
        why=(
            "An invalid schema accepts everything or nothing, a field or keyword (`x-actions`, "
            "`x-files`, `x-shows`, `x-labels`, `x-outcome`, `x-reason`) of another kind cannot be "
            "shown, and what `$dynamicRef` names hangs on who reads it."
        ),
    ),
    "FORM-REF": Entry(
        "$ref {reference} không trỏ tới gì trong forms/common/ hay trong chính tệp",
        "ghi common/<tên>.json của forms/, thêm #/properties/<trường> nếu chỉ lấy một trường",
        "the $ref {reference} names nothing in forms/common/ or in the file itself",
        "write common/<name>.json of forms/, with #/properties/<field> for one field",
        why=(
            "A `$ref` to what is not there leaves a field without its type. One that leads out of "
            "`forms/common/` would be fetched, and could change after the deployment."
        ),
    ),
    "FORM-CYCLE": Entry(
        "$ref {reference} quay lại chính nó",
        "bỏ một $ref trong vòng",
        "the $ref {reference} leads back to itself",
        "remove one $ref of the circle",
        why="A form that begins with itself is never read to its end.",
    ),
    "FORM-OPEN": Entry(
        "đối tượng nhận cả trường không khai báo",
        "thêm additionalProperties: false",
        "this object takes fields that are not declared",
        "add additionalProperties: false",
        why="Without `additionalProperties: false` anybody can post fields the form does not show.",
    ),
    "FORM-FIELD": Entry(
        "tên trường {field} bị dành riêng hoặc không dùng được",
        "đặt tên khác: chữ không dấu, số và _; không phải typename hay từ khóa",
        "the field name {field} is reserved or not usable",
        "use letters, digits and _, not typename and no keyword",
        why=(
            "A field `typename` makes the instance unloadable for good; a keyword cannot be read by"
            " an expression; `password` and `csrf_token` are the page's own, so what is typed there"
            " never reaches the form."
        ),
    ),
    "FORM-VARIABLE": Entry(
        "trường {field} trùng tên với biến của quy trình",
        "đặt tên khác cho trường",
        "the field {field} has the name of a process variable",
        "give the field another name",
        why=(
            "A posted `quorum` once won over the process's own `quorum` and turned a refusal into "
            "an approval. Results are kept apart now; the name still misleads whoever reads the "
            "condition. Rows of an `x-widget` never enter the process."
        ),
    ),
    "FORM-OUTCOME": Entry(
        "trường {field} có x-outcome nhưng không phải là kết quả duy nhất có các lựa chọn",
        "chỉ để một x-outcome, ở trường có enum; trong đó chỉ nêu các giá trị của enum",
        "the field {field} has x-outcome, but is not the one outcome with choices",
        "keep one x-outcome, at a field with an enum; name only values of that enum in it",
        why=(
            "A form comes out one way: by one field with choices. With two outcomes, or words for "
            "choices that are none, history, milestones and the auditor's filter would say what "
            "nobody decided."
        ),
    ),
    "FORM-REASON": Entry(
        "trường {field} có x-reason nhưng không phải văn bản, hoặc không kết quả nào trả lại",
        "bỏ x-reason, hoặc khai báo kết quả trả lại trong x-outcome; lý do là một trường văn bản",
        "the field {field} has x-reason, but is no text, or no outcome sends anything back",
        "remove x-reason, or declare a return in x-outcome; the reason is a text",
        why=(
            "A reason is asked of what sends the work back. Where nothing does, or it is no text, "
            "it would never be asked."
        ),
    ),
    "FORM-ROUTE": Entry(
        "trường {field} có x-route nhưng là chữ tự viết, hoặc nằm trong một dòng",
        "bỏ x-route, hoặc khai báo enum, boolean, integer, ngày, đơn vị hay danh sách đơn vị; với "
        "các dòng thì ghi x-route ở trường, không ở cột",
        "the field {field} has x-route, but is words somebody writes, or stands in a row",
        "remove x-route, or declare an enum, boolean, integer, date, unit or list of units; of "
        "rows the field has it, not a column",
        why=(
            "What people write in words stays out of the process, in rows, too: only choices, "
            "truths, whole numbers, days and ids may steer it."
        ),
    ),
    "FORM-TYPE": Entry(
        "không trang nào hỏi được trường {field} kiểu {type}",
        "dùng string, integer, boolean, array của đơn vị, lựa chọn hay object (tối đa 300 dòng)",
        "no page can ask for the field {field} of type {type}",
        "use string, integer, boolean, an array of units, choices or objects (300 rows at most)",
        why=(
            "A field no page can ask for is never filled in, and where it is required, its task can"
            " never be completed."
        ),
    ),
    "FORM-WIDGET": Entry(
        "trường {field} có x-widget {widget} không có ở đây, hoặc không hợp kiểu của trường",
        "dùng: {known}",
        "the field {field} has the x-widget {widget}, which is not there, or not for its type",
        "use: {known}",
        why=(
            "A widget nobody draws leaves a field that is asked for as something else; one of "
            "another process's package has nothing to show."
        ),
    ),
    "FORM-REQUIRED": Entry(
        "required nêu trường {field} không có trong biểu mẫu, hoặc chỉ để xem",
        "khai báo trường đó trong properties, hoặc bỏ khỏi required",
        "required names the field {field}, which the form does not ask for",
        "declare it in properties, or take it out of required",
        why="What is required and not asked for can never be given: every completion is refused.",
    ),
    "FORM-RULE": Entry(
        "quy tắc trong allOf không bao giờ có tác dụng: {named}",
        'viết cả "if" lẫn "then", với trường và giá trị đúng như trong properties',
        "a rule in allOf never does what it says: {named}",
        'write both "if" and "then", with fields and values as they stand in properties',
        why=(
            "A rule that asks for a field or a choice that the form does not have never holds: "
            "what it needs for that choice is left out by everybody, and nobody hears of it."
        ),
    ),
    "FORM-BUTTON": Entry(
        "biểu mẫu không gửi được: nút {button}",
        'thêm nút vào x-actions, như {{"label": "Gửi"}}; nút gửi kèm một trường thì giá trị phải '
        "nằm trong enum của trường",
        "the form cannot be sent: button {button}",
        'add a button to x-actions, such as {{"label": "Send"}}; a button that posts a field posts '
        "a value of its enum",
        why=(
            "Without a button a form cannot be sent; one that posts what its field does not know is"
            " refused whenever it is pressed."
        ),
    ),
    "FORM-CHOICE": Entry(
        "không nút nào gửi {field} = {value}, nên không ai chọn được",
        "thêm nút cho giá trị này vào x-actions, hoặc bỏ nó khỏi enum",
        "no button posts {field} = {value}: nobody can choose it",
        "add a button for this value to x-actions, or take it out of the enum",
        why=(
            "A choice that buttons post is drawn as buttons alone; a value without one can never be"
            " chosen, and its way is never taken."
        ),
    ),
    "FORM-LABEL": Entry(
        "x-labels của {field} và các giá trị không khớp ở “{value}”",
        'ghi lời cho đúng từng giá trị của enum: "x-labels": {{"giá trị": "lời"}}',
        "the x-labels of {field} and its values do not match at “{value}”",
        'give words to each value of the enum alone: "x-labels": {{"value": "words"}}',
        why=(
            "A value without its word is shown as its code; a word for what cannot be chosen is a "
            "value that was misspelt."
        ),
    ),
    "FORM-WHY": Entry(
        "kết luận {value} trả lại hoặc từ chối mà biểu mẫu không hỏi lý do",
        'thêm trường văn bản có "x-reason": true, bắt buộc khi trả lại',
        "the outcome {value} sends back or says no, and the form asks for no reason",
        'add a text with "x-reason": true, required where it is sent back',
        why=(
            "Who gets work back without a reason does not know what to mend, and history cannot "
            "tell."
        ),
    ),
    "FORM-KEYWORD": Entry(
        "không trang nào hiểu từ khóa “{word}”; biểu mẫu có thể bị từ chối mà không rõ vì sao",
        "bỏ từ khóa ấy, hoặc viết một trong: {known} {near}",
        "no page knows the keyword “{word}”; what is filled in may be refused for no seen reason",
        "leave it out, or write one of: {known} {near}",
        why=(
            "Of JSON Schema a form has the words that its pages show and say; `not` or `pattern` "
            "would refuse what somebody filled in without telling why, and a misspelt `x-route` "
            "would steer nothing."
        ),
    ),
    "FORM-TWICE": Entry(
        "biểu mẫu ghi hai lần: {what}",
        "giữ một",
        "the form says twice: {what}",
        "keep one of them",
        why=(
            "Of two buttons, choices or kinds of file that are one, or are called the same, nobody "
            "knows which to take."
        ),
    ),
    "FORM-IDLE": Entry(
        "ghi ở đây không có tác dụng: {what}",
        "bỏ đi, hoặc ghi như bảng trong docs/modelling.md",
        "does nothing here: {what}",
        "remove it, or write it as the table in docs/modelling.md says",
        why=(
            "A bound that its field does not have, a word no page obeys, a rule that asks for "
            "nothing: who reads the form takes it for what holds."
        ),
    ),
    "FORM-HOLE": Entry(
        "biểu mẫu có chỗ điền {hole} trong lời, mà không gì điền ở đó",
        "viết lời không có chỗ điền; tên đơn vị, năm, tên hồ sơ đã đứng ở đầu trang của việc",
        "a text of the form has the hole {hole}, and none is filled there",
        "write it without; unit, year and the name of the case stand above, on the task's page",
        why="The words of a form are read as they are written.",
    ),
    "FORM-BOUND": Entry(
        "giới hạn của trường {field} không dùng được: {bound}",
        "x-min, x-max: today, một ngày YYYY-MM-DD hay một trường ngày khác, hai bên khác nhau; "
        "tối thiểu ≤ tối đa",
        "a bound of the field {field} cannot hold: {bound}",
        "x-min, x-max: today, a day YYYY-MM-DD or another date field, and not the same; the "
        "least ≤ the most",
        why=(
            "A bound that is no day, two that leave one day, a length of 0, a least above the most "
            "or above all there is "
            "to choose, a number larger than any that is kept, lets nothing pass, "
            "or everything. What the code of a process reads must lie within what it takes."
        ),
    ),
}
