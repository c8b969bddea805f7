#!/usr/bin/env python3
"""Text reuse as other tools find it, for the scorer of the origins stick.

    pip install datasketch rensa pydivsufsort
    origins.py METHOD documents.jsonl pairs.jsonl

METHOD: datasketch (MinHash LSH, 3-word shingles, threshold .2), rensa (the same, in Rust),
substring (repeated substrings of 50 bytes or more, from a suffix array).
Prints articles per CPU second; reading the file is not counted.
"""
import json
import sys
import time


def shingles(text):
    words = text.lower().split()
    return {" ".join(words[i : i + 3]) for i in range(max(1, len(words) - 2))}


def datasketch(docs, threshold=0.2, permutations=128):
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=threshold, num_perm=permutations)
    sketches = {}
    for doc in docs:
        sketch = MinHash(num_perm=permutations)
        sketch.update_batch([s.encode() for s in shingles(doc["text"])])
        for other in sorted(index.query(sketch)):
            if sketch.jaccard(sketches[other]) >= threshold:
                yield {"a": other, "b": doc["id"]}
        index.insert(doc["id"], sketch)
        sketches[doc["id"]] = sketch


def rensa(docs, threshold=0.2, permutations=128, bands=64):
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold, permutations, bands)
    sketches = []
    for number, doc in enumerate(docs):
        sketch = RMinHash(num_perm=permutations, seed=1)
        sketch.update(sorted(shingles(doc["text"])))
        for other in sorted(index.query(sketch)):
            if sketch.jaccard(sketches[other]) >= threshold:
                yield {"a": docs[other]["id"], "b": doc["id"]}
        index.insert(number, sketch)
        sketches.append(sketch)


def substring(docs, least=50):
    """Adjacent suffixes with a long common prefix; each run is extended once, at its left end."""
    import numpy
    from pydivsufsort import divsufsort, kasai

    texts = [doc["text"].encode() for doc in docs]
    joined = b"\0".join(texts)
    starts = numpy.cumsum([0] + [len(t) + 1 for t in texts])
    array = divsufsort(joined)
    common = kasai(joined, array)
    owner = numpy.searchsorted(starts, array, side="right") - 1
    found = {}
    for i in numpy.nonzero(common >= least)[0]:
        if i + 1 >= len(array):
            continue
        x, y = int(array[i]), int(array[i + 1])
        one, other = int(owner[i]), int(owner[i + 1])
        if one == other or (x and y and joined[x - 1] == joined[y - 1] != 0):
            continue
        if one > other:
            one, other, x, y = other, one, y, x
        length = min(int(common[i]), starts[one + 1] - 1 - x, starts[other + 1] - 1 - y)
        if length >= least:
            found.setdefault((one, other), []).append((x - starts[one], y - starts[other], length))
    for (one, other), places in sorted(found.items()):
        point = lambda text, byte: len(text[:byte].decode(errors="ignore"))
        spans = [
            [point(texts[one], x), point(texts[one], x + n), point(texts[other], y), point(texts[other], y + n)]
            for x, y, n in places
        ]
        yield {"a": docs[one]["id"], "b": docs[other]["id"], "spans": spans}


METHODS = {"datasketch": datasketch, "rensa": rensa, "substring": substring}

if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in METHODS:
        sys.exit(__doc__)
    with open(sys.argv[2], encoding="utf-8") as lines:
        docs = [json.loads(line) for line in lines.read().split("\n") if line.strip()]
    clock = time.process_time()
    pairs = list(METHODS[sys.argv[1]](docs))
    seconds = time.process_time() - clock
    with open(sys.argv[3], "w", encoding="utf-8") as out:
        out.writelines(json.dumps(pair) + "\n" for pair in pairs)
    print(f"{sys.argv[1]}: {len(docs)} articles, {seconds:.2f} CPU s, {len(docs) / seconds:.0f} articles/s", file=sys.stderr)
