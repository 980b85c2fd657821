"""Reads Markdown that somebody wrote in a notebook as blocks: its words, its headings and its lists."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from evenground.records.blocks import Block, Bullets, Card, Cards, Entry, Heading, Paragraph

_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
Node = dict[str, Any]


def blocks_of(source: str) -> list[Block]:
    """The blocks of this text; emphasis is dropped, a link's address stands behind its words."""
    return [block for node in _parser()(source) for block in _block(node)]


@cache
def _parser() -> Callable[[str], Any]:
    import mistune

    return mistune.create_markdown(renderer="ast", plugins=["table"])


def _block(node: Node) -> Iterator[Block]:
    kind = node["type"]
    if kind == "heading":
        yield from _with_text(_inline(node), lambda text: Heading(text, node["attrs"]["level"]))
    elif kind == "list":
        yield from _list(node)
    elif kind in ("block_code", "block_quote", "table"):
        text = node["raw"].rstrip("\n") if "raw" in node else "\n".join(_lines(node))
        yield from _with_text(text, lambda text: Cards((Card((Entry(text),)),)))
    elif kind == "block_html":
        yield from _with_text(html.unescape(_TAG.sub(" ", node["raw"])).strip(), Paragraph)
    else:
        yield from _with_text(_inline(node).strip(), Paragraph)


def _with_text(text: str, make: Callable[[str], Block]) -> Iterator[Block]:
    if text:
        yield make(text)


def _list(node: Node) -> Iterator[Block]:
    """A list's items; numbered ones keep their numbers, and those of a list inside follow the item they are under."""
    items = tuple(text for item in node["children"] for text in _item(item) if text)
    if not items:
        return
    if node["attrs"].get("ordered"):
        first = node["attrs"].get("start", 1)
        yield from (Paragraph(f"{number}. {text}") for number, text in enumerate(items, first))
    else:
        yield Bullets(items)


def _item(item: Node) -> Iterator[str]:
    for child in item["children"]:
        if child["type"] == "list":
            yield from (text for inner in child["children"] for text in _item(inner))
        else:
            yield _inline(child)


def _lines(node: Node) -> Iterator[str]:
    """The text of a quotation by paragraph, and of a table by row."""
    for child in node.get("children", ()):
        if child["type"] in ("table_head", "table_row"):
            yield " | ".join(map(_inline, child["children"]))
        elif child["type"] in ("table_body", "list", "list_item", "block_quote"):
            yield from _lines(child)
        else:
            yield _inline(child)


def _inline(node: Node) -> str:
    """The words inside a node on one line, but for line breaks that were meant."""
    kind = node["type"]
    if kind in ("softbreak", "linebreak"):
        return " " if kind == "softbreak" else "\n"
    if kind in ("inline_html", "block_html"):
        return ""
    if "children" not in node:
        return str(node.get("raw", ""))
    text = _joined(node["children"])
    address = node.get("attrs", {}).get("url", "") if kind == "link" else ""
    return f"{text} ({address})" if address and address != text else text


def _joined(nodes: Iterable[Node]) -> str:
    return "".join(map(_inline, nodes))
