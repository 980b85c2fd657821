"""What things are and which moves are allowed: pure, but for reading definitions."""
