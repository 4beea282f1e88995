"""Measures the commands of one month at a site of many devices, after any number of months.

Called by scripts/bench-ledger. The months before are written into the ledger as rumkit-ledger(5) describes
it, with the events that the commands leave, and `site verify --rebuild-index` makes the index of them; the
last month is done by the commands themselves, each measured in seconds of processor time, because a machine
that others use too makes wall time lie.
"""

import argparse
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

START = 1_700_006_400
MONTH = 2_592_000
TAG = "regid.2018-06.com.cisco.DNA_NWStack,1.0_e7244e71-3ad5-4608-8bf0-d12f67c80896"
SOFTWARE = "regid.2018-05.com.cisco.WLC_9500C,1.0_85665885-b865-4e32-8184-5510412fcb54"
PID = "C9800-CL-K9"


def serial(device):
    return f"9ZZ{device:08d}"


def ids(month, reports):
    return [1_700_000_000 + month * reports + place for place in range(reports)]


def stamp(seconds, shape="%Y-%m-%dT%H:%M:%SZ"):
    return time.strftime(shape, time.gmtime(seconds))


def usage(device, month, reports):
    """The usage file of a device: reports of one count each, one after the other."""
    sudi = {"udi_pid": PID, "udi_serial_number": serial(device)}
    begin = START + (month - 1) * MONTH
    step = MONTH // reports // 900 * 900
    lines = ["<smartLicense>"]
    for place, number in enumerate(ids(month, reports)):
        start = begin + place * step
        payload = {
            "version": "2.0",
            "asset_identification": {
                "report_id": number, "asset": {"name": SOFTWARE}, "instance": {"sudi": sudi}},
            "signature": {"signing_type": "builtin", "key": SOFTWARE, "value": "epeaOL2LFWCGVl8uJ4FqDg=="},
            "meta": {"entitlement_tag": TAG, "utility_enabled": False, "software_version": "17.09.05",
                     "ha_udi": [{"role": "Active", "sudi": sudi}]},
            "measurements": [{
                "log_time": start, "metric_name": "ENTITLEMENT", "start_time": start,
                "end_time": start + step, "sample_interval": step, "num_samples": step // 900,
                "meta": {"removed_sudi_list": [], "added_sudi_list": [],
                         "termination_reason": "CurrentUsageRequested"},
                "value": {"type": "COUNT", "value": "0"}}],
        }
        report = {"payload": json.dumps(payload, separators=(",", ":")), "header": {"type": "rum"},
                  "signature": {"sudi": sudi, "signing_type": "builtin", "key": SOFTWARE,
                                "value": "AbcdLFWCGVl8uJ4FqDrUGg=="}}
        lines.append(f"<RUMReport><![CDATA[{json.dumps(report, separators=(',', ':'))}]]></RUMReport>")
    return "\n".join(lines) + "\n</smartLicense>\n"


def ack(device, month, reports):
    data = [{"sudi": {"udi_pid": PID, "udi_serial_number": serial(device)},
             "software_tag_identifier": SOFTWARE, "report_ids": ids(month, reports),
             "status": "COMPLETE", "status_message": ""}]
    when = (START + month * MONTH + 86_400) * 1000
    return (
        "<smartLicense><smartLicenseRumAck><data><![CDATA["
        + json.dumps([data], separators=(",", ":"))
        + "]]></data><signature>MEYCIQCOnRqNWxhj8eme0b2KG3vR6g==</signature></smartLicenseRumAck>"
        + f"<smartLicenseAccountInfo><customerInfo><timestamp>{when}</timestamp>"
        + "<smartAccount>EXAMPLE-SITE</smartAccount><virtualAccount>EXAMPLE-LAB</virtualAccount>"
        + "</customerInfo><signature>MEYCIQD81NepLzOyiUN</signature></smartLicenseAccountInfo>"
        + f"<correlationID>{device:016x}{month:016x}</correlationID></smartLicense>\n")


def output(device, month, reports):
    """What the device prints after the import."""
    host = f"wlc-{device}"
    took = START + month * MONTH + 2 * 86_400
    shape = "%b %d %H:%M:%S %Y UTC"
    rows = "\n".join(f"{number}          ACK       N     air-network-advantage"
                     for number in ids(month, reports))
    return f"""{host}#show clock
{stamp(took + 60, "%H:%M:%S.271 UTC %a %b %d %Y")}
{host}#show license udi
UDI: PID:{PID},SN:{serial(device)}

{host}#show license status
Usage Reporting:
  Last ACK received: {stamp(took, shape)}
  Next ACK deadline: {stamp(took + 365 * 86_400, shape)}
  Reporting push interval: 30  days
  Next ACK push check: <none>
  Next report push: <none>
  Last report push: <none>
  Last report file write: <none>

{host}#show license rum id all
Smart Licensing Usage Report:
====================================
Report Id,          State,    Flag, Feature Name
{rows}

"""


