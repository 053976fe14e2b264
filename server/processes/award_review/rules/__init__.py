"""The award review: who may be proposed, the meeting's quorum, votes and what they settle."""
