#!/usr/bin/env python3
"""What summing gradients costs, on paper: scripts/scaling_model.py [--parameters 10.5e6] …

A ring sends 2 (N − 1) / N times the gradients through each rank's link, in 2 (N − 1) messages
(Patarasuk and Yuan 2009, doi 10.1016/j.jpdc.2008.09.002). Buckets travel during the backward
pass, two thirds of a step's computing; only what is left when it ends costs time. Prints a Markdown
table.
Python's standard library only.
"""

import argparse

LINKS = (  # name, bytes per second and direction of one rank, seconds per message
    ("NVLink 4, one machine", 450e9, 3e-6),
    ("InfiniBand NDR, 400 Gbit/s per GPU", 50e9, 5e-6),
    ("Ethernet, 100 Gbit/s per GPU", 12.5e9, 20e-6),
    ("Ethernet, 10 Gbit/s per rank", 1.25e9, 50e-6),
)
AGREEMENTS = 3  # sums of a few numbers in each step
BACKWARD_SHARE = 2 / 3


def ring_s(count, size, bandwidth, latency):
    """Time of one sum of `size` bytes over `count` ranks."""
    return 2 * (count - 1) / count * size / bandwidth + 2 * (count - 1) * latency


def rows(options):
    """One row per link and number of ranks."""
    size = 4 * options.parameters
    buckets = max(1, round(size / (options.bucket_mb * 1e6)))
    for name, bandwidth, latency in LINKS:
        for count in options.ranks:
            if "one machine" in name and count > 8:
                continue
            compute = options.batch / count / options.rate
            sums = buckets * ring_s(count, size / buckets, bandwidth, latency)
            last = ring_s(count, size / buckets, bandwidth, latency)
            agree = AGREEMENTS * ring_s(count, 64, bandwidth, latency)
            exposed = max(last, sums - BACKWARD_SHARE * compute)
            step = compute + exposed + agree
            plain = compute + sums + agree
            yield (name, count, compute, sums, compute / plain, compute / step,
                   options.batch / step)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--parameters", type=float, default=10.5e6)
    parser.add_argument("--batch", type=int, default=1024, help="records per step, of all ranks")
    parser.add_argument("--rate", type=float, default=3000.0,
                        help="records/s of one rank alone: an assumption until you measure it")
    parser.add_argument("--bucket-mb", type=float, default=4.0)
    parser.add_argument("--ranks", type=int, nargs="+", default=[8, 16, 32, 64])
    options = parser.parse_args()
    print("| link | ranks | computing, ms | sums, ms | efficiency, nothing overlapped "
          "| efficiency, overlapped | records/s |")
    print("|---|---|---|---|---|---|---|")
    for name, count, compute, sums, plain, overlapped, rate in rows(options):
        print(f"| {name} | {count} | {1e3 * compute:.1f} | {1e3 * sums:.2f} | {plain:.0%} "
              f"| {overlapped:.0%} | {rate:,.0f} |")


if __name__ == "__main__":
    main()
