"""Raw file → :class:`~callcoach.model.transcript.Transcript`.

``read`` is the entry, ``formats`` holds one module per format (found by content, never by
extension), ``calls_table`` reads what the transcripts do not say: creditor, debt, agent.
"""
