#!/usr/bin/env python3
"""Makes a large WARC.gz by repeating a small one.

Usage: tools/big_archive.py SMALL.warc.gz BIG.warc.gz MEGABYTES [DISTINCT]

Every repetition of a page has a record id and an address of its own. The pages of the first DISTINCT
repetitions (1 unless told) differ in their last comment, so that each is a document of its own and a near
copy of the first; the repetitions after these have the same bytes as those before. A record is two gzip
members, header and block, so that a block is compressed once.
"""

import gzip
import sys
import uuid


def records(path):
    """The header lines and the block of every record."""
    with gzip.open(path, "rb") as archive:
        while line := archive.readline():
            if not line.startswith(b"WARC/"):
                continue
            header = [line]
            while (line := archive.readline()).strip():
                header.append(line)
            length = next(int(l.split(b":")[1]) for l in header if l.lower().startswith(b"content-length"))
            yield header, archive.read(length)


def repeated(header, block, number, record):
    """The header of a repetition: its own id and address, no digests, the block's length."""
    lines = []
    for line in header:
        name, _, value = line.partition(b":")
        match name.lower():
            case b"warc-record-id":
                id = uuid.uuid5(uuid.NAMESPACE_URL, f"{number}/{record}")
                line = f"WARC-Record-ID: <urn:uuid:{id}>\r\n".encode()
            case b"warc-target-uri" if number:
                mark = b"&" if b"?" in value else b"?"
                line = b"WARC-Target-URI: " + value.strip() + mark + b"repetition=%d\r\n" % number
            case b"content-length":
                line = b"Content-Length: %d\r\n" % len(block)
            case b"warc-block-digest" | b"warc-payload-digest":
                continue
        lines.append(line)
    return b"".join(lines) + b"\r\n"


def main(small, big, megabytes, distinct=1):
    source = list(records(small))
    packed = {}
    number = written = unpacked = count = 0
    with open(big, "wb") as out:
        while written < megabytes * 1_000_000:
            for record, (header, block) in enumerate(source):
                variant = number % distinct
                comment = b"<!-- repetition %d -->" % variant if variant else b""
                # The response states its length as well; readers go by the record's.
                held = block + comment
                if (record, variant) not in packed:
                    packed[record, variant] = gzip.compress(held + b"\r\n\r\n", 6, mtime=0)
                head = repeated(header, held, number, record)
                member = gzip.compress(head, 6, mtime=0) + packed[record, variant]
                out.write(member)
                written += len(member)
                unpacked += len(head) + len(held) + 4
                count += 1
                if written >= megabytes * 1_000_000:
                    break
            number += 1
    print(f"{count} records, {written / 1e6:.0f} MB, {unpacked / 1e6:.0f} MB unpacked, {number} repetitions")


main(sys.argv[1], sys.argv[2], int(sys.argv[3]), *map(int, sys.argv[4:5]))
