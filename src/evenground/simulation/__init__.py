"""Synthetic people: groups that take part through the same commands as everybody, always labelled."""
