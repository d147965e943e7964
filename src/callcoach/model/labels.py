"""The labels that an utterance may bear. Excuse categories are data: see ``data/excuses.yaml``."""

from __future__ import annotations

THREATS = ("violence", "legal", "criminal", "seizure", "exposure", "employment", "persistence",
           "complaint", "self_harm", "unspecified")
LABELS = (
    "question.open", "question.closed", "question.other", "self_answered", "amount",
    "amount.vague", "promise.concrete", "promise.vague", "refusal",
    *(f"threat.{name}" for name in THREATS),
    "notice", "insult", "confrontation", "identification", "verification", "creditor", "apology",
    "empathy", "paraphrase", "commitment_request", "recap", "offer_documents", "agent_promise",
    "ends_call", "escalates", "disclosure",
)
"""Every label but the excuses, in the order of the definitions."""
