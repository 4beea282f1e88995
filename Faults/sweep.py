"""Every call of every writing command fails in turn, and every command is killed at random moments."""

import random
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import Queue
import time

from judge import KINDS, Verdict


@dataclass
class Tally:
    faults: int = 0
    kills: int = 0
    lost: int = 0
    false: int = 0
    notes: list = field(default_factory=list)

    def add(self, verdict, label, words):
        if verdict.killed:
            self.kills += 1
        else:
            self.faults += 1
        self.lost += bool(verdict.lost)
        self.false += bool(verdict.false)
        if not verdict:
            self.notes.append(f"{label}: {words}: {'; '.join(verdict.false + verdict.lost)}")
            # A long run may be stopped before its end.
            print(self.notes[-1], file=sys.stderr, flush=True)


def cases(command, clean, pick, count):
    """`count` of all faults of a command, spread over its calls; all of them without a count."""
    every = [(n, kind) for n, (what, _) in enumerate(clean.calls, 1) for kind in KINDS[what]]
    if count is None or count >= len(every):
        return every
    # One from each stretch, so that the beginning and the end are met alike.
    width = len(every) / count
    return [every[int((i + pick.random()) * width)] for i in range(count)]


def judged(check):
    """What a check finds; what cannot even be looked at is a loss."""
    try:
        return check()
    except Exception as error:
        return Verdict(lost=[f"{type(error).__name__}: {error}"])


def run(jobs, work, deadline=None):
    """Runs what is to be done, several at once, until it is done or the time is over."""
    workers = Queue()
    for worker in range(jobs):
        workers.put(worker)

    def one(task):
        if deadline and time.monotonic() > deadline:
            return False
        worker = workers.get()
        try:
            task(worker)
            return True
        finally:
            workers.put(worker)

    with ThreadPoolExecutor(jobs) as pool:
        return sum(pool.map(one, work))


def sweep(judge, commands, tallies, cleans, pick, jobs, count, kills, deadline=None):
    """`count` faults for each command, then `kills` at random moments over all of them."""
    work = []
    for command in commands:
        for n, kind in cases(command, cleans[command.label], pick, count):
            work.append((command, (n, kind), None))
    for _ in range(kills):
        command = pick.choice(commands)
        work.append((command, None, pick.random() * 1.05 * cleans[command.label].seconds))
    if deadline:
        pick.shuffle(work)

    def task(item):
        command, fault, delay = item
        clean = cleans[command.label]

        def meet(worker):
            verdict = judged(lambda: judge.meet(command, clean, worker, fault, delay))
            words = (f"call {fault[0]} ({clean.calls[fault[0] - 1][0]} {judge.short(clean.calls[fault[0] - 1][1])}) {fault[1]}"
                     if fault else f"killed after {delay:.3f} s")
            tallies[command.label].add(verdict, command.label, words)
        return meet

    return run(jobs, [task(item) for item in work], deadline), len(work)
