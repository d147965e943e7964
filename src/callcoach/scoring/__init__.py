"""Outcomes and a scorecard to a review: sections, score, conduct gate, what to work on first."""
