"""A form with a field of every type, and what it is judged against."""

import json
from datetime import date
from typing import Final

from server.forms import Form, FormContext, read

UNITS: Final = ("bac-giang/so-khcn", "bac-giang/so-gddt", "bac-giang/so-tttt")
BODIES: Final = ("bac-giang/so-noi-vu", "bac-giang/hdtdkt")
CONTEXT: Final = FormContext(
    parties={"units": {"units": UNITS}, "recipients": {"units": UNITS, "bodies": BODIES}},
    today=date(2025, 6, 2),
)
FIELDS: Final[dict[str, dict[str, object]]] = {
    "title": {
        "type": "string",
        "title": "Tên báo cáo",
        "description": "Tên đầy đủ, như sẽ ghi trong văn bản.",
        "maxLength": 200,
    },
    "period": {
        "type": "string",
        "title": "Kỳ báo cáo",
        "enum": ["six_month", "annual", "ad_hoc"],
        "x-labels": {"six_month": "Sáu tháng", "annual": "Năm", "ad_hoc": "Đột xuất"},
        "x-route": True,
    },
    "month": {
        "type": "string",
        "title": "Tháng",
        "enum": [f"m{number}" for number in range(1, 13)],
        "x-labels": {f"m{number}": f"Tháng {number}" for number in range(1, 13)},
    },
    "parts": {
        "type": "array",
        "title": "Các phần",
        "items": {"type": "string", "enum": ["results", "limits", "proposals"]},
        "x-labels": {"results": "Kết quả", "limits": "Hạn chế", "proposals": "Kiến nghị"},
        "x-route": True,
    },
    "asked": {
        "type": "array",
        "title": "Đơn vị báo cáo",
        "x-widget": "units",
        "x-route": True,
        "items": {"type": "string"},
        "minItems": 2,
        "maxItems": 4,
    },
    "recipients": {
        "type": "array",
        "title": "Nơi nhận",
        "x-widget": "recipients",
        "x-route": True,
        "items": {"type": "string"},
        "minItems": 1,
    },
    "contact": {"type": "string", "title": "Đầu mối", "x-widget": "unit", "x-route": True},
    "first_day": {"type": "string", "format": "date", "title": "Từ ngày", "x-min": "2025-01-01"},
    "last_day": {
        "type": "string",
        "format": "date",
        "title": "Hạn gửi",
        "x-min": "today",
        "x-max": "2025-12-31",
        "x-route": True,
    },
    "urgent": {"type": "boolean", "title": "Khẩn", "x-route": True},
    "pages": {
        "type": "integer",
        "title": "Số trang tối đa",
        "minimum": 1,
        "maximum": 100,
        "x-route": True,
    },
    "budget": {
        "type": "integer",
        "title": "Kinh phí",
        "x-widget": "amount",
        "minimum": 0,
        "x-route": True,
    },
    "rate": {"type": "string", "format": "decimal", "title": "Tỷ lệ"},
    "body": {"type": "string", "title": "Nội dung yêu cầu", "maxLength": 4000},
    "waves": {
        "type": "array",
        "title": "Các đợt",
        "description": "Mỗi đợt một dòng.",
        "maxItems": 4,
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": ["name", "first_day", "last_day"],
            "properties": {
                "name": {"type": "string", "title": "Tên đợt", "maxLength": 100},
                "first_day": {"type": "string", "format": "date", "title": "Ngày đầu"},
                "last_day": {
                    "type": "string",
                    "format": "date",
                    "title": "Ngày cuối",
                    "x-min": "first_day",
                },
                "main": {"type": "boolean", "title": "Đợt chính"},
                "cost": {"type": "integer", "title": "Kinh phí", "x-widget": "amount"},
            },
        },
    },
}
SCHEMA: Final = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Yêu cầu báo cáo",
    "type": "object",
    "additionalProperties": False,
    "required": ["title", "period", "asked", "last_day"],
    "properties": FIELDS,
    "x-actions": [{"field": None, "value": None, "label": "Gửi", "style": "primary"}],
}
SAMPLE: Final = json.dumps(SCHEMA, ensure_ascii=False).encode()


def sample() -> Form:
    return read("sample", SAMPLE)
