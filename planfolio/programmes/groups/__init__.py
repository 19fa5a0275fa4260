"""Buddies and small groups of a run: wished for by people, made by a rule, and nobody else's business."""
