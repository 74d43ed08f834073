"""What may be shown about people, and the attacker that tries to undo it (docs/algorithms/block-release.md)."""
