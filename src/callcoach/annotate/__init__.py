"""Tokens to annotations: labels with spans, confidence and the rule that fired."""