def write(folder, devices, month, reports):
    """The files of a month: usage, answers of the portal, outputs."""
    for name in ("usage", "acks", "outputs"):
        os.makedirs(f"{folder}/{name}")
    for device in range(devices):
        for path, text in (
                (f"usage/wlc-{device}-rum.txt", usage(device, month, reports)),
                (f"acks/ACK_wlc-{device}-{month}.txt", ack(device, month, reports)),
                (f"outputs/wlc-{device}.txt", output(device, month, reports))):
            with open(f"{folder}/{path}", "w", encoding="ascii") as file:
                file.write(text)


class Past:
    """Months of a site as its commands leave them: pack, trip, match, import and proof of every device."""

    def __init__(self, site, devices, reports):
        self.database = sqlite3.connect(f"{site}/ledger.sqlite", isolation_level=None)
        self.database.execute("PRAGMA synchronous = OFF")
        self.database.execute("BEGIN")
        self.number, self.previous = self.database.execute(
            "SELECT number, hash FROM event ORDER BY number DESC LIMIT 1").fetchone()
        self.devices = devices
        self.reports = reports
        self.database.executemany(
            "INSERT INTO identity (id, pid, serial) VALUES (?, ?, ?)",
            ((device + 1, PID, serial(device)) for device in range(devices)))

    def add(self, when, kind, device, details, reports=()):
        """Writes an event; reports are pairs of an id and the hash of a payload."""
        self.number += 1
        head = {"number": self.number, "time": stamp(when), "clock": stamp(when), "operator": "bench",
                "host": "bench", "kind": kind}
        if device is not None:
            head |= {"udi_pid": PID, "udi_serial_number": serial(device)}
        head["details"] = dict(sorted(details.items()))
        if reports:
            fields = hashlib.sha256()
            for number, payload in reports:
                hexadecimal = payload.hex() if payload else ""
                for text in (PID, serial(device), str(number), hexadecimal, "closed"):
                    fields.update(f"{len(text)}:{text}".encode())
            head |= {"reports": len(reports), "reports_sha256": fields.hexdigest()}
        head["previous"] = self.previous
        body = json.dumps(head, separators=(",", ":"))
        self.previous = digest(body)
        identity = None if device is None else device + 1
        self.database.execute(
            "INSERT INTO event (number, time, kind, identity, body, hash) VALUES (?, ?, ?, ?, ?, ?)",
            (self.number, when, kind, identity, body, self.previous))
        self.database.executemany(
            "INSERT INTO event_report (event, position, identity, report_id, payload, is_open) "
            "VALUES (?, ?, ?, ?, ?, 0)",
            ((self.number, place, identity, number, payload)
             for place, (number, payload) in enumerate(reports)))

    def month(self, month):
        when = START + month * MONTH
        run, media, trip = f"run-{month}", f"out-{month}", f"trip-{month}"
        packed = {"bag": f"bag-{month}", "count": str(self.devices), "media": media, "run": run}
        numbers = ids(month, self.reports)
        plain = [(number, None) for number in numbers]
        self.add(when, "pack-begun", None, packed)
        for device in range(self.devices):
            name = f"{PID}_{serial(device)}.txt"
            self.add(when, "exported", device, {
                "bag": f"bag-{month}", "file": f"upload/{name}", "last_end": str(when), "media": media,
                "media_sha256": digest(media), "name": name, "purpose": "usage", "release": "17.09.05",
                "run": run, "sha256": digest(f"file {device} {month}"),
                "source": f"usage/wlc-{device}-rum.txt",
            }, [(number, hashlib.sha256(f"{device} {number}".encode()).digest()) for number in numbers])
        self.add(when, "packed", None, packed | {"media_sha256": digest(media)})
        self.add(when + 60, "trip-opened", None, {
            "carrier": "carol", "expected": str(self.devices), "media": media,
            "media_sha256": digest(media), "trip": trip})
        for device in range(self.devices):
            self.add(when + 90_000, "ack-received", device, {
                "ack": digest(f"ack {device} {month}"), "acknowledged": str(self.reports),
                "at": str(when + 86_400), "name": f"ACK_wlc-{device}-{month}.txt", "outstanding": "0",
                "purpose": "ack", "smart_account": "EXAMPLE-SITE", "tied_by": "content",
                "undetermined": "0", "unknown": "0", "virtual_account_seen": "EXAMPLE-LAB"}, plain)
        for device in range(self.devices):
            self.add(when + 93_600, "ack-staged", device, {
                "ack": digest(f"ack {device} {month}"), "name": f"ACK_wlc-{device}-{month}.txt",
                "to": f"/nonexistent/staged/{trip}"})
        for device in range(self.devices):
            took = when + 172_800
            text = stamp(took, "%b %d %H:%M:%S %Y UTC")
            self.add(when + 180_000, "device-confirmed", device, {
                "ack": digest(f"ack {device} {month}"), "at": str(took + 60), "host_name": f"wlc-{device}",
                "last_ack": str(took), "last_ack_text": text,
                "sha256": digest(f"output {device} {month}"), "source": f"outputs/wlc-{device}.txt"},
                plain)
        self.add(when + 183_600, "trip-closed", None, {
            "expected": str(self.devices), "received": str(self.devices), "trip": trip})

    def end(self):
        self.database.execute("COMMIT")
        self.database.close()


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


