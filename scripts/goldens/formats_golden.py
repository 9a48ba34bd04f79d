#!/usr/bin/env python3
"""What independent programs read from device files: scripts/goldens/formats_golden.py DATA OUT

DATA is the folder with hl7_aecg/, philips/ and scp/; OUT gets golden.csv (one row per lead, in
digital units) and small files made by numpy and pyedflib. Oracles: Python's ElementTree (aECG),
the package sierraecg 0.4.0 (Philips), Debian's biosig-tools 2.5 (SCP-ECG: save2gdf).
Needs: pip install sierraecg pyedflib numpy; apt-get install biosig-tools
"""

import csv
import struct
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from datetime import datetime
from pathlib import Path

import format_seeds  # beside this script
import numpy as np
import pyedflib
import sierraecg

HL7 = {"h": "urn:hl7-org:v3"}
LEADS = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]
USUAL = {name.upper(): name for name in LEADS}


def aecg_leads(path):
    """Lead name → (step in mV, digits), and the rate, of the first rhythm series."""
    root = ElementTree.parse(path).getroot()
    series = next(s for s in root.iterfind("h:component/h:series", HL7)
                  if s.find("h:code", HL7).get("code") == "RHYTHM")
    leads = {}
    for sequence in series.iterfind("h:component/h:sequenceSet/h:component/h:sequence", HL7):
        value = sequence.find("h:value", HL7)
        code = sequence.find("h:code", HL7).get("code")
        if code.startswith("TIME_"):
            rate = 1 / float(value.find("h:increment", HL7).get("value"))
            continue
        scale = value.find("h:scale", HL7)
        assert scale.get("unit") == "uV" and float(value.find("h:origin", HL7).get("value")) == 0
        name = code.removeprefix("MDC_ECG_LEAD_")
        digits = [int(d) for d in value.find("h:digits", HL7).text.split()]
        leads[USUAL.get(name.upper(), name)] = (float(scale.get("value")) / 1000, digits)
    return leads, rate


def philips_leads(path):
    """The last samples, equal in all leads, are the calibration pulse and left out."""
    read = sierraecg.read_file(str(path))
    samples = np.array([lead.samples for lead in read.leads], dtype=int)
    count = samples.shape[1]
    while np.all(samples[:, count - 1] == samples[0, count - 1]):
        count -= 1
    leads = {lead.label: (0.005, row[:count].tolist()) for lead, row in zip(read.leads, samples)}
    return leads, read.leads[0].sampling_freq


def scp_leads(path):
    leads = {}
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["save2gdf", "-f=ASCII", path, f"{folder}/out"], check=True,
                       capture_output=True)
        names = ["I", "II", "V1", "V2", "V3", "V4", "V5", "V6", "III", "aVR", "aVL", "aVF"]
        for number, name in enumerate(names, 1):
            microvolts = np.loadtxt(f"{folder}/out.a{number:02d}")
            leads[name] = (0.0025, np.rint(microvolts / 2.5).astype(int).tolist())
    return leads, 500.0


def write_golden(data, path):
    sources = ([(f, aecg_leads) for f in sorted((data / "hl7_aecg").glob("*.xml"))] +
               [(f, philips_leads) for f in sorted((data / "philips").iterdir())] +
               [(f, scp_leads) for f in sorted((data / "scp").iterdir())])
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["file", "lead", "rate_hz", "step_mv", "count", "first", "last", "min",
                         "max", "sum", "weighted_sum"])
        for source, read in sources:
            if source.name.startswith("invalid"):
                continue
            if "converted" in source.name:
                read = aecg_leads
            leads, rate = read(source)
            for name, (step, digits) in leads.items():
                weighted = sum((i % 9973 + 1) * d for i, d in enumerate(digits))
                writer.writerow([source.relative_to(data).as_posix(), name, f"{rate:g}",
                                 f"{step:g}", len(digits), digits[0], digits[-1], min(digits),
                                 max(digits), sum(digits), weighted])


def made_samples(lead_count, sample_count):
    """Numbers that the tests make by the same formula."""
    lead, sample = np.mgrid[0:lead_count, 0:sample_count]
    return (lead * 370 + sample * 11) % 2001 - 1000


