"""Writes FILE to stdout as a zstd frame without compression (RFC 8878)."""

import struct
import sys


def main():
    with open(sys.argv[1], "rb") as file:
        content = file.read()
    # Frame header: 8-byte content size (3 << 6), single segment (1 << 5).
    out = struct.pack("<IBQ", 0xFD2FB528, 0b11100000, len(content))
    block = 128 * 1024
    for start in range(0, len(content), block):
        part = content[start:start + block]
        last = start + block >= len(content)
        # Block header of 3 bytes: last, type 0 (raw), size.
        out += struct.pack("<I", int(last) | len(part) << 3)[:3] + part
    sys.stdout.buffer.write(out)


if __name__ == "__main__":
    main()
