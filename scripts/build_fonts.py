"""Subset the two faces of the brief to what it writes, and store them with their licence.

A developer runs this once, when a face is renewed; the results are committed. It needs fonttools
and brotli, and the npm packages ``@fontsource/noto-naskh-arabic`` and ``@fontsource/noto-serif``
unpacked side by side in one folder::

    npm pack @fontsource/noto-naskh-arabic @fontsource/noto-serif
    python scripts/build_fonts.py FOLDER
"""

import shutil
import sys
from pathlib import Path

from fontTools import subset

TARGET = Path(__file__).parent.parent / "src" / "sulh" / "data" / "fonts"
ARABIC = "U+0600-06FF,U+0750-077F,U+200C-200F,U+2010-2011,U+204F,U+2E41,U+FB50-FDFF,U+FE70-FEFC"
LATIN = (
    "U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02B9-02BF,U+02C6,U+02DC,U+2009,U+2010-2015,"
    "U+2018-201E,U+2020-2022,U+2026,U+202F,U+2032-2033,U+2039-203A,U+2190-2193,U+2212,U+2215"
)
FACES = (
    ("noto-naskh-arabic", "arabic", 400, ARABIC),
    ("noto-naskh-arabic", "arabic", 700, ARABIC),
    ("noto-serif", "latin", 400, LATIN),
    ("noto-serif", "latin", 600, LATIN),
)


def build(folder: Path) -> None:
    """Write every face in `FACES` from `folder` to the package's fonts."""
    options = subset.Options(flavor="woff2", layout_features=["*"], hinting=False)
    options.drop_tables += ["FFTM"]
    for family, script, weight, unicodes in FACES:
        source = folder / family / "files" / f"{family}-{script}-{weight}-normal.woff2"
        font = subset.load_font(str(source), options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=subset.parse_unicodes(unicodes))
        subsetter.subset(font)
        target = TARGET / f"{family}-{weight}.woff2"
        subset.save_font(font, str(target), options)
        shutil.copy(folder / family / "LICENSE", TARGET / f"{family}.OFL.txt")
        sys.stdout.write(f"{target.name}: {target.stat().st_size} bytes\n")


if __name__ == "__main__":
    build(Path(sys.argv[1]))
