"""Breaks rumkit's writing commands in every way that a disk, a kill or a second user can, and counts what is
lost or told wrongly. `scripts/faults --help` says how it is called."""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

import places
import scenes
from bench import REPOSITORY, Program
from judge import Judge
from sweep import Tally, judged, run, sweep


def options():
    parser = argparse.ArgumentParser(prog="scripts/faults", description=__doc__)
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--quick", action="store_true", help="a sample of about a minute")
    length.add_argument("--long", action="store_true", help="every call of every command, 10,000 kills")
    parser.add_argument("--rumkit", metavar="PATH", default=f"{REPOSITORY}/.build/debug/rumkit")
    parser.add_argument("--shim", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--seed", type=int, help="else --quick takes the same one each time, and the others any")
    parser.add_argument("--only", metavar="COMMAND", help="commands whose name begins so")
    parser.add_argument("--kills", type=int, help="how many kills at random moments")
    parser.add_argument("--minutes", type=float, help="faults and kills end then, whatever is left of them")
    parser.add_argument("--places", action="store_true", help="only what is not a fault at one call")
    parser.add_argument("--jobs", type=int, default=min(4, os.cpu_count() or 1))
    return parser.parse_args()


def main():
    given = options()
    program = Program(os.path.realpath(given.rumkit), given.shim)
    help_text = subprocess.run([program.rumkit, "--experimental-dump-help"], capture_output=True, check=True)
    unknown = scenes.in_neither(json.loads(help_text.stdout)["command"])
    if unknown:
        sys.exit(f"faults: say in Faults/scenes.py whether these write: {', '.join(unknown)}")
    if given.seed is None:
        # What must pass before something lands passes or fails by what it is, not by chance.
        given.seed = 955_136 if given.quick else random.SystemRandom().randrange(1_000_000)
    pick = random.Random(given.seed)
    print(f"seed {given.seed}", flush=True)
    started = time.monotonic()
    folder = tempfile.mkdtemp(prefix="rumkit-faults-")
    os.chmod(folder, 0o755)
    try:
        scenes.make(program, REPOSITORY, folder + "/scenes")
        judge = Judge(program, folder + "/scenes", folder)
        commands = [each for each in scenes.WRITING if each.label.startswith(given.only or "")]
        if given.quick:
            # Others at another seed; but those that several run at once always.
            some = pick.sample(commands, min(12, len(commands)))
            commands = [each for each in commands if each in some or each.label in places.ONCE]
        cleans = {each.label: judge.clean(each) for each in commands}
        tallies = {each.label: Tally() for each in commands}
        for label, clean in cleans.items():
            if not clean.calls:
                tallies[label].notes.append(f"{label}: the shim sees no call")
        count = 4 if given.quick else None if given.long else 12
        kills = given.kills if given.kills is not None else 40 if given.quick else 10_000 if given.long else 100
        if not given.only:
            elsewhere(judge, program, folder, cleans, tallies, pick, given)
        if not given.places:
            limit = 50 if given.quick else given.minutes and given.minutes * 60
            deadline = limit and started + limit
            try:
                sweep(judge, commands, tallies, cleans, pick, given.jobs, count, kills, deadline)
            except KeyboardInterrupt:
                print("stopped: this is what was done until then")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    notes = table(tallies, cleans)
    print(f"{time.monotonic() - started:.0f} s, seed {given.seed}")
    sys.exit(1 if notes else 0)


def elsewhere(judge, program, folder, cleans, tallies, pick, given):
    """What is not a fault at one call."""
    def tally(row, verdict, words=""):
        tallies.setdefault(row, Tally()).add(verdict, row, words)

    rounds = 1 if given.quick else 20 if given.long else 3
    work = list(places.checks(judge, cleans, pick, rounds))
    if given.quick:
        work = work[::9]
    run(given.jobs, [lambda worker, row=row, check=check: tally(row, judged(lambda: check(worker))) for row, check in work])
    with places.small_disk(folder + "/disk", "12m") as disk:
        if not disk:
            return print("full and read-only disks, shared sites: skipped, they need root")
        small = Judge(program, folder + "/scenes", disk)
        commands = [each for each in scenes.WRITING if each.label in cleans]
        for what in commands[::4] if given.quick else commands:
            clean = cleans[what.label]
            for free in ([16_384] if given.quick else [0, 4096, 16_384, 65_536, 262_144]):
                verdict = judged(lambda: small.meet(what, clean, "full", around=places.filled_to(free)))
                tally("full disk", verdict, f"{what.label} with {free} bytes left")
            tally("read-only disk", judged(lambda: places.read_only(small, what, clean, disk, "ro")), what.label)


def table(tallies, cleans):
    print(f"{'command':32} {'calls':>6} {'faults':>7} {'kills':>6} {'lost':>5} {'false':>6}")
    rows = [(label, len(cleans[label].calls) if label in cleans else 0, tally) for label, tally in tallies.items()]
    for label, calls, tally in rows:
        print(f"{label:32} {calls:6} {tally.faults:7} {tally.kills:6} {tally.lost:5} {tally.false:6}")
    total = [sum(getattr(tally, each) for tally in tallies.values()) for each in ("faults", "kills", "lost", "false")]
    print(f"{'all':32} {sum(calls for _, calls, _ in rows):6} {total[0]:7} {total[1]:6} {total[2]:5} {total[3]:6}")
    return [note for tally in tallies.values() for note in tally.notes]


main()
