//! Debug.
use doublecheck_claims::truth::{Record, explore};
fn main() {
    let read = |p: &str| -> Vec<serde_json::Value> { std::fs::read_to_string(p).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect() };
    for name in std::env::args().skip(1) {
        let claims = read(&format!("{name}.jsonl"));
        let gold = read(&format!("{name}.gold.jsonl"));
        fn f<'a>(v: &'a serde_json::Value, k: &str) -> &'a str { v[k].as_str().unwrap() }
        let r: Vec<Record> = claims.iter().map(|c| Record { source: f(c, "source"), object: f(c, "object"), attribute: f(c, "attribute"), value: f(c, "value") }).collect();
        let g: Vec<_> = gold.iter().map(|c| (f(c, "object").to_owned(), f(c, "attribute").to_owned(), f(c, "value").to_owned())).collect();
        println!("== {name}");
        let t = std::time::Instant::now();
        explore(&r, &g);
        println!("{:?}", t.elapsed());
    }
}
