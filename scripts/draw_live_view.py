#!/usr/bin/env python3
"""Runs `supreme ARGUMENTS…` in a terminal of 24 × 88 and draws what it shows in mid-run as SVG.

    SUPREME_BIN_DIR=build/release/bin scripts/draw_live_view.py view.svg pretrain --pack …
"""

import html
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tests" / "cli"))
from terminal import Screen, run_in_terminal  # noqa: E402

ROWS, COLUMNS = 24, 88
LETTER, LINE, EDGE = 8.4, 20.0, 16.0


def draw(lines):
    """The lines as letters on a dark ground; textLength keeps them in columns in every font."""
    width, height = 2 * EDGE + LETTER * COLUMNS, 2 * EDGE + LINE * len(lines)
    text = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
            f'width="{width:g}" height="{height:g}" role="img" aria-label="Terminal">',
            f'<rect width="{width:g}" height="{height:g}" rx="8" fill="#12161b"/>',
            '<g font-family="\'DejaVu Sans Mono\',monospace" font-size="14" fill="#e6eaee">']
    for row, line in enumerate(lines):
        if line.strip():
            text.append(f'<text x="{EDGE:g}" y="{EDGE + LINE * (row + 0.75):g}" '
                        f'textLength="{LETTER * len(line):g}" lengthAdjust="spacingAndGlyphs" '
                        f'xml:space="preserve">{html.escape(line)}</text>')
    return "\n".join([*text, "</g>", "</svg>"]) + "\n"


def main():
    target, arguments = pathlib.Path(sys.argv[1]), sys.argv[2:]
    code, text, _, _ = run_in_terminal(arguments, size=(ROWS, COLUMNS))
    if code != 0:
        sys.exit(text)
    # The last frame of training, three quarters down the run.
    frames = text.split("\x1b[J")
    shown = [i for i, frame in enumerate(frames) if "  training " in frame]
    screen = Screen(ROWS, COLUMNS)
    screen.write("\x1b[J".join(frames[:shown[len(shown) * 3 // 4] + 1]) + "\x1b[J")
    target.write_text(draw([line.rstrip() for line in screen.lines if line.strip()]))


if __name__ == "__main__":
    main()
