"""How long until a text area takes input on a slow phone: real server, real Chromium, its network and processor slowed.

Run `python -m tests.benchmarks.first_touch`. Seconds from opening the address, with nothing in the browser's cache, at
1.6 Mbit/s, 150 ms round trip and a processor four times slower; the tap on “Begin” and on “Continue” are done at once.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import FLAGS, Server, browser_path, move_to, open_session

RUNS = 5
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
SLOWER = 4
# Taps what leads to the first question as soon as it is there, and says when a text area is.
TAPS = """
window.touched = new Promise((resolve) => {
  const look = () => {
    const field = document.querySelector("textarea");
    if (field) { field.focus(); return resolve(performance.now() / 1000); }
    document.querySelector(".eg-page button.is-primary")?.click();
    requestAnimationFrame(look);
  };
  addEventListener("DOMContentLoaded", look);
});
"""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as tool:
        server = Server(Path(folder)).start()
        browser = tool.chromium.launch(executable_path=browser_path(), args=FLAGS)
        try:
            opened = open_session(server, variant="25")
            move_to(opened, "individual")
            taken = [touch(browser, f"{server.url}join/{opened.code}") for _ in range(RUNS)]
        finally:
            browser.close()
            server.stop()
    inside, outside = ([round(one[at], 3) for one in taken] for at in (0, 1))
    print(json.dumps({"median_s": statistics.median(inside), "all_s": inside, "seen_from_outside_s": outside}))


def touch(browser: Browser, address: str) -> tuple[float, float]:
    """Open the page in a fresh, slowed browser; returns the page's own time of the first text area, and ours."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.add_init_script(TAPS)
    slow = context.new_cdp_session(page)
    slow.send("Network.enable")
    slow.send("Network.emulateNetworkConditions", NETWORK)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    seconds = float(page.evaluate("window.touched"))
    page.keyboard.type("Here")
    assert page.locator("textarea").first.input_value() == "Here"
    ended = time.perf_counter() - began
    context.close()
    return seconds, ended


if __name__ == "__main__":
    main()
