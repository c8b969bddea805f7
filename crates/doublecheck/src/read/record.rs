//! An article as a JSON object: a line of JSON lines, a JSON file, an item of a JSON Feed.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// An article as a record gives it. Unknown fields are ignored. Fields of articles as this library writes them, values with
/// their evidence, are read as well.
#[derive(Debug, Default)]
pub(super) struct Record {
    pub text: Option<String>,
    pub html: Option<String>,
    pub url: Option<String>,
    pub outlet: Option<String>,
    pub title: Option<String>,
    pub authors: Option<String>,
    pub published: Option<String>,
    pub fetched: Option<String>,
}

/// Why a line is no article, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub what: String,
    pub todo: String,
}

impl Record {
    /// Parses a line.
    pub fn parse(line: &[u8]) -> Result<Self, Fault> {
        let fault = |what: String, todo: &str| Fault { what, todo: todo.to_owned() };
        let fields: Fields = serde_json::from_slice(line).map_err(|error| {
            let column = error.column();
            match std::str::from_utf8(line) {
                Err(broken) => fault(
                    format!("broken UTF-8 at byte {} of the record", broken.valid_up_to() + 1),
                    "save the file as UTF-8",
                ),
                Ok(_) if error.is_eof() => {
                    fault("the JSON ends too early".to_owned(), "write one whole JSON object on each line")
                }
                Ok(_) => fault(
                    format!("not a JSON object (column {column})"),
                    "write one JSON object on each line, as {\"text\": \"...\"}",
                ),
            }
        })?;
        let string = |name: &str, field: Option<Field>| match field {
            None => Ok(None),
            Some(field) => field.words().map_err(|kind| {
                fault(format!("\"{name}\" is {kind}, not a string"), "put the words in quotation marks")
            }),
        };
        let record = Self {
            text: string("text", fields.text)?.filter(|t| !t.trim().is_empty()),
            html: string("html", fields.html)?.filter(|t| !t.trim().is_empty()),
            url: string("url", fields.url)?,
            outlet: string("outlet", fields.outlet)?,
            title: string("title", fields.title)?,
            authors: match fields.authors.or(fields.byline) {
                Some(Field::List(names)) => Some(names.join(", ")),
                field => string("authors", field)?,
            },
            published: string("published", fields.published)?.filter(|t| !t.trim().is_empty()),
            fetched: string("fetched", fields.fetched)?.filter(|t| !t.trim().is_empty()),
        };
        if record.text.is_none() && record.html.is_none() {
            return Err(fault(
                "the record has no article: neither \"text\" nor \"html\"".to_owned(),
                "give the article's words in \"text\" or its page in \"html\"",
            ));
        }
        Ok(record)
    }
}

#[derive(Deserialize)]
struct Fields {
    text: Option<Field>,
    html: Option<Field>,
    url: Option<Field>,
    outlet: Option<Field>,
    title: Option<Field>,
    authors: Option<Field>,
    byline: Option<Field>,
    published: Option<Field>,
    fetched: Option<Field>,
}

/// A field's value: only words are kept, whatever size the rest has.
#[derive(Debug, Clone)]
pub(super) enum Field {
    Words(String),
    /// The words of a list, and the names of what is named in it.
    List(Vec<String>),
    Nothing,
    Other(&'static str),
}

impl Field {
    /// The words, if there are some; or else what it is instead.
    pub fn words(self) -> Result<Option<String>, &'static str> {
        match self {
            Self::Words(words) => Ok(Some(words)),
            Self::Nothing => Ok(None),
            Self::List(_) => Err("a list"),
            Self::Other(kind) => Err(kind),
        }
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Field;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }
            fn visit_str<E>(self, words: &str) -> Result<Field, E> {
                Ok(Field::Words(words.to_owned()))
            }
            fn visit_string<E>(self, words: String) -> Result<Field, E> {
                Ok(Field::Words(words))
            }
            fn visit_unit<E>(self) -> Result<Field, E> {
                Ok(Field::Nothing)
            }
            fn visit_bool<E>(self, _: bool) -> Result<Field, E> {
                Ok(Field::Other("true or false"))
            }
            fn visit_i64<E>(self, _: i64) -> Result<Field, E> {
                Ok(Field::Other("a number"))
            }
            fn visit_u64<E>(self, _: u64) -> Result<Field, E> {
                Ok(Field::Other("a number"))
            }
            fn visit_f64<E>(self, _: f64) -> Result<Field, E> {
                Ok(Field::Other("a number"))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Field, A::Error> {
                let mut words = Vec::new();
                while let Some(field) = seq.next_element::<Field>()? {
                    words.extend(field.words().ok().flatten());
                }
                Ok(Field::List(words))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Field, A::Error> {
                let mut parts = BTreeMap::new();
                while let Some(name) = map.next_key::<String>()? {
                    if matches!(name.as_str(), "value" | "name" | "day" | "time" | "trust") {
                        let part: Field = map.next_value()?;
                        parts.extend(part.words().ok().flatten().map(|words| (name, words)));
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                // A day that was only inferred is none that is stated.
                let is_stated = matches!(parts.get("trust").map(String::as_str), Some("high" | "medium"));
                let part = match is_stated {
                    true => parts.remove("time").or_else(|| parts.remove("day")),
                    false => parts.remove("value").or_else(|| parts.remove("name")),
                };
                Ok(match part {
                    Some(words) => Field::Words(words),
                    None if parts.contains_key("trust") => Field::Nothing,
                    None => Field::Other("an object"),
                })
            }
        }
        deserializer.deserialize_any(Any)
    }
}
