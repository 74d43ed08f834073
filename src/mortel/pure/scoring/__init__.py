"""What the protected sums of a round say, and how surely. Nothing here sees a ballot: docs/algorithms/scoring.md."""
