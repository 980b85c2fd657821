"""What a page's HTML says about its files, its kernel and its widgets."""

from __future__ import annotations

import json

import pytest

from evenground.bench.page import component_of, imports, read
from evenground.errors import OutsideError


def test_files_are_what_a_browser_would_fetch_for_the_page() -> None:
    page = read(
        """<link rel="stylesheet" href="/s/a.css?v=1"><link rel="shortcut icon" href="i.svg"><link rel="next" href="/n">
        <link rel=modulepreload href="/s/m.js"><link rel="preload" as="font" href="/f.woff2"><script>x</script>
        <script src="/s/p.js#part" defer></script><script type="module" src="/s/q.js"></script>
        <img src="data:image/svg+xml,x"><img src="/s/a.css?v=1"><a href="/away">away</a>""",
        "/join/ABC346",
    )
    assert page.files == ("/s/a.css?v=1", "/join/i.svg", "/s/m.js", "/f.woff2", "/s/p.js", "/s/q.js")
    assert page.modules == {"/s/m.js", "/s/q.js"}
    assert page.elsewhere == 0


def test_other_servers_are_counted_and_left_alone() -> None:
    page = read('<script src="https://cdn.example/x.js"></script><link rel="icon" href="//cdn.example/i">', "/")
    assert (page.files, page.elsewhere) == ((), 2)


def test_our_page_says_where_its_kernel_and_widgets_are() -> None:
    told = {"base": "/b/", "kernelId": "k-1", "seat": "/b/join/C/seat", "views": ["w"], "models": {"w": {"state": {}}}}
    text = json.dumps(told).replace("<", "\\u003c")
    page = read(f'<script id="eg-page" type="application/json">{text}</script>', "/b/join/C")
    assert page.socket_path == "/b/api/kernels/k-1/channels"
    assert (page.view, page.models) == ("w", {"w": {"state": {}}})


def test_voilas_page_says_where_its_kernel_is() -> None:
    data = '<script id="jupyter-config-data" type="application/json">{"baseUrl": "/", "kernelId": "k-2"}</script>'
    page = read(data, "/")
    assert page.socket_path == "/api/kernels/k-2/channels"
    assert (page.view, page.models) == ("", None)


def test_a_page_without_a_kernel_says_so_in_a_sentence() -> None:
    with pytest.raises(OutsideError, match="without a kernel"):
        _path = read("<p>Busy</p>", "/").socket_path


def test_our_component_is_found_among_a_kernels_widgets() -> None:
    models = {"layout": {"state": {"width": None}}, "ours": {"state": {"state": {}, "words": {}, "room": {}}}}
    assert component_of(models) == "ours"
    with pytest.raises(OutsideError, match="none of our widgets"):
        component_of({"layout": models["layout"]})


def test_only_what_a_module_imports_at_once_is_followed() -> None:
    script = 'import a from "./a.js"\nimport {b as c,\n d} from "/s/b.js";const late = () => import("./late.js");'
    script += '\nexport { e } from "../e.js";\nimport "https://cdn.example/f.js";\nconst text = "from \'./no.js\'";'
    assert imports(script, "/m/one.js") == ["/m/a.js", "/s/b.js", "/e.js"]
