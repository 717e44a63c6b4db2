"""Speed and memory of text -> XML on one core: python bench/run.py [--text seed|en|de|adversarial] [--times 1,20,100] [--json]

What is measured, and against what, is written in bench/README.md.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from texts import adversarial, made  # the file beside this one

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "000_c17291de3527515f.txt"
FLOOR = re.compile(r"(?=([^\n]{1,24}?)\1)")

# What a label or a rule looks for keeps its characters: numerals, their units, and the words the profiles know.
KEPT = frozenset("〇零一二三四五六七八九十百千万第章节部分编条上下接转版页各位委员同志们代表工作报告政协")

T = TypeVar("T")


class Times(NamedTuple):
    """Seconds of each stage, the best of all rounds."""

    decode: float
    clean: float
    build: float
    write: float
    whole: float  # parse() and to_xml() as a user calls them
    floor_scan: float
    floor_write: float  # lxml writes the finished tree
    floor_make: float  # lxml makes the same tree; not part of the floor

    @property
    def floor(self) -> float:
        return self.floor_scan + self.floor_write


def copies(text: str, times: int) -> str:
    """The text `times` over; in copy k > 0 its Han characters and digits are replaced by a permutation seeded by k.

    A permutation keeps every repeat and every width, so the rules have the same work in each copy,
    but no line recurs as a running head would.
    """
    han = sorted({one for one in text if "\u4e00" <= one <= "\u9fff"} - KEPT)
    digits = list("0123456789")
    made = [text]
    for k in range(1, times):
        shuffle = random.Random(k).shuffle
        to_han, to_digits = han[:], digits[:]
        shuffle(to_han)
        shuffle(to_digits)
        table = dict(zip(map(ord, han + digits), to_han + to_digits, strict=True))
        made.append(text.translate(table))
    return "\n\n".join(made)


def best(rounds: int, work: Callable[[], T]) -> tuple[float, T]:
    """The shortest of some runs, in seconds, and what the work returned."""
    shortest, result = float("inf"), None
    for _ in range(rounds):
        result = None  # what lives on slows the collection of garbage in the next run
        gc.collect()
        start = time.perf_counter()
        result = work()
        shortest = min(shortest, time.perf_counter() - start)
    assert result is not None
    return shortest, result


def scan(data: bytes) -> int:
    """What no program on this text can do without: decode, split, and one look for repeats."""
    text = data.decode()
    return len(text.splitlines()) + len(FLOOR.findall(text))


def measure(data: bytes, rounds: int) -> Times:
    """All stages on one document; the floor in between, so that both meet the same machine."""
    from lxml import etree

    import reportparse as rp
    from reportparse import profiles
    from reportparse.clean import clean
    from reportparse.decoding import decode
    from reportparse.source import Source
    from reportparse.structure import build

    whole, document = best(rounds, lambda: _whole(rp, data))
    options = profiles.load(document.profile).parse_options(document.report.language)
    del document
    decoding, (text, _) = best(rounds, lambda: decode(data))
    cleaning, (trace, _) = best(rounds, lambda: clean(Source(text=text)))
    floor_scan, _ = best(rounds, lambda: scan(data))
    building, _ = best(rounds, lambda: build(trace, options))
    writing, xml = best(rounds, rp.parse(data).to_xml)
    tree = etree.fromstring(xml.encode())
    floor_write, _ = best(rounds, lambda: etree.tostring(tree, encoding="utf-8"))
    floor_make, _ = best(rounds, lambda: _made_again(tree))
    return Times(decoding, cleaning, building, writing, whole, floor_scan, floor_write, floor_make)


def _made_again(tree: Any) -> Any:
    """The same tree, element by element, as a writer that uses lxml would make it."""
    from lxml.etree import Element, SubElement

    root = Element(tree.tag, tree.attrib)
    stack = [(tree, root)]
    while stack:
        old, new = stack.pop()
        new.text = old.text
        for child in old:
            made = SubElement(new, child.tag, child.attrib)
            made.tail = child.tail
            stack.append((child, made))
    return root


def _whole(rp: Any, data: bytes) -> Any:
    document = rp.parse(data)
    document.to_xml()
    return document


def peak_memory(data: bytes) -> float:
    """Megabytes that Python holds at most for text -> XML, beyond the bytes received; in a process of its own."""
    code = f"""
