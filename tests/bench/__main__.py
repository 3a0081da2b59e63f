"""``python -m tests.bench``: the figures against their bars, as a table and in bench/latest.json."""

from __future__ import annotations

import argparse
import gc
import json
from pathlib import Path

from crmdesk.__main__ import COLLECTING
from tests.bench import lists, syncing
from tests.bench.bars import table

parser = argparse.ArgumentParser(prog="bench")
parser.add_argument("--records", type=int, default=100_000, help="contacts of the sandbox")
parser.add_argument("--rows", type=int, default=1_000_000, help="leads in the list")
parser.add_argument("--only", choices=("sync", "window", "lists"))
arguments = parser.parse_args()

gc.set_threshold(*COLLECTING)
bars = []
if arguments.only in (None, "sync"):
    bars += syncing.measure(arguments.records)
if arguments.only in (None, "window"):
    from tests.bench import window

    bars += syncing.loop_latency(arguments.records)
    frozen = Path("dist/crmdesk/crmdesk")
    bars += window.start_time(arguments.records, frozen if frozen.exists() else None)
if arguments.only in (None, "lists"):
    bars += lists.measure(arguments.rows)
print(table(bars))
Path("bench").mkdir(exist_ok=True)
Path("bench/latest.json").write_text(json.dumps({"bars": bars}, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
