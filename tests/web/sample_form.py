"""A form with a field of every type."""

import json

FIELDS: dict[str, object] = {
    "title": {"type": "string", "title": "Tên báo cáo", "maxLength": 200},
    "period": {
        "type": "string",
        "title": "Kỳ báo cáo",
        "enum": ["six_month", "annual"],
        "x-labels": {"six_month": "Sáu tháng", "annual": "Năm"},
        "x-route": True,
    },
    "last_day": {"type": "string", "format": "date", "title": "Hạn gửi"},
}
SAMPLE = json.dumps(
    {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Yêu cầu báo cáo",
        "type": "object",
        "additionalProperties": False,
        "required": ["title", "period", "last_day"],
        "properties": FIELDS,
        "x-actions": [{"field": None, "value": None, "label": "Gửi", "style": "primary"}],
    },
    ensure_ascii=False,
).encode()
