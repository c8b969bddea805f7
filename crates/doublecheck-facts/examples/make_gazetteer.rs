//! Makes `models/gazetteer.bin` of the table that `gazetteer/fetch.py` writes.
//!
//! cargo run --release -p doublecheck-facts --example make_gazetteer -- places.tsv crates/doublecheck-facts/models/gazetteer.bin

use doublecheck_facts::place::{Kind, Row, build};

fn main() -> Result<(), String> {
    let args: Vec<String> = std::env::args().collect();
    let [_, table, out] = args.as_slice() else { return Err("usage: make_gazetteer TABLE OUT".into()) };
    let text = std::fs::read_to_string(table).map_err(|e| format!("{table}: {e}"))?;
    let mut rows = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        rows.push(row(line).ok_or_else(|| format!("{table}, line {number}: not ten columns of a place"))?);
    }
    // Countries and their units first: the gazetteer finds them by code.
    rows.sort_by_key(|row| row.kind);
    let bytes = build(&rows)?;
    println!("{} places, {} bytes", rows.len(), bytes.len());
    std::fs::write(out, bytes).map_err(|e| format!("{out}: {e}"))
}

fn row(line: &str) -> Option<Row> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [_, kind, name, country, first, second, lat, lon, population, others] = fields.as_slice() else { return None };
    let kind = match *kind {
        "continent" => Kind::Continent,
        "region" => Kind::Region,
        "country" => Kind::Country,
        "admin1" => Kind::First,
        "admin2" => Kind::Second,
        "admin3" | "admin4" | "admin5" | "admin_other" => Kind::Lower,
        "capital" => Kind::Capital,
        "seat1" => Kind::Seat,
        "seat2" => Kind::LesserSeat,
        "part" => Kind::Part,
        _ => Kind::Town,
    };
    Some(Row {
        kind: kind as u8,
        name: (*name).to_owned(),
        country: (*country).to_owned(),
        first: (*first).to_owned(),
        second: (*second).to_owned(),
        lat: lat.parse().ok()?,
        lon: lon.parse().ok()?,
        population: population.parse().ok()?,
        others: others.split('|').filter(|o| !o.is_empty()).map(str::to_owned).collect(),
    })
}
