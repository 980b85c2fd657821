"""What must not leave, who may see what, and which counts are too small to show."""
