"""Scorecards: data only, overrides only (weights, thresholds, off, critical)."""
