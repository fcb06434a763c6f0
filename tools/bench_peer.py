"""Main text of every page of a WARC by trafilatura, one thread: the peer of `text`."""

import gzip
import io
import resource
import statistics
import sys
import time

import trafilatura


def pages(path):
    """HTML bodies of the response records, in order."""
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rb") as archive:
        while line := archive.readline():
            if not line.startswith(b"WARC/"):
                continue
            header = {}
            while (field := archive.readline().strip()):
                name, _, value = field.partition(b":")
                header[name.strip().lower()] = value.strip()
            block = archive.read(int(header[b"content-length"]))
            if header.get(b"warc-type") == b"response":
                yield block.partition(b"\r\n\r\n")[2]


def main():
    bodies = list(pages(sys.argv[1]))
    times = []
    for body in bodies:
        started = time.perf_counter()
        trafilatura.bare_extraction(body, with_metadata=True)
        times.append(time.perf_counter() - started)
    times.sort()
    share = lambda part: times[len(times) * part // 100] * 1e3
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"peer trafilatura {trafilatura.__version__}: {len(times) / sum(times):.0f} documents/s/core, "
        f"p50 {share(50):.2f} ms, p95 {share(95):.2f} ms, peak memory {peak} MB"
    )


if __name__ == "__main__":
    main()
