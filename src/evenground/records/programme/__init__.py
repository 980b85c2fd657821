"""The record of a programme: several sessions side by side."""
