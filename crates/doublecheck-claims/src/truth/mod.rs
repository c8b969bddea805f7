//! Which of rival values to believe when sources copy each other.

mod camps;
mod model;
mod table;
mod value;

pub use value::Kind;

/// A source gives a value for an attribute of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record<'a> {
    /// Who says it.
    pub source: &'a str,
    /// Of what.
    pub object: &'a str,
    /// What about it.
    pub attribute: &'a str,
    /// What is said.
    pub value: &'a str,
}

/// Debug.
pub fn explore(records: &[Record], gold: &[(String, String, String)]) {
    let table = table::Table::new(records);
    let known = vec![None; table.items.len()];
    let search = camps::Search::new(&table, &known, vec![false; table.sources.len()]);
    let camps: Vec<usize> = (0..table.sources.len()).collect();
    let gold: std::collections::BTreeMap<(&str, &str), &str> = gold.iter().map(|g| ((g.0.as_str(), g.1.as_str()), g.2.as_str())).collect();
    let acc = |beliefs: &[Vec<f64>]| {
        let mut ok = 0;
        for (item, b) in table.items.iter().zip(beliefs) {
            let Some(g) = gold.get(&(item.object.as_str(), table.attributes[item.attribute].0.as_str())) else { continue };
            let best = (0..b.len()).fold(0, |m, v| if b[v] > b[m] { v } else { m });
            ok += usize::from(item.values[best] == **g);
        }
        ok as f64 / gold.len() as f64
    };
    println!("items {} sources {} kinds {:?}", table.items.len(), table.sources.len(), table.attributes);
    for found in search.best(&camps) {
        let sizes = found.model.sizes();
        let mut s: Vec<usize> = sizes.iter().copied().filter(|&s| s > 1).collect();
        s.sort();
        println!("{:.1} acc {:.4} camps {:?} lik {:.1} start {}", found.score, acc(&found.fit.beliefs), s, found.fit.likelihood, found.start);
        if std::env::var("V").is_ok() {
            for c in 0..sizes.len() {
                if sizes[c] > 1 {
                    println!("   {:?} {:?}", found.model.voice(c).iter().map(|a| (a*100.0) as i32).collect::<Vec<_>>(), (0..sizes.len()).filter(|&x| found.model.camp[x] == c).map(|x| format!("{}:c{:.2},a{:.2}", table.sources[x], found.model.copying[x], found.model.accuracy(x)[0])).collect::<Vec<_>>().join(" "));
                }
            }
        }
    }
}