def write_npy(out):
    samples = made_samples(12, 20)
    for name, array in {
            "i2_rows": samples.astype("<i2"),
            "i2_columns_big": samples.T.astype(">i2"),
            "i4_fortran": np.asfortranarray(samples.astype("<i4")),
            "f4_columns": np.ascontiguousarray(samples.T.astype("<f4")),
            "f8_rows_big": samples.astype(">f8"),
    }.items():
        with open(out / f"{name}.npy", "wb") as file:
            np.lib.format.write_array(file, array, version=(1, 0))
    for major in (2, 3):
        with open(out / f"f8_version{major}.npy", "wb") as file:
            np.lib.format.write_array(file, samples.astype("<f8"), version=(major, 0))
    np.save(out / "objects.npy", np.array([None, "text"], dtype=object))
    np.save(out / "fields.npy", np.zeros(2, dtype=[("a", "<f4"), ("b", "<i2")]))


def write_edf(out):
    digital = made_samples(12, 200)
    writer = pyedflib.EdfWriter(str(out / "twelve_leads.edf"), 13,
                                file_type=pyedflib.FILETYPE_EDFPLUS)
    writer.setSex(0)
    writer.setBirthdate(datetime(1951, 5, 2).date())
    writer.setStartdatetime(datetime(2001, 5, 1, 10, 0, 0))
    for index in range(12):
        writer.setSignalHeader(index, {
            "label": f"ECG {LEADS[index]}", "dimension": "mV", "sample_frequency": 100,
            "physical_min": -3.2768, "physical_max": 3.2767, "digital_min": -32768,
            "digital_max": 32767, "transducer": "", "prefilter": ""})
    writer.setSignalHeader(12, {
        "label": "Resp", "dimension": "Ohm", "sample_frequency": 10, "physical_min": -1,
        "physical_max": 1, "digital_min": -100, "digital_max": 100, "transducer": "",
        "prefilter": ""})
    for second in range(2):
        for index in range(12):
            part = digital[index, 100 * second:100 * (second + 1)]
            writer.writeDigitalSamples(np.ascontiguousarray(part, dtype=np.int32))
        writer.writeDigitalSamples(np.zeros(10, dtype=np.int32))
    writer.writeAnnotation(0.5, -1, "a beat")
    writer.close()
    reader = pyedflib.EdfReader(str(out / "twelve_leads.edf"))
    for index in range(12):
        assert np.allclose(reader.readSignal(index), digital[index] * 1e-4, atol=1e-9)


def huffman_bits(value):
    """In SCP-ECG's default table."""
    if abs(value) <= 8:
        return "0" if value == 0 else "1" * abs(value) + ("01" if value < 0 else "00")
    if abs(value) < 128:
        return "1" * 9 + f"0{value & 0xFF:08b}"
    return "1" * 10 + f"{value & 0xFFFF:016b}"


def scp_lead(samples, order, has_huffman):
    first = [int(v) for v in samples[:order]]
    values = first + [int(v) for v in np.diff(samples, order)]
    if not has_huffman:
        return struct.pack(f"<{len(values)}h", *values)
    bits = "".join(huffman_bits(value) for value in values)
    bits += "0" * (-len(bits) % 16)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def write_scp(out):
    """Each encoding, two leads; biosig must read the samples that went in."""
    samples = made_samples(2, 200)
    patient = bytes([14, 40, 0]) + bytes(40) + bytes([25, 4, 0, 0xD2, 7, 11, 22, 255, 0, 0])
    for order in (0, 1, 2):
        for has_huffman in (False, True):
            leads = [scp_lead(row, order, has_huffman) for row in samples]
            lead_table = struct.pack("<BB", 2, 0x14) + b"".join(
                struct.pack("<IIB", 1, 200, number) for number in (3, 4))
            rhythm = struct.pack("<HHBBHH", 2500, 2000, order, 0, *map(len, leads))
            sections = [(1, patient), (3, lead_table), (6, rhythm + b"".join(leads))]
            if has_huffman:
                sections.append((2, struct.pack("<H", 19999)))
            path = out / f"order{order}_{'huffman' if has_huffman else 'words'}.scp"
            path.write_bytes(format_seeds.scp(sections))
            with tempfile.TemporaryDirectory() as folder:
                subprocess.run(["save2gdf", "-f=ASCII", path, f"{folder}/out"], check=True,
                               capture_output=True)
                for index in range(2):
                    microvolts = np.loadtxt(f"{folder}/out.a{index + 1:02d}")
                    assert np.array_equal(np.rint(microvolts / 2.5), samples[index]), path


def main():
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    write_golden(data, out / "golden.csv")
    write_npy(out)
    write_edf(out)
    write_scp(out)


if __name__ == "__main__":
    main()
