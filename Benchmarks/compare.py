"""Runs rumkit and its peers on the same files and prints medians, ratios and peaks of memory.

Called by scripts/bench. The programs take turns, so that a busy moment does not fall on one of them alone; a
ratio is the median of the ratios of each turn. Before anything is measured, the peers must have found the same.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timezone

HERE = os.path.dirname(os.path.abspath(__file__))
XMLLINT, PYTHON, PIGZ = "xmllint --stream --huge", "Python (lxml, orjson)", "pigz -p2 -6"
UNPACKED = "gzip -t; sha256sum"
SUMMARIES = "rumkit summarize, both"


def run(command, statuses=(0,)):
    """Wall seconds and peak memory in MB, as GNU time sees it (a shell of our own would add its)."""
    with tempfile.NamedTemporaryFile("r") as report:
        begin = time.perf_counter()
        done = subprocess.run(
            ["/usr/bin/time", "-f", "%M", "-o", report.name, *command],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        wall = time.perf_counter() - begin
        if done.returncode not in statuses:
            sys.exit(f"{' '.join(command)}: status {done.returncode}\n{done.stderr.decode()}")
        return wall, int(report.read().split()[-1]) / 1024


def same_answer(given, file):
    """The peer must have done the same work: its figures are those of rumkit. It does not tell devices apart, so
    that of many the sums are compared."""
    ours = json.loads(subprocess.check_output([given.rumkit, "summarize", "--format", "json", file]))
    peer = json.loads(subprocess.check_output([given.python, f"{HERE}/peers/summarize.py", file]))
    devices = ours["product_instances"]
    found = {}
    for usage in (usage for device in devices for usage in device["entitlements"]):
        known = found.setdefault(usage["entitlement_tag"], usage)
        if known is not usage:
            for key in ("reports", "measurements"):
                known[key] += usage[key]
    if found.keys() != peer.keys():
        sys.exit(f"{file}: rumkit and the peer found different entitlements")
    sums = ("reports", "measurements")
    for tag, figures in peer.items():
        for key in sums if len(devices) > 1 else (*sums, "peak", "latest"):
            if found[tag][key] != figures[key]:
                sys.exit(f"{file}: {tag}: {key}: rumkit {found[tag][key]}, peer {figures[key]}")
        if len(devices) == 1 and abs(found[tag]["average"] - figures["average"]) > 0.01:
            sys.exit(f"{file}: {tag}: the averages differ")


def same_difference(given, old, new):
    """As for the figures: the peer must have found the same reports."""
    done = subprocess.run(
        [given.rumkit, "diff", "--format", "json", old, new], stdout=subprocess.PIPE)
    ours = json.loads(done.stdout)["reports"]
    peer = json.loads(subprocess.check_output([given.python, f"{HERE}/peers/diff.py", old, new]))
    found = {key: ours[key] if key == "same" else len(ours[key]) for key in peer}
    if found != peer:
        sys.exit(f"{old}: rumkit found {found}, the peer {peer}")


def later(file):
    """The file as it may look at the next export: a hundredth of its reports is gone, and as many of
    the others are renumbered, which makes them new."""
    name = file + ".later"
    number = 0
    with open(file, "rb") as old, open(name, "wb") as new:
        for line in old:
            if line.startswith(b"<RUMReport>"):
                number += 1
                if number % 100 == 0:
                    continue
                if number % 100 == 50:
                    line = line.replace(b'\\"report_id\\":1', b'\\"report_id\\":2', 1)
            new.write(line)
    return name


class Bench:
    """The same programs on several files, in turns."""

    def __init__(self, given):
        self.given = given
        self.walls, self.peaks = {}, {}
        self.folder = tempfile.mkdtemp(prefix="bench.", dir=os.path.dirname(given.one))

    def pack(self, file, archive):
        """A pack writes into a folder of its own, which is gone after the turn."""
        target = os.path.join(self.folder, "pack")
        shutil.rmtree(target, ignore_errors=True)
        os.mkdir(target)
        return [self.given.rumkit, "pack", "--no-site", "--output", f"{target}/{archive}",
                "--evidence", f"{target}/evidence", file]

    def measure(self, runs, columns, commands):
        """`commands(column)` gives the name and the command of each program for a column."""
        for turn in range(runs):
            for column in columns:
                for name, command, statuses in commands(column):
                    say_progress(f"{turn + 1}/{runs} {column}: {name}")
                    wall, peak = run(command() if callable(command) else command, statuses)
                    self.walls.setdefault((name, column), []).append(wall)
                    self.peaks.setdefault((name, column), []).append(peak)
        say_progress("")

    def wall(self, name, column):
        return statistics.median(self.walls[name, column])

    def peak(self, name, column):
        return statistics.median(self.peaks[name, column])

    def ratio(self, name, peer, column):
        return statistics.median(
            one / other for one, other in zip(self.walls[name, column], self.walls[peer, column]))


def say_progress(text):
    if sys.stderr.isatty():
        print("\r" + text.ljust(70) + ("" if text else "\r"), end="", file=sys.stderr, flush=True)


def table(head, rows, markdown):
    cells = [head, *rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    edge = ("| ", " |") if markdown else ("", "")

    def line(row):
        padded = [row[0].ljust(widths[0])]
        padded += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        return edge[0] + (" | " if markdown else "  ").join(padded) + edge[1]

    print(line(head))
    if markdown:
        rule = ["-" * widths[0]] + ["-" * (width - 1) + ":" for width in widths[1:]]
        print("| " + " | ".join(rule) + " |")
    else:
        print("  ".join("-" * width for width in widths))
    for row in rows:
        print(line(row))
    print()


def goals(bench):
    """What is asked for, on 200 MB of one device and of 5,000."""
    given = bench.given
    files = {"1 device": given.one, "5,000 devices": given.many}
    second = {column: later(file) for column, file in files.items()}
    media = {}
    for column, file in files.items():
        same_answer(given, file)
        same_difference(given, file, second[column])
        run(bench.pack(file, "media.tar.gz"))
        media[column] = os.path.join(bench.folder, f"{len(media)}.tar.gz")
        os.rename(os.path.join(bench.folder, "pack", "media.tar.gz"), media[column])

    def commands(column):
        file, packed = files[column], media[column]
        both = [file, second[column]]
        rumkit, python = given.rumkit, given.python
        return [
            (XMLLINT, ["xmllint", "--stream", "--huge", "--noout", file], (0,)),
            (PYTHON, [python, f"{HERE}/peers/summarize.py", file], (0,)),
            ("rumkit summarize --format json", [rumkit, "summarize", "--format", "json", file], (0,)),
            ("rumkit validate", [rumkit, "validate", file], (0,)),
            (PIGZ, ["pigz", "-p2", "-6", "-c", file], (0,)),
            ("rumkit pack, tar.gz", lambda: bench.pack(file, "media.tar.gz"), (0,)),
            ("rumkit pack, zip", lambda: bench.pack(file, "media.zip"), (0,)),
            (UNPACKED, ["sh", "-c", f"gzip -t '{packed}' && sha256sum '{packed}' '{file}'"], (0,)),
            ("rumkit verify", [rumkit, "verify", packed], (0,)),
            (SUMMARIES, [rumkit, "summarize", *both], (0,)),
            ("Python, diff", [python, f"{HERE}/peers/diff.py", *both], (0,)),
            ("rumkit diff", [rumkit, "diff", *both], (0, 1)),
        ]

    bench.measure(given.runs, files, commands)
    asked = [
        ("rumkit summarize --format json", XMLLINT, 1.15, 40),
        ("rumkit summarize --format json", PYTHON, 0.25, None),
        ("rumkit validate", XMLLINT, 1.15, 40),
        ("rumkit pack, tar.gz", PIGZ, 1.10, 40),
        ("rumkit pack, zip", PIGZ, 1.10, 40),
        ("rumkit verify", UNPACKED, 1.00, None),
        ("rumkit diff", SUMMARIES, 1.20, 60),
        ("rumkit diff", "Python, diff", 0.50, None),
    ]
    rows = []
    for name, peer, ratio, peak in asked:
        for column in files:
            now = bench.ratio(name, peer, column)
            memory = bench.peak(name, column)
            is_met = now <= ratio and (peak is None or memory <= peak)
            rows.append([
                name, column, f"{bench.wall(name, column):.2f} s", peer,
                f"{bench.wall(peer, column):.2f} s", f"{now:.2f}", f"{ratio:.2f}",
                f"{memory:.0f} MB", "" if peak is None else f"{peak} MB", "yes" if is_met else "no",
            ])
    table(
        ["200 MB, median of %d" % given.runs, "of", "takes", "against", "takes", "now", "goal",
         "peak", "goal", "met"], rows, given.markdown)


def growth(bench):
    """From 2 MB to 1 GB: what grows with the file, and what does not."""
    given = bench.given
    files = {"2 MB": given.small, "20 MB": given.middle, "200 MB": given.one, "1 GB": given.large}
    second = {column: later(file) for column, file in files.items()}

    def commands(column):
        file = files[column]
        return [
            (XMLLINT, ["xmllint", "--stream", "--huge", "--noout", file], (0,)),
            ("rumkit summarize", [given.rumkit, "summarize", file], (0,)),
            ("rumkit validate", [given.rumkit, "validate", file], (0,)),
            ("rumkit diff, of two", [given.rumkit, "diff", file, second[column]], (0, 1)),
            ("rumkit pack, to tar.gz", lambda: bench.pack(file, "media.tar.gz"), (0,)),
        ]

    bench.measure(given.runs, files, commands)
    rows = [
        [name] + [
            f"{bench.wall(name, column):.2f} s, {bench.peak(name, column):.0f} MB" for column in files]
        for name, _, _ in commands("2 MB")
    ]
    table(["one device, median of %d" % given.runs, *files], rows, given.markdown)


def start(bench):
    """What a command costs before it does anything."""
    given = bench.given

    def commands(_):
        return [
            ("python3 -c pass", ["python3", "-c", "pass"], (0,)),
            ("rumkit --version", [given.rumkit, "--version"], (0,)),
            ("rumkit summarize, 4 KB", [given.rumkit, "summarize", given.tiny], (0,)),
        ]

    bench.measure(given.runs * 5, ["start"], commands)
    rows = [
        [name, f"{bench.wall(name, 'start') * 1000:.0f} ms",
         f"{bench.ratio(name, 'python3 -c pass', 'start'):.2f}",
         f"{bench.peak(name, 'start'):.0f} MB"]
        for name, _, _ in commands("")
    ]
    table(
        ["start, median of %d" % (given.runs * 5), "takes", "/python3", "peak"], rows,
        given.markdown)


def main():
    options = argparse.ArgumentParser()
    for name in ("rumkit", "python", "tiny", "small", "middle", "one", "many", "large"):
        options.add_argument(f"--{name}", required=True)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--markdown", action="store_true")
    bench = Bench(options.parse_args())
    try:
        print(
            f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}, "
            f"{datetime.now(timezone.utc):%Y-%m-%d}\n")
        start(bench)
        goals(bench)
        growth(bench)
    finally:
        shutil.rmtree(bench.folder, ignore_errors=True)


if __name__ == "__main__":
    main()
