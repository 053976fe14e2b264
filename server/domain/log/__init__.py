"""The log of logs: a Merkle tree over history, signed checkpoints, tiles, proofs and witnesses.

The formats are those of C2SP (signed-note, tlog-checkpoint, tlog-cosignature, tlog-tiles,
tlog-proof, tlog-policy, tlog-witness), so that tools and witnesses of others can read them. The
signatures themselves are handed in.
"""