class Site:
    """A site, and what its commands cost."""

    def __init__(self, options, folder, devices, months):
        self.options = options
        self.folder = folder
        self.site = f"{folder}/site"
        self.devices = devices
        self.now = START
        self.figures = {}
        self.environment = {
            "HOME": folder, "XDG_STATE_HOME": f"{folder}/state", "RUMKIT_SITE": self.site,
            "PATH": os.environ["PATH"], "USER": "bench", "TMPDIR": folder}

    def make(self, months):
        """The months before."""
        self.run("init", "site", "init", "--name", "Bench")
        if months > 0:
            past = Past(self.site, self.devices, self.options.reports)
            for month in range(1, months + 1):
                past.month(month)
            past.end()
            self.now = START + months * MONTH + 200_000
            self.run("rebuild", "site", "verify", "--rebuild-index", statuses=(0, 1))
        self.figures.clear()

    def run(self, name, *words, statuses=(0,)):
        self.now += 60
        command = [self.options.rumkit, *words, "--now", stamp(self.now)]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment)
        out = tempfile.TemporaryFile()
        size = 0
        while block := process.stdout.read(1 << 20):
            size += len(block)
            if self.options.keep:
                out.write(block)
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        code = os.waitstatus_to_exitcode(status)
        if code not in statuses:
            sys.exit(f"{' '.join(command)}: status {code}\n{said.decode()[-2000:]}")
        self.figures[name] = (used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, size)
        if self.options.keep:
            out.seek(0)
            os.makedirs(self.options.keep, exist_ok=True)
            with open(f"{self.options.keep}/{name.replace(' ', '-')}", "wb") as kept:
                shutil.copyfileobj(out, kept)


def measure(options, devices, months):
    with tempfile.TemporaryDirectory(dir=options.data) as folder:
        write(folder, devices, months, options.reports)
        site = Site(options, folder, devices, months)
        site.make(months - 1)
        site.now = START + months * MONTH + 3600
        site.run("pack", "pack", f"{folder}/usage", "--output", f"{folder}/out", "--evidence",
                 f"{folder}/bag")
        site.run("trip open", "trip", "open", f"trip-{months}", f"{folder}/out", "--carrier", "carol")
        site.now = START + months * MONTH + 86_400 + 3600
        site.run("ack match", "ack", "match", f"{folder}/acks")
        site.run("import", "import", f"{folder}/acks", "--origin", "tftp://192.0.2.10/")
        site.now = START + months * MONTH + 2 * 86_400 + 3600
        site.run("confirm", "confirm", f"{folder}/outputs")
        site.run("trip close", "trip", "close", f"trip-{months}")
        site.run("site status", "site", "status")
        site.run("report --monday", "report", "--monday")
        site.run("report", "report")
        site.run("site log", "site", "log")
        site.run("site verify", "site", "verify")
        if options.since_last:
            site.run("site verify --since-last", "site", "verify", "--since-last")
        site.run("site backup", "site", "backup", f"{folder}/backup.sqlite")
        site.environment["RUMKIT_SITE"] = f"{folder}/restored"
        site.run("site restore", "site", "restore", f"{folder}/backup.sqlite")
        site.figures["ledger"] = (0, os.stat(f"{folder}/site/ledger.sqlite").st_size / 1e6, 0)
        return site.figures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rumkit", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--reports", type=int, default=4, help="of a device and month")
    parser.add_argument("--keep", help="a folder for what the commands print")
    parser.add_argument("--no-since-last", dest="since_last", action="store_false",
                        help="for a rumkit that does not have it")
    parser.add_argument("sizes", nargs="+", help="DEVICESxMONTHS")
    options = parser.parse_args()
    sizes = [tuple(int(part) for part in size.split("x")) for size in options.sizes]
    columns = []
    for devices, months in sizes:
        columns.append(measure(options, devices, months))
        print(f"{devices} devices, {months} months: done", file=sys.stderr)
    heads = [f"{devices:,} x {months}" for devices, months in sizes]
    print("| processor seconds (peak) | " + " | ".join(heads) + " |")
    print("|---|" + "---:|" * len(heads))
    for name in columns[0]:
        if name == "ledger":
            cells = [f"{column[name][1]:,.0f} MB" for column in columns]
        else:
            cells = [f"{column[name][0]:.1f} ({column[name][1]:,.0f} MB)" for column in columns]
        print(f"| `{name}` | " + " | ".join(cells) + " |")


main()
