"""A form between browser and value: drawn, read back, given back with what must be mended."""
