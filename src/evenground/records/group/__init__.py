"""The record of a session: what a group found, lacks and means to do."""
