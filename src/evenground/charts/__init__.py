"""Results in, charts out: marks to draw, a sentence that says what they show, and a table."""
