"""Our header parser against a slow and plain one, over synthetic headers and mutations of them.

Usage: wfdb_differential_test.py WFDB_HEADER_DUMP. Both must read the same values or both refuse,
in lenient mode; strict mode must refuse exactly what lenient mode only tolerates.
"""

import json
import math
import random
import re
import struct
import subprocess
import sys

HEADERS = 2000
MUTATIONS = 5  # of each header
SPACE = " \t\r\n\f\v"
FORMATS = {0, 8, 16, 24, 32, 61, 80, 160, 212, 310, 311, 508, 516, 524}


class Refused(Exception):
    pass


def need(condition):
    if not condition:
        raise Refused


def integer(text):
    need(re.fullmatch(r"\+?-?[0-9]+", text) and not text.startswith("+-"))
    need(abs(int(text)) <= 9e15)
    return int(text)


def number(text):
    need(re.fullmatch(r"(\+|-)?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?", text))
    need(math.isfinite(float(text)))
    return float(text)


def take(line):
    """First field and the rest."""
    field = re.match(r"[^ \t]*", line)[0]
    return field, line[len(field):].strip(SPACE)


def plain_time(text):
    return re.fullmatch(r"[0-9]{1,2}(:[0-9]{1,2}){0,2}(\.[0-9]+)?", text)


