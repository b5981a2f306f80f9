"""What the page from a folder costs, beside Pyodide alone and beside the checker without a browser, in one run.

`python -m tests.browser.figures` prints the figures of docs/page.md and fails where they do not hold.
"""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from ccmcheck.web import folder
from ccmcheck.web.exchange import told, warm_up
from tests.browser.test_html_in_a_browser import CHROMIUM, HERE, NODE
from tests.browser.test_page import Host
from tests.drafts.word_files import typed

WIRE, READY, LATER = 7_500_000, 2.0, 4.0
PYODIDE = HERE / "node_modules" / "pyodide"
ALONE = """<!DOCTYPE html><body><script type="module">
import { loadPyodide } from "./pyodide.mjs";
const pyodide = await loadPyodide();
pyodide.runPython("1 + 1");
document.body.dataset.took = performance.now();
</script>
"""


def main() -> int:
    """Measures, prints, and says whether all figures hold."""
    with tempfile.TemporaryDirectory() as made:
        work = Path(made)
        folder.build(PYODIDE, work / "site")
        wire = sum(len(gzip.compress(file.read_bytes())) for file in (work / "site").iterdir())
        shutil.copytree(PYODIDE, work / "pyodide")
        (work / "pyodide" / "alone.html").write_text(ALONE, encoding="utf-8")
        drafts = [work / f"draft-{at}.docx" for at in range(6)]
        for draft in drafts:
            draft.write_bytes(typed())
        with Host(work / "site") as site, Host(work / "pyodide") as alone:
            run = [str(NODE), str(HERE / "figures.mjs"), str(CHROMIUM), site.address, alone.address]
            told_ = subprocess.run([*run, *map(str, drafts)], stdout=subprocess.PIPE, text=True, check=True).stdout
            site.shutdown()
            alone.shutdown()
    took = {name: median(times) / 1000 for name, times in json.loads(told_).items()}
    native = _native()
    ready, later = took["ready"] / took["alone"], took["later"] / native
    print(f"over the wire, packed by the host: {wire / 1e6:.1f} MB (at most {WIRE / 1e6:g})")
    print(f"ready: {took['ready']:.2f} s, Pyodide alone {took['alone']:.2f} s: {ready:.1f} times (at most {READY:g})")
    print(f"the first Word file: {took['first']:.2f} s")
    print(f"later ones: {took['later']:.2f} s, without a browser {native:.2f} s: {later:.1f} times (at most {LATER:g})")
    return int(wire > WIRE or ready > READY or later > LATER)


def _native() -> float:
    """The time for the same draft in this process, each time as a new file."""
    warm_up()
    times = []
    for at in range(5):
        begun = time.perf_counter()
        told({"ask": "judge", "name": f"draft-{at}.docx"}, typed())
        times.append(time.perf_counter() - begun)
    return median(times)


if __name__ == "__main__":
    sys.exit(main())
