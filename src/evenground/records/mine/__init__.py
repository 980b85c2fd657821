"""The personal record: one participant’s answers, CPD pages, example card, and coming back to it."""
