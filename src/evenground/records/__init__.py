"""What people keep: the record of a session and the record of one participant."""
