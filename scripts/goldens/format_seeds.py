#!/usr/bin/env python3
"""Writes the seeds of the fuzz targets for device files, and what other goldens share.

Usage: scripts/goldens/format_seeds.py fuzz/corpus   (needs numpy)
"""

import base64
import binascii
import io
import struct
import sys
from pathlib import Path

import numpy as np

AECG = """<AnnotatedECG xmlns="urn:hl7-org:v3">
<effectiveTime><center value="20021122"/></effectiveTime>
<component><series><code code="RHYTHM"/><component><sequenceSet>
<component><sequence><code code="TIME_ABSOLUTE"/><value><head value="20021122091000"/>
<increment value="0.002" unit="s"/></value></sequence></component>{leads}</sequenceSet></component>
</series></component></AnnotatedECG>"""
AECG_LEAD = """<component><sequence><code code="MDC_ECG_LEAD_{name}"/><value>
<origin value="0" unit="uV"/>
<scale value="2.5" unit="uV"/><digits>{digits}</digits></value></sequence></component>"""
PHILIPS = """<restingecgdata><documentinfo><documenttype>PhilipsECG</documenttype>
<documentversion>1.04</documentversion></documentinfo><waveforms><parsedwaveforms
 dataencoding="Base64" compression="XLI" numberofleads="4" leadlabels="I II III aVR"
 durationperchannel="12" samplespersecond="500" resolution="5" signaloffset="0" signalsigned="True"
 bitspersample="16">{data}</parsedwaveforms></waveforms></restingecgdata>"""


def xli_chunk(words, start):
    """Six samples: codes of single bytes, and one that stands for two bytes."""
    letters = [w >> 8 & 255 for w in words] + [w & 255 for w in words]
    codes = [letters[0], letters[1], 256, *letters[4:], 1023] if letters[:4] == [0] * 4 else letters
    bits = "".join(f"{code:010b}" for code in codes)
    bits += "0" * (-len(bits) % 8)
    data = int(bits, 2).to_bytes(len(bits) // 8, "big")
    return struct.pack("<IHh", len(data), 1, start) + data


def scp_section(number, data):
    reserved = b"SCPECG" if number == 0 else b""
    rest = struct.pack("<HIBB6s", number, len(data) + 16, 20, 20, reserved) + data
    return struct.pack("<H", binascii.crc_hqx(rest, 0xFFFF)) + rest


def scp(sections):
    at = 6 + 16 + 10 * 12
    pointers, body = struct.pack("<HII", 0, at - 6, 7), b""
    for number in range(1, 12):
        data = dict(sections).get(number)
        section = b"" if data is None else scp_section(number, data)
        pointers += struct.pack("<HII", number, len(section), at + 1 if section else 0)
        at += len(section)
        body += section
    rest = struct.pack("<I", at) + scp_section(0, pointers) + body
    return struct.pack("<H", binascii.crc_hqx(rest, 0xFFFF)) + rest


def scp_files():
    patient = bytes([4, 3, 0, 53, 0, 1, 8, 1, 0, 2, 255, 0, 0])
    leads = struct.pack("<BBIIBIIB", 2, 0x14, 1, 6, 1, 3, 6, 2)
    values = ["100", "101", "1100", "0", "1111111110", "00001001", "0", "00"]  # 1 -1 2 0 9 0
    coded = int("".join(values), 2).to_bytes(4, "big")
    rhythm = struct.pack("<HHBBHH", 2500, 2000, 2, 0, 4, 4) + coded + coded
    words = struct.pack("<HHBBHH", 5000, 2000, 0, 0, 12, 8) + struct.pack("<10h", *range(-5, 5))
    own = struct.pack("<HH", 1, 3) + b"".join(
        struct.pack("<BBBhI", *row)
        for row in [(1, 1, 1, 0, 0), (2, 2, 1, 5, 1), (2, 6, 1, 0, 3)])
    default = struct.pack("<H", 19999)
    return {
        "default_table": scp([(1, patient), (2, default), (3, leads), (6, rhythm)]),
        "own_table": scp([(2, own), (3, leads), (6, rhythm)]),
        "words": scp([(1, patient), (3, leads), (6, words)]),
    }


def edf():
    fields = [("0", 8), ("X F 02-MAY-1951 X", 80), ("Startdate 01-MAY-2001 X X X", 80),
              ("01.05.01", 8), ("10.00.00", 8), ("768", 8), ("EDF+C", 44), ("2", 8), ("1", 8),
              ("2", 4)]
    for values, width in [(("ECG I", "ECG II"), 16), (("", ""), 80), (("uV", "mV"), 8),
                          (("-100", "-1"), 8), (("100", "1"), 8), (("-2048", "-2048"), 8),
                          (("2047", "2047"), 8), (("", ""), 80), (("3", "3"), 8), (("", ""), 32)]:
        fields += [(value, width) for value in values]
    header = "".join(value.ljust(width) for value, width in fields).encode()
    return header + struct.pack("<12h", *range(-600, 600, 100))


def npy(array, version):
    file = io.BytesIO()
    np.lib.format.write_array(file, array, version=version)
    return file.getvalue()


def main():
    samples = np.arange(24).reshape(12, 2)
    leads = [AECG_LEAD.format(name=name, digits="1 -2 NI 4.5") for name in ("I", "II", "V1")]
    stored = [[3, 4, 64, 70, 60, 64], [0, 0, 0, 0, 64, 64], [1, 0, 64, 64, 64, 64],
              [0, 0, 64, 64, 65, 64]]
    xli = b"".join(xli_chunk([w & 0xFFFF for w in words], 1) for words in stored)
    seeds = {
        "aecg": {"three_leads.xml": AECG.format(leads="".join(leads)).encode()},
        "philips": {"four_leads.xml": PHILIPS.format(data=base64.b64encode(xli).decode()).encode()},
        "scp": {f"{name}.scp": data for name, data in scp_files().items()},
        "edf": {"two_leads.edf": edf()},
        "csv_record": {"time.csv": b"time [ms];I [uV];V1\n0;1;2\n4;;nan\n8;-1e2;3.5\n",
                       "plain.csv": b"\xef\xbb\xbf# note\nI,II\n1,2\n3,4\n"},
        "npy": {"rows.npy": npy(samples.astype("<f4"), (1, 0)),
                "columns.npy": npy(samples.T.astype(">i2"), (2, 0))},
    }
    for target, files in seeds.items():
        folder = Path(sys.argv[1]) / target
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
