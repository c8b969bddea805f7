#!/usr/bin/env python3
"""The reading stick as Python's trafilatura reads it, for the scorer of that stick.

    pip install trafilatura lxml_html_clean
    reading.py truth.jsonl > out.jsonl

A line of the file names a gzipped page beside it (html_file), or holds a plain text (text, no html_file), which is
read as a page of one paragraph a line. Out comes one line for each: id, text, title, author, date and ms, the
milliseconds of processor time, unpacking not included. An exception or 20 seconds end a page: "panic": true.

Options are the defaults (fallbacks on, neither precision nor recall favoured, dates by htmldate), but for comments,
which are left out as in trafilatura's own evaluation; the page's address is given.
"""
import gzip
import html
import json
import pathlib
import signal
import sys
import time

import trafilatura

PATIENCE = 20  # seconds


def give_up(*_):
    raise TimeoutError("timeout")


def page(row, folder):
    if "html_file" in row:
        return gzip.decompress((folder / row["html_file"]).read_bytes())
    lines = (f"<p>{html.escape(line, quote=False)}</p>\n" for line in row["text"].splitlines())
    return f"<html><body>{''.join(lines)}</body></html>".encode()


def read(source, url):
    document = trafilatura.bare_extraction(source, url=url, with_metadata=True, include_comments=False)
    if document is None:
        return {}
    return {name: getattr(document, name) for name in ("text", "title", "author", "date")}


def main(stick):
    stick = pathlib.Path(stick)
    signal.signal(signal.SIGALRM, give_up)
    with stick.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows:
        source = page(row, stick.parent)
        started = time.process_time()
        signal.alarm(PATIENCE)
        try:
            reading = read(source, row.get("url"))
        except Exception as error:  # whatever a page raises is what is measured
            reading = {"panic": True, "cause": f"{type(error).__name__}: {error}"}
        signal.alarm(0)
        ms = (time.process_time() - started) * 1e3
        print(json.dumps({"id": row["id"], **reading, "ms": ms}), flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
