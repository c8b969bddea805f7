//! The measuring stick of places: its documents, what each of its sources marks, and predictions in its format.

use std::ops::Range;

use doublecheck_facts::Words;
use doublecheck_facts::place::{By, Form, Gazetteer, Kind, Mark, Place, Reading};
use serde_json::{Value, json};

/// A document of the stick.
pub struct Document {
    pub id: String,
    pub source: String,
    pub text: String,
    pub mentions: Vec<Mention>,
    /// Where the article begins; one source puts its headline and address before it, and marks nothing there.
    pub body_from: usize,
    /// Its number among the documents of its source; none for those that are only learnt from.
    pub number: Option<usize>,
}

/// What the stick marks.
pub struct Mention {
    pub bytes: Range<usize>,
    pub kind: String,
    pub point: Option<(f32, f32)>,
}

impl Document {
    pub fn body(&self) -> &str {
        &self.text[self.body_from..]
    }

    pub fn fold(&self, folds: usize) -> Option<usize> {
        self.number.map(|number| number % folds)
    }
}

/// The documents of places, then those of names that help to learn.
pub fn read(folder: &str) -> Result<Vec<Document>, String> {
    let mut documents = read_file(&format!("{folder}/places.jsonl"))?;
    let mut counts = std::collections::BTreeMap::new();
    for document in &mut documents {
        let count = counts.entry(document.source.clone()).or_insert(0);
        document.number = Some(*count);
        *count += 1;
    }
    let names = read_file(&format!("{folder}/names.jsonl"))?;
    documents.extend(names.into_iter().filter(|d| d.source == "en-worldwide-newswire"));
    Ok(documents)
}

fn read_file(path: &str) -> Result<Vec<Document>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?;
    let mut documents = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        let value: Value = serde_json::from_str(line).map_err(|e| format!("{path}, line {number}: {e}"))?;
        let text = value["text"].as_str().unwrap_or_default().to_owned();
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let byte = |at: &Value| at.as_u64().and_then(|at| starts.get(at as usize)).copied();
        let mention = |m: &Value| {
            let point = m["lat"].as_f64().zip(m["lon"].as_f64()).map(|(lat, lon)| (lat as f32, lon as f32));
            Some(Mention { bytes: byte(&m["start"])?..byte(&m["end"])?, kind: m["type"].as_str()?.to_owned(), point })
        };
        let source = value["source"].as_str().unwrap_or_default().to_owned();
        let headed = source == "geowebnews" && text.starts_with("TITLE:");
        documents.push(Document {
            id: value["id"].as_str().unwrap_or_default().to_owned(),
            body_from: if headed { text.find('\n').map_or(0, |at| at + 1) } else { 0 },
            mentions: value["mentions"].as_array().into_iter().flatten().filter_map(mention).collect(),
            source,
            text,
            number: None,
        });
    }
    Ok(documents)
}

/// Types of GeoWebNews that are no toponyms.
pub const NO_TOPONYMS: [&str; 3] = ["Literal_Expression", "Non_Lit_Expression", "Non_Toponym"];

/// What is to be learnt of a document: its marks, completed where its source leaves out a form on principle.
pub fn marks(document: &Document, words: &Words<'_>, gazetteer: &Gazetteer) -> Vec<Mark> {
    let from = document.body_from;
    let text = document.body();
    let mut marks: Vec<Mark> = Vec::new();
    let is_demonym = |bytes: &Range<usize>| gazetteer.find(&text[bytes.clone()]).iter().any(|b| b.by == By::Demonym);
    let named = document.source == "en-worldwide-newswire";
    let mut bodies: Vec<Range<usize>> = Vec::new();
    for mention in &document.mentions {
        if mention.bytes.start < from || NO_TOPONYMS.contains(&mention.kind.as_str()) {
            continue;
        }
        let bytes = mention.bytes.start - from..mention.bytes.end - from;
        let form = match mention.kind.as_str() {
            "Embedded_Literal" | "Embedded_Non_Lit" | "Embedded" => Form::Embedded,
            "NORP" if is_demonym(&bytes) => Form::Demonym,
            "Organization" | "Facility" | "Misc" | "Product" => {
                bodies.push(bytes);
                continue;
            }
            kind if named && kind != "Location" => continue,
            _ if is_demonym(&bytes) => Form::Demonym,
            _ if !named && document.source != "geowebnews" && inside_body(words, &bytes) => Form::Embedded,
            _ => Form::Name,
        };
        let reading = reading(&mention.kind);
        // One source takes "Riga, Latvia" for one place: two are learnt.
        let mut from = bytes.start;
        for part in text[bytes].split_inclusive([',', '(']) {
            let name = part.trim_end_matches([',', '(', ' ']);
            let bytes = from + (name.len() - name.trim_start().len())..from + name.len();
            from += part.len();
            if !bytes.is_empty() {
                marks.push(Mark { bytes, form, point: mention.point, reading });
            }
        }
    }
    if document.source != "geowebnews" {
        complete(&mut marks, words, gazetteer, named.then_some(&bodies));
    }
    marks.sort_by_key(|m| (m.bytes.start, m.bytes.end));
    marks
}

