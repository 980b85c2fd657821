"""Records as data: JSON that reads back in, a table with its codebook, a calendar."""