class Reader:
    def __init__(self, data):
        self.odd = False
        need(len(data) <= 1 << 20)
        if data.startswith(b"\xef\xbb\xbf"):
            self.odd, data = True, data[3:]
        need(b"\0" not in data)
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            self.odd, text = True, data.decode("latin-1")
        self.record, self.signals, self.comments = None, [], []
        for line in text.split("\n"):
            self.line(line.strip(SPACE))
        need(self.record is not None and len(self.signals) == self.count)

    def line(self, line):
        if not line:
            return
        if line.startswith("#"):
            self.comments.append(line[1:].strip(SPACE))
            return
        need(not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", line))
        if self.record is None:
            self.record_line(line)
        elif len(self.signals) < self.count:
            self.signals.append(self.signal_line(line))
        else:
            self.odd = True

    def record_line(self, line):
        name, rest = take(line)
        need("/" not in name)
        for ending in (".mat", ".hea", ".dat"):
            if name.endswith(ending) and len(name) > 4:
                self.odd, name = True, name[:-4]
        self.odd |= not re.fullmatch(r"[A-Za-z0-9_-]*", name)
        need(rest)
        count, rest = take(rest)
        self.count = integer(count)
        need(1 <= self.count <= 16)
        rate, samples = 250.0, 0
        if rest:
            field, rest = take(rest)
            rate = self.rate(field)
        if rest:
            field, rest = take(rest)
            samples = integer(field)
            need(samples >= 0)
        if rest:
            time, rest = take(rest)
            date, rest = take(rest)
            good = plain_time(time) and re.fullmatch(r"([0-9]{2}/[0-9]{2}/[0-9]{4})?", date)
            self.odd |= not good or bool(rest)
        self.record = (name, rate, samples)

    @staticmethod
    def rate(field):
        rate, slash, counter = field.partition("/")
        value = number(rate)
        need(0 < value <= 1e6)
        if slash:
            counter, bracket, base = counter.partition("(")
            if bracket:
                need(base.endswith(")"))
                number(base[:-1])
            number(counter)
        return value

    def signal_line(self, line):
        name, rest = take(line)
        need(rest)
        field, rest = take(rest)
        parts = {}
        for mark, usual in (("+", 0), (":", 0), ("x", 1)):
            head, found, tail = field.rpartition(mark)
            parts[mark] = integer(tail) if found else usual
            field = head if found else field
        form = integer(field)
        need(form in FORMATS and parts["+"] >= 0 and 0 <= parts[":"] < 2 ** 31)
        need(1 <= parts["x"] <= 1000)
        gain, baseline, unit = 200.0, None, "mV"
        if rest:
            field, rest = take(rest)
            gain, baseline, unit = self.gain(field)
        numbers = []
        while rest and len(numbers) < 5:
            field, rest = take(rest)
            numbers.append(integer(field))
        numbers += [None] * (5 - len(numbers))
        zero, initial, checksum = numbers[1] or 0, numbers[2], numbers[3]
        self.odd |= checksum is not None and not -32768 <= checksum <= 65535
        return [name, form, parts["x"], parts[":"], parts["+"], gain,
                zero if baseline is None else baseline, unit, zero, initial, checksum,
                rest or f"signal {len(self.signals)}"]

    def gain(self, field):
        value, slash, unit = field.partition("/")
        need(unit or not slash)
        baseline = None
        if "(" in value:
            need(value.endswith(")"))
            value, _, inside = value[:-1].partition("(")
            baseline = integer(inside)
            need(abs(baseline) <= 2 ** 31)
        value = number(value)
        need(1e-9 <= abs(value) <= 1e12)
        self.odd |= value < 0
        return value, baseline, unit if slash else "mV"


def slow_reading(data):
    """[strict, lenient] as the dump prints them."""
    try:
        reader = Reader(data)
    except Refused:
        return [None, None]
    value = [*reader.record, reader.signals, reader.comments]
    return [None if reader.odd else value, value]


def draw_header(chance):
    """A header as recorders and converters write them."""
    count = chance.choice([1, 2, 3, 8, 12, 12, 15])
    name = chance.choice(["a", "100", "00001_hr", "JS00001", "A0001.mat", "s0010_re", "x-1"])
    rate = chance.choice(["", "360", "500", "500.0", "250/24000", "360/720(5)", "1e3", "257.5"])
    length = chance.choice(["", "5000", "0", "650000"]) if rate else ""
    when = chance.choice(["", "", "12:00:00 01/02/2003", "9:5", "05-May-2020 09:49:17"]) \
        if length else ""
    lines = [" ".join(filter(None, [name, str(count), rate, length, when]))]
    for index in range(count):
        fields = [name + ".dat", chance.choice(["16", "212", "16+24", "16x2", "80", "212x2:3+24"]),
                  chance.choice(["200", "1000.0(0)/mV", "-7.5(-7)/uV", "1.5e+02/mmHg", "4880/mv"]),
                  "16", str(chance.choice([0, 1024])), str(chance.randint(-3000, 3000)),
                  str(chance.randint(-40000, 70000)), "0", chance.choice(["I", "V1", "lead II"])]
        lines.append(" ".join(fields[:chance.choice([2, 3, 4, 5, 6, 7, 8, 9, 9, 9])]))
        if chance.random() < 0.05:
            lines.append(chance.choice(["", "# note", " #x ", "\t"]))
    if chance.random() < 0.5:
        lines += ["#Age: 61", "# Dx: 426783006"]
    end = chance.choice(["\n", "\r\n"])
    return (end.join(lines) + chance.choice(["", end])).encode()


NASTY = [b"-1", b"0", b"9e99", b"nan", b"inf", b"+5", b"+-5", b"1e400", b"9223372036854775808",
         b"x", b"(", b")", b"/", b"#", b"+", b":", b" ", b"\t", b"\r", b"\n", b"\0", b"\xff",
         b"\xc3\xbc", b"\xef\xbb\xbf", b"16x2", b".5", b"5.", b"1.5.2", b"--3", b"\x0b", b"\x0c"]


def mutate(data, chance):
    for _ in range(chance.randint(1, 3)):
        at = chance.randint(0, len(data))
        way = chance.randrange(5)
        if way == 0:
            data = data[:at] + chance.choice(NASTY) + data[at:]
        elif way == 1:
            data = data[:at] + data[at + chance.randint(1, 6):]
        elif way == 2:
            data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1:]
        else:
            parts = re.split(rb"(\s+)", data) if way == 3 else data.splitlines(keepends=True)
            if parts:
                spot = chance.randrange(len(parts))
                parts[spot] = chance.choice([b"", parts[spot] * 2, chance.choice(NASTY),
                                             chance.choice(parts)])
            data = b"".join(parts)
    return data


def main():
    chance = random.Random(20260101)
    cases = []
    for _ in range(HEADERS):
        header = draw_header(chance)
        cases += [header] + [mutate(header, chance) for _ in range(MUTATIONS)]
    asked = b"".join(struct.pack("<I", len(case)) + case for case in cases)
    answer = subprocess.run([sys.argv[1]], input=asked, capture_output=True, check=True).stdout
    readings = [json.loads(line) for line in answer.decode().split("\n")[:-1]]
    assert len(readings) == len(cases), (len(readings), len(cases))
    wrong = [(case, ours, slow_reading(case)) for case, ours in zip(cases, readings)
             if ours != slow_reading(case)]
    read = sum(ours[1] is not None for ours in readings)
    strictly = sum(ours[0] is not None for ours in readings)
    print(f"{len(cases)} headers: {read} read, {strictly} of them strictly, {len(wrong)} differ")
    for case, ours, slow in wrong[:5]:
        print(f"{case!r}\n  ours {ours}\n  slow {slow}")
    too_easy = not 0.3 < read / len(cases) < 0.9 or strictly == read
    return 1 if wrong or too_easy else 0


if __name__ == "__main__":
    sys.exit(main())
