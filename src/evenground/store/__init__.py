"""The only room that speaks SQL: every fact, its change, and the reads that may show it to others."""
