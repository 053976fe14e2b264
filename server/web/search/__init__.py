"""Search over cases, documents, files, units and persons, within what the reader may see."""
