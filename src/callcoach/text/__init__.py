"""From raw text to tokens, numbers, money and dates, with offsets into the raw text."""
