"""Posts and units are what their names say: a position in a unit, a unit in a province."""

BREACHES = {
    "P6 post of another name": """
        SELECT id FROM post WHERE id <> unit_id || '/' || position
          OR position = '' OR position LIKE '%/%'
        UNION ALL SELECT id FROM unit WHERE province <> split_part(id, '/', 1)
        UNION ALL SELECT id FROM bloc WHERE province <> split_part(id, '/', 1)""",
}
