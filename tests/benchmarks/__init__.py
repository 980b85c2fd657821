"""Measurements, run by hand: `python -m tests.benchmarks.NAME`; each prints one JSON object."""
