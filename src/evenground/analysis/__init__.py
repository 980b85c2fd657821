"""Tidy rows in, frozen results out: suggested themes, measures before and after, and gaps."""
