"""The numbers of documents: the bloc's own registers, and numbers typed from those of agencies."""