/// The type of a mention as the published evaluation of GeoWebNews groups them.
fn reading(kind: &str) -> Option<Reading> {
    Some(match kind {
        "Literal" | "Mixed" | "Coercion" => Reading::Literal,
        "Literal_Modifier" => Reading::LiteralModifier,
        "Metonymic" => Reading::Metonymic,
        "Non_Literal_Modifier" => Reading::Modifier,
        "Embedded_Non_Lit" => Reading::Embedded,
        "Embedded_Literal" => Reading::EmbeddedLiteral,
        "Demonym" => Reading::Demonym,
        "Language" | "Homonym" => Reading::Other,
        _ => return None,
    })
}

/// Marks the demonyms, and the well-known places inside the names of bodies, that a source leaves unmarked on principle.
fn complete(marks: &mut Vec<Mark>, words: &Words<'_>, gazetteer: &Gazetteer, bodies: Option<&Vec<Range<usize>>>) {
    for at in 0..words.len() {
        if !words.word(at).starts_with(char::is_uppercase) {
            continue;
        }
        for length in [3, 2, 1] {
            let bytes = words.bytes(at..(at + length).min(words.len()));
            let found = gazetteer.find(words.text().get(bytes.clone()).unwrap_or_default());
            let Some(first) = found.first() else { continue };
            if marks.iter().any(|m| m.bytes.start < bytes.end && bytes.start < m.bytes.end) {
                break;
            }
            let entry = gazetteer.entry(first.entry);
            let known = entry.is_some_and(|e| {
                matches!(e.kind, Kind::Country | Kind::Continent | Kind::First) || e.population > 300_000
            }) && matches!(first.by, By::Name | By::Alias | By::Demonym);
            let inside = match bodies {
                Some(bodies) => {
                    bodies.iter().any(|b| b.start <= bytes.start && bytes.end <= b.end && b.len() > bytes.len())
                }
                None => inside_body(words, &bytes),
            };
            if known && inside {
                marks.push(Mark { bytes, form: Form::Embedded, point: None, reading: None });
            } else if first.by == By::Demonym && bodies.is_none() {
                marks.push(Mark { bytes, form: Form::Demonym, point: None, reading: None });
            }
            break;
        }
    }
}

/// Words that end the name of a body.
const BODIES: &str = "University College School Institute Department Ministry Agency Bureau Commission Committee Council Court \
    Congress Parliament Senate Army Navy Police Guard Forces Party Union Association Federation League Club United Bank \
    Corporation Corp Company Inc Ltd Group Times Post Herald News Daily Journal Hospital Center Centre Church Museum Airlines \
    Airways Foundation Society Organization Authority Service Services Cup Open Games Festival";

fn inside_body(words: &Words<'_>, bytes: &Range<usize>) -> bool {
    let mut at = words.words_in(bytes.clone()).end;
    let mut last = "";
    while words.word(at).starts_with(char::is_uppercase)
        || (!last.is_empty() && ["of", "and", "for"].contains(&words.word(at)))
    {
        last = words.word(at);
        if BODIES.split_whitespace().any(|b| b == last) {
            return true;
        }
        at += 1;
    }
    false
}

/// A line of predictions: the forms that a source marks.
pub fn prediction(document: &Document, places: &[Place], gazetteer: &Gazetteer) -> String {
    let text = document.body();
    let mut last = (0, document.text[..document.body_from].chars().count());
    let mut point = |byte: usize| {
        // Places come in order, so the text is walked once.
        let from = if byte >= last.0 { last } else { (0, document.text[..document.body_from].chars().count()) };
        last = (byte, from.1 + text[from.0..byte].chars().count());
        last.1
    };
    // One source marks no demonyms and nothing inside other names.
    let kept = places.iter().filter(|p| p.form == Form::Name || document.source != "geovirus");
    let mentions: Vec<Value> = kept
        .map(|p| {
            let entry = p.chosen().and_then(|id| gazetteer.entry(id));
            json!({
                "start": point(p.bytes.start),
                "end": point(p.bytes.end),
                "type": format!("{:?}", p.form),
                "use": format!("{:?}", p.used),
                "literal": p.literal,
                "lat": entry.map(|e| e.lat),
                "lon": entry.map(|e| e.lon),
                "name": entry.map(|e| e.full_name()),
            })
        })
        .collect();
    json!({"id": document.id, "mentions": mentions}).to_string()
}
