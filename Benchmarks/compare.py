"""Runs xmllint, the Python peer and rumkit on the same files and prints the ratios side by side.

Called by scripts/bench. Each figure is the best of several runs; the programs take turns, so that a
busy moment does not fall on one of them alone.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def run(command, statuses=(0,)):
    """Wall seconds and peak memory in KB, as GNU time sees it (a shell of our own would add its)."""
    with tempfile.NamedTemporaryFile("r") as report:
        begin = time.perf_counter()
        done = subprocess.run(
            ["/usr/bin/time", "-f", "%M", "-o", report.name, *command],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        wall = time.perf_counter() - begin
        if done.returncode not in statuses:
            sys.exit(f"{' '.join(command)}: status {done.returncode}\n{done.stderr.decode()}")
        return wall, int(report.read().split()[-1])


def same_answer(rumkit, python, file):
    """The peer must have done the same work: its figures are those of rumkit."""
    ours = json.loads(subprocess.check_output([rumkit, "summarize", "--format", "json", file]))
    peer = json.loads(subprocess.check_output([python, f"{HERE}/peers/summarize.py", file]))
    found = {}
    for device in ours["product_instances"]:
        for usage in device["entitlements"]:
            found[usage["entitlement_tag"]] = usage
    if found.keys() != peer.keys():
        sys.exit(f"{file}: rumkit and the peer found different entitlements")
    for tag, figures in peer.items():
        for key in ("reports", "measurements", "peak", "latest"):
            if found[tag][key] != figures[key]:
                sys.exit(f"{file}: {tag}: {key}: rumkit {found[tag][key]}, peer {figures[key]}")
        if abs(found[tag]["average"] - figures["average"]) > 0.01:
            sys.exit(f"{file}: {tag}: the averages differ")


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


def same_difference(rumkit, python, old, new):
    """As for the figures: the peer must have found the same reports."""
    run = subprocess.run([rumkit, "diff", "--format", "json", old, new], stdout=subprocess.PIPE)
    ours = json.loads(run.stdout)["reports"]
    peer = json.loads(subprocess.check_output([python, f"{HERE}/peers/diff.py", old, new]))
    found = {key: ours[key] if key == "same" else len(ours[key]) for key in peer}
    if found != peer:
        sys.exit(f"{old}: rumkit found {found}, the peer {peer}")


def compare_diff(given, files):
    """Two files each: rumkit diff against rumkit summarize of both, and against Python."""
    pairs = {size: (file, later(file)) for size, file in files.items()}
    programs = {
        "rumkit summarize": [given.rumkit, "summarize"],
        "Python (lxml, orjson)": [given.python, f"{HERE}/peers/diff.py"],
        "rumkit diff": [given.rumkit, "diff"],
    }
    for pair in pairs.values():
        same_difference(given.rumkit, given.python, *pair)
    best = {}
    for turn in range(given.runs):
        for size, pair in pairs.items():
            for name, command in programs.items():
                say_progress(f"{turn + 1}/{given.runs} 2 x {size} {name}")
                wall, peak = run([*command, *pair], statuses=(0, 1))
                known = best.get((name, size), (wall, peak))
                best[name, size] = (min(wall, known[0]), min(peak, known[1]))
    say_progress("")
    rows = []
    for name in programs:
        small, large = best[name, "20 MB"], best[name, "200 MB"]
        rows.append([
            name, f"{small[0]:.2f} s", f"{small[1] / 1024:.1f} MB", f"{large[0]:.2f} s",
            f"{large[0] / best['rumkit summarize', '200 MB'][0]:.2f}",
            f"{large[0] / best['Python (lxml, orjson)', '200 MB'][0]:.2f}",
            f"{large[1] / 1024:.1f} MB", f"x{large[0] / small[0]:.1f}",
            f"{(large[1] - small[1]) / 1024:+.1f} MB",
        ])
    table(
        ["two files, best of %d" % given.runs, "2 x 20 MB", "peak", "2 x 200 MB", "/summarize",
         "/Python", "peak", "time grows", "peak grows"], rows, given.markdown)
    small, large = best["rumkit diff", "20 MB"], best["rumkit diff", "200 MB"]
    per_report = max(0, large[1] - small[1]) * 1024 / (2 * (80_000 - 8_000))
    checks = [
        ("at most 1.5 of summarize", large[0] <= 1.5 * best["rumkit summarize", "200 MB"][0]),
        ("less than half of Python", large[0] < 0.5 * best["Python (lxml, orjson)", "200 MB"][0]),
        ("peak under 96 MB", large[1] < 96 * 1024),
    ]
    said = ", ".join(f"{what}: {'yes' if held else 'NO'}" for what, held in checks)
    print(f"\nrumkit diff: {said}; {per_report:.0f} bytes more per report\n")


def say_progress(text):
    if sys.stderr.isatty():
        print("\r" + text.ljust(60) + ("" if text else "\r"), end="", file=sys.stderr, flush=True)


def table(head, rows, markdown):
    cells = [head, *rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    separator = "-|-" if markdown else "  "
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
        print(separator.join("-" * width for width in widths))
    for row in rows:
        print(line(row))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--rumkit", required=True)
    options.add_argument("--python", required=True)
    options.add_argument("--small", required=True)
    options.add_argument("--large", required=True)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--markdown", action="store_true")
    given = options.parse_args()

    files = {"20 MB": given.small, "200 MB": given.large}
    programs = {
        "xmllint --stream --huge": ["xmllint", "--stream", "--huge", "--noout"],
        "Python (lxml, orjson)": [given.python, f"{HERE}/peers/summarize.py"],
        "rumkit summarize": [given.rumkit, "summarize"],
        "rumkit validate": [given.rumkit, "validate"],
    }
    for file in files.values():
        same_answer(given.rumkit, given.python, file)

    best = {}
    for turn in range(given.runs):
        for size, file in files.items():
            for name, command in programs.items():
                say_progress(f"{turn + 1}/{given.runs} {size} {name}")
                wall, peak = run([*command, file])
                known = best.get((name, size), (wall, peak))
                best[name, size] = (min(wall, known[0]), min(peak, known[1]))
    say_progress("")

    reference, peer = "xmllint --stream --huge", "Python (lxml, orjson)"
    rows = []
    for name in programs:
        small, large = best[name, "20 MB"], best[name, "200 MB"]
        rows.append([
            name,
            f"{small[0]:.2f} s", f"{small[0] / best[reference, '20 MB'][0]:.2f}",
            f"{small[0] / best[peer, '20 MB'][0]:.2f}", f"{small[1] / 1024:.1f} MB",
            f"{large[0]:.2f} s", f"{large[0] / best[reference, '200 MB'][0]:.2f}",
            f"{large[0] / best[peer, '200 MB'][0]:.2f}", f"{large[1] / 1024:.1f} MB",
            f"x{large[0] / small[0]:.1f}", f"{(large[1] - small[1]) / 1024:+.1f} MB",
        ])
    head = [
        "best of %d" % given.runs, "20 MB", "/xmllint", "/Python", "peak", "200 MB", "/xmllint",
        "/Python", "peak", "time grows", "peak grows",
    ]
    table(head, rows, given.markdown)

    print()
    reports = 80_000 - 8_000
    for name in ("rumkit summarize", "rumkit validate"):
        small, large = best[name, "20 MB"], best[name, "200 MB"]
        per_report = max(0, large[1] - small[1]) * 1024 / reports
        checks = [
            ("at most 1.5 of xmllint", large[0] <= 1.5 * best[reference, "200 MB"][0]),
            ("less than half of Python", large[0] < 0.5 * best[peer, "200 MB"][0]),
            ("peak under 64 MB", large[1] < 64 * 1024),
        ]
        said = ", ".join(f"{what}: {'yes' if held else 'NO'}" for what, held in checks)
        print(f"{name}: {said}; {per_report:.0f} bytes more per report")
        print()
    compare_diff(given, files)
    print(f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}")


if __name__ == "__main__":
    main()
