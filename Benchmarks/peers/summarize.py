"""What an engineer would write in an afternoon: usage per entitlement, with lxml and orjson.

Prints one JSON object: entitlement tag -> figures, the same ones as `rumkit summarize`.
"""

import sys

import orjson
from lxml import etree


def summarize(path):
    tags = {}
    seen = set()
    for _, element in etree.iterparse(path, tag="RUMReport", huge_tree=True):
        payload = orjson.loads(orjson.loads(element.text)["payload"])
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]

        asset = payload["asset_identification"]
        meta = payload["meta"]
        sudi = asset["instance"]["sudi"]
        report_id = asset.get("report_id", meta.get("report_id"))
        key = (sudi["udi_pid"], sudi["udi_serial_number"], report_id)
        if key in seen or meta.get("report_type") == "telemetry":
            continue
        seen.add(key)

        sums = tags.get(meta["entitlement_tag"])
        if sums is None:
            sums = tags[meta["entitlement_tag"]] = dict(
                reports=0, measurements=0, first_start=None, last_end=None, peak=0, latest=0,
                seconds=0, weight=0)
        sums["reports"] += 1
        for measurement in payload["measurements"]:
            count = int(measurement["value"]["value"])
            start, end = measurement["start_time"], measurement["end_time"]
            seconds = measurement["sample_interval"]
            sums["measurements"] += 1
            sums["seconds"] += seconds
            sums["weight"] += seconds * count
            sums["peak"] = max(sums["peak"], count)
            if sums["first_start"] is None or start < sums["first_start"]:
                sums["first_start"] = start
            if sums["last_end"] is None or end >= sums["last_end"]:
                sums["last_end"] = end
                sums["latest"] = count
    for sums in tags.values():
        sums["average"] = sums.pop("weight") / max(1, sums.pop("seconds"))
    return tags


if __name__ == "__main__":
    sys.stdout.buffer.write(orjson.dumps(summarize(sys.argv[1])) + b"\n")
