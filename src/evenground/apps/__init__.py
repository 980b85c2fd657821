"""One app a role: a model that reads and commands, and a page component that shows it."""
