"""Records as Word files."""
