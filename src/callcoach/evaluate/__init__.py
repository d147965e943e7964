"""How far the library agrees with people: labels, verdicts, and what falls under noise."""
