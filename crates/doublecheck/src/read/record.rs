//! One line of a JSON lines file.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Longest line that is parsed: 16 MiB.
const LINE: usize = 16 << 20;

/// An article as a record gives it. Unknown fields are ignored.
#[derive(Debug, Default)]
pub(super) struct Record {
    pub text: Option<String>,
    pub html: Option<String>,
    pub url: Option<String>,
    pub outlet: Option<String>,
    pub title: Option<String>,
    pub published: Option<String>,
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
        if line.len() > LINE {
            let what = format!("the line has {} MiB, more than the 16 MiB that are read", line.len() >> 20);
            return Err(fault(what, "split the record, or give the article as a file of its own"));
        }
        let fields: Fields = serde_json::from_slice(line).map_err(|error| {
            let column = error.column();
            match std::str::from_utf8(line) {
                Err(broken) => fault(
                    format!("broken UTF-8 at byte {} of the line", broken.valid_up_to() + 1),
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
            None | Some(Field::Nothing) => Ok(None),
            Some(Field::Words(words)) => Ok(Some(words)),
            Some(Field::Other(kind)) => {
                Err(fault(format!("\"{name}\" is {kind}, not a string"), "put the words in quotation marks"))
            }
        };
        let record = Self {
            text: string("text", fields.text)?.filter(|t| !t.trim().is_empty()),
            html: string("html", fields.html)?.filter(|t| !t.trim().is_empty()),
            url: string("url", fields.url)?,
            outlet: string("outlet", fields.outlet)?,
            title: string("title", fields.title)?,
            published: string("published", fields.published)?.filter(|t| !t.trim().is_empty()),
        };
        if record.text.is_none() && record.html.is_none() {
            return Err(fault(
                "the line has no article: neither \"text\" nor \"html\"".to_owned(),
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
    published: Option<Field>,
}

/// A field's value: only words are kept, whatever size the rest has.
enum Field {
    Words(String),
    Nothing,
    Other(&'static str),
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
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Field::Other("a list"))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Field, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Field::Other("an object"))
            }
        }
        deserializer.deserialize_any(Any)
    }
}