import sys, tracemalloc
sys.path[:0] = [{str(ROOT / "src")!r}]
import reportparse as rp
rp.parse("一、").to_xml()
data = sys.stdin.buffer.read()
tracemalloc.start()
rp.parse(data).to_xml()
print(tracemalloc.get_traced_memory()[1])
"""
    done = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True)
    return int(done.stdout) / 1e6


def import_seconds() -> float:
    """`import reportparse` in a fresh interpreter: the median of ten, less a bare one."""

    def once(statement: str) -> float:
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r}); {statement}"], check=True
        )
        return time.perf_counter() - start

    once("import reportparse")
    loaded, bare = zip(*[(once("import reportparse"), once("pass")) for _ in range(10)], strict=True)
    return float(statistics.median(loaded) - statistics.median(bare))


def hold_out(rounds: int) -> int:
    """How time grows with texts that nobody prints: four times as long, four times the time, if it grows as they do."""
    import reportparse as rp

    print("| text | 50,000 characters: s | 200,000: s | times |\n|---|---:|---:|---:|")
    longer = adversarial(200_000)
    _whole(rp, b"")  # loads the modules and compiles their patterns
    for name, text in adversarial(50_000).items():
        short, _ = best(rounds, partial(_whole, rp, text.encode()))
        long, _ = best(rounds, partial(_whole, rp, longer[name].encode()))
        print(f"| {name} | {short:.2f} | {long:.2f} | {long / short:.1f} |", flush=True)
    return 0


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=Path, default=SEED, help="the text that is multiplied")
    parser.add_argument("--text", choices=("seed", "en", "de", "adversarial"), default="seed", help="the seed, or made")
    parser.add_argument("--times", default="1,20,100", help="how many copies, of --text en and de tens of pages")
    parser.add_argument("--rounds", type=int, default=5, help="runs of which the best counts (default: 5)")
    parser.add_argument("--json", action="store_true", help="for machines")
    arguments = parser.parse_args()
    sys.path.insert(0, str(ROOT / "src"))

    if arguments.text == "adversarial":
        return hold_out(arguments.rounds)
    text = arguments.seed.read_text("utf-8")
    rows: list[dict[str, float]] = []
    for times in map(int, arguments.times.split(",")):
        data = (copies(text, times) if arguments.text == "seed" else made(arguments.text, 10 * times)).encode()
        taken = measure(data, arguments.rounds)
        size = len(data) / 1e6
        rows.append(
            {
                "times": times,
                "MB": size,
                "MB/s": size / taken.whole,
                "floor MB/s": size / taken.floor,
                "ratio": taken.whole / taken.floor,
                "ratio with making": taken.whole / (taken.floor + taken.floor_make),
                "decode s": taken.decode,
                "clean s": taken.clean,
                "build s": taken.build,
                "write s": taken.write,
                "whole s": taken.whole,
                "floor scan s": taken.floor_scan,
                "floor write s": taken.floor_write,
                "making s": taken.floor_make,
                "ms/MB": taken.whole / size * 1e3,
                "peak MB": peak_memory(data),
            }
        )
    importing = import_seconds()
    if arguments.json:
        print(json.dumps({"rows": rows, "import s": importing, "python": sys.version}, indent=2))
        return 0
    names = list(rows[0])
    print("| " + " | ".join(names) + " |")
    print("|" + "---:|" * len(names))
    for row in rows:
        print("| " + " | ".join(f"{row[name]:.4g}" for name in names) + " |")
    print(f"\nimport reportparse: {importing:.3f} s; Python {sys.version.split()[0]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
