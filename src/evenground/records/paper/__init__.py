"""Records as PDF files, set by Typst."""
