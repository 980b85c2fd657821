"""Benchmarks that a user can run: many visitors at once, and a board that follows a room."""
