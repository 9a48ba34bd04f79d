"""Reads TensorBoard's event files without TensorBoard: frames, sums, fields. Standard library only.

Written from the format's description, apart from the program's own reader, so that an error in one
does not hide in the other.
"""

import struct


def crc32c(data):
    """CRC-32C bit by bit (RFC 3720, polynomial 0x1EDC6F41)."""
    value = 0xFFFFFFFF
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = (value >> 1) ^ (0x82F63B78 if value & 1 else 0)
    return value ^ 0xFFFFFFFF


def masked(data):
    value = crc32c(data)
    return (((value >> 15) | (value << 17)) + 0xA282EAD8) & 0xFFFFFFFF


def frames(data):
    """The messages of a file; ValueError for a wrong sum or a cut frame."""
    at = 0
    while at < len(data):
        head = data[at:at + 12]
        length, length_sum = struct.unpack("<QI", head)
        if masked(head[:8]) != length_sum:
            raise ValueError(f"sum of the length at {at}")
        message = data[at + 12:at + 12 + length]
        (message_sum,) = struct.unpack("<I", data[at + 12 + length:at + 16 + length])
        if masked(message) != message_sum:
            raise ValueError(f"sum of the message at {at}")
        yield message
        at += 16 + length


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def fields(data):
    """(number, value) of each field: int, bytes, or the raw bytes of a fixed one."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        kind = key & 7
        if kind == 0:
            value, at = varint(data, at)
        else:
            size, at = (8, at) if kind == 1 else (4, at) if kind == 5 else varint(data, at)
            value, at = data[at:at + size], at + size
        yield key >> 3, value


def scalars(paths):
    """{tag: [(step, value), …]} of files in their order."""
    found = {}
    for path in paths:
        for message in frames(path.read_bytes()):
            event = dict(fields(message))
            for number, value in fields(event.get(5, b"")):
                assert number == 1
                entry = dict(fields(value))
                tag = entry[1].decode()
                found.setdefault(tag, []).append((event.get(2, 0),
                                                  struct.unpack("<f", entry[2])[0]))
    return found
