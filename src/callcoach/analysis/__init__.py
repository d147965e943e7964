"""Annotations to facts of the call: turns, phases, answers, pauses, sums, talk time."""
