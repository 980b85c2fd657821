"""Several names in a sentence, cut where they would be too many to read."""

from __future__ import annotations

from collections.abc import Sequence

from babel.lists import format_list

from evenground import i18n
from evenground.charts.wording import short
from evenground.i18n import ngettext


def listed(names: Sequence[str], most: int) -> str:
    """Return names as one reads them aloud: at most `most` of them, and how many more there are."""
    kept = [short(name) for name in names[:most]]
    if further := len(names) - len(kept):
        kept.append(ngettext("{count} more", "{count} more", further).format(count=further))
    return str(format_list(kept, locale=i18n.current().replace("-", "_")))
