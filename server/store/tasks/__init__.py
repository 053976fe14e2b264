"""Tasks and what belongs to them: drafts, files, remarks, claims."""
