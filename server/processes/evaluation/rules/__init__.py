"""The year-end evaluation: self-scores, appraisals, adoption and ranking."""
