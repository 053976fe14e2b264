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
    ),
    "FORM-NAME": Entry(
        "biểu mẫu {form} mang tên biểu mẫu của {definition} nhưng không phải biểu mẫu đó",
        "đặt tên khác cho biểu mẫu; hoặc dùng đúng biểu mẫu đó, đúng bể của nó",
        "the form {form} has the name of one of {definition} and is not that one",
        "give the form another name; or use that very form, in a pool as it stands in there",
    ),
    "FORM-JSON": Entry(
        "không phải một đối tượng JSON: {error}",
        "sửa tệp JSON; mỗi tên chỉ đứng một lần",
        "is not a JSON object: {error}",
        "mend the JSON; a name stands once in an object",
    ),
    "FORM-SCHEMA": Entry(
        "không đúng JSON Schema 2020-12: {error}",
        "sửa theo JSON Schema 2020-12",
        "is not valid JSON Schema 2020-12: {error}",
        "follow JSON Schema 2020-12",
    ),
    "FORM-REF": Entry(
        "$ref {reference} không trỏ tới gì trong forms/common/ hay trong chính tệp",
        "ghi common/<tên>.json của forms/, thêm #/properties/<trường> nếu chỉ lấy một trường",
        "the $ref {reference} names nothing in forms/common/ or in the file itself",
        "write common/<name>.json of forms/, with #/properties/<field> for one field",
    ),
    "FORM-CYCLE": Entry(
        "$ref {reference} quay lại chính nó",
        "bỏ một $ref trong vòng",
        "the $ref {reference} leads back to itself",
        "remove one $ref of the circle",
    ),
    "FORM-OPEN": Entry(
        "đối tượng nhận cả trường không khai báo",
        "thêm additionalProperties: false",
        "this object takes fields that are not declared",
        "add additionalProperties: false",
    ),
    "FORM-FIELD": Entry(
        "tên trường {field} bị dành riêng hoặc không dùng được",
        "đặt tên khác: chữ không dấu, số và _; không phải typename hay từ khóa",
        "the field name {field} is reserved or not usable",
        "use letters, digits and _, not typename and no keyword",
    ),
    "FORM-VARIABLE": Entry(
        "trường {field} trùng tên với biến của quy trình",
        "đặt tên khác cho trường",
        "the field {field} has the name of a process variable",
        "give the field another name",
    ),
    "FORM-OUTCOME": Entry(
        "trường {field} có x-outcome nhưng không phải là kết quả duy nhất có các lựa chọn",
        "chỉ để một x-outcome, ở trường có enum; trong đó chỉ nêu các giá trị của enum",
        "the field {field} has x-outcome, but is not the one outcome with choices",
        "keep one x-outcome, at a field with an enum; name only values of that enum in it",
    ),
    "FORM-REASON": Entry(
        "trường {field} có x-reason nhưng không phải văn bản, hoặc không kết quả nào trả lại",
        "bỏ x-reason, hoặc khai báo kết quả trả lại trong x-outcome; lý do là một trường văn bản",
        "the field {field} has x-reason, but is no text, or no outcome sends anything back",
        "remove x-reason, or declare a return in x-outcome; the reason is a text",
    ),
    "FORM-ROUTE": Entry(
        "trường {field} có x-route nhưng là chữ tự viết, hoặc nằm trong một dòng",
        "bỏ x-route, hoặc khai báo enum, boolean, integer, ngày, đơn vị hay danh sách đơn vị",
        "the field {field} has x-route, but is words somebody writes, or stands in a row",
        "remove x-route, or declare an enum, boolean, integer, date, unit or list of units",
    ),
    "FORM-TYPE": Entry(
        "không trang nào hỏi được trường {field} kiểu {type}",
        "dùng string, integer, boolean, array của đơn vị, lựa chọn hay object (tối đa 100 dòng)",
        "no page can ask for the field {field} of type {type}",
        "use string, integer, boolean, an array of units, choices or objects (100 rows at most)",
    ),
    "FORM-WIDGET": Entry(
        "trường {field} có x-widget {widget} không có ở đây, hoặc không hợp kiểu của trường",
        "dùng: {known}",
        "the field {field} has the x-widget {widget}, which is not there, or not for its type",
        "use: {known}",
    ),
    "FORM-REQUIRED": Entry(
        "required nêu trường {field} không có trong biểu mẫu, hoặc chỉ để xem",
        "khai báo trường đó trong properties, hoặc bỏ khỏi required",
        "required names the field {field}, which the form does not ask for",
        "declare it in properties, or take it out of required",
    ),
    "FORM-BUTTON": Entry(
        "biểu mẫu không gửi được: nút {button}",
        "thêm nút vào x-actions; nút gửi kèm một trường thì giá trị phải nằm trong enum của trường",
        "the form cannot be sent: button {button}",
        "add a button to x-actions; a button that posts a field posts a value of its enum",
    ),
    "FORM-CHOICE": Entry(
        "không nút nào gửi {field} = {value}, nên không ai chọn được",
        "thêm nút cho giá trị này vào x-actions, hoặc bỏ nó khỏi enum",
        "no button posts {field} = {value}: nobody can choose it",
        "add a button for this value to x-actions, or take it out of the enum",
    ),
    "FORM-LABEL": Entry(
        "x-labels của {field} và các giá trị không khớp ở “{value}”",
        "ghi lời cho đúng từng giá trị của enum",
        "the x-labels of {field} and its values do not match at “{value}”",
        "give words to each value of the enum, and to nothing else",
    ),
    "FORM-WHY": Entry(
        "kết luận {value} trả lại hoặc từ chối mà biểu mẫu không hỏi lý do",
        'thêm trường văn bản có "x-reason": true, bắt buộc khi trả lại',
        "the outcome {value} sends back or says no, and the form asks for no reason",
        'add a text with "x-reason": true, required where it is sent back',
    ),
    "FORM-KEYWORD": Entry(
        "không trang nào hiểu từ khóa “{word}”; biểu mẫu có thể bị từ chối mà không rõ vì sao",
        "bỏ từ khóa ấy; có phải “{near}”? Các từ khóa: {known}",
        "no page knows the keyword “{word}”; what is filled in may be refused for no seen reason",
        "leave it out; did you mean “{near}”? The keywords are: {known}",
    ),
    "FORM-BOUND": Entry(
        "giới hạn của trường {field} không dùng được: {bound}",
        "x-min, x-max: today, một ngày YYYY-MM-DD hay một trường ngày khác; tối thiểu ≤ tối đa",
        "a bound of the field {field} cannot hold: {bound}",
        "x-min, x-max: today, a day YYYY-MM-DD or another date field; the least ≤ the most",
    ),
}
