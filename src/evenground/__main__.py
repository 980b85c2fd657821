"""`python -m evenground` is the command `evenground`."""

from __future__ import annotations

import sys

from evenground.cli import main

if __name__ == "__main__":
    sys.exit(main())
