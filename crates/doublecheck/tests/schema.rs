//! `docs/dossier.schema.json` describes `dossier.json`, `docs/origins.schema.json` what `doublecheck origins --json` prints,
//! `docs/article.schema.json` a line of `doublecheck read --jsonl`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod document;
mod tunnel;

use doublecheck::dossier::Line;
use doublecheck::{
    Article, Copying, Dossier, FactSheet, Statements, Tables, copying, fact_sheet, statements, statements_of,
};
use serde_json::{Value, json};

fn schema() -> Value {
    schemars::schema_for!(Dossier).to_value()
}

#[test]
fn the_schema_is_current() {
    document::assert_current("dossier.schema.json", &format!("{:#}\n", schema()));
}

#[test]
fn the_schema_of_the_origins_is_current() {
    let schema = schemars::schema_for!(Copying).to_value();
    document::assert_current("origins.schema.json", &format!("{schema:#}\n"));
}

#[test]
fn the_schemas_of_the_statements_are_current() {
    let schema = schemars::schema_for!(Statements).to_value();
    document::assert_current("statements.schema.json", &format!("{schema:#}\n"));
    let schema = schemars::schema_for!(Line).to_value();
    document::assert_current("statements-line.schema.json", &format!("{schema:#}\n"));
}

#[test]
fn the_schema_of_an_article_is_current_and_articles_fit() {
    let schema = schemars::schema_for!(Article).to_value();
    document::assert_current("article.schema.json", &format!("{schema:#}\n"));
    for article in tunnel::dossier().articles {
        let value = serde_json::to_value(&article).unwrap();
        assert_eq!(fault(&schema, &schema, &value, "article"), None);
        assert_eq!(serde_json::from_value::<Article>(value).unwrap(), article);
    }
}

#[test]
fn facts_fit_their_schema_and_come_back() {
    let schema = schemars::schema_for!(FactSheet).to_value();
    document::assert_current("facts.schema.json", &format!("{schema:#}\n"));
    let found = fact_sheet(tunnel::dossier().articles, tunnel::dossier().problems, &Tables::default());
    assert!(found.facts.iter().any(|facts| !facts.times.is_empty() && !facts.quantities.is_empty()));
    let value = serde_json::to_value(&found).unwrap();
    assert_eq!(fault(&schema, &schema, &value, "facts"), None);
    assert_eq!(serde_json::from_value::<FactSheet>(value).unwrap(), found);
}

#[test]
fn statements_fit_their_schema_and_come_back() {
    let schema = schemars::schema_for!(Statements).to_value();
    let found = statements(tunnel::dossier().articles, tunnel::dossier().problems, &Tables::default());
    assert!(found.statements.iter().any(|s| s.within.is_none() && s.cue.is_some()));
    let value = serde_json::to_value(&found).unwrap();
    assert_eq!(fault(&schema, &schema, &value, "statements"), None);
    assert_eq!(serde_json::from_value::<Statements>(value).unwrap(), found);
}

#[test]
fn a_line_of_statements_fits_its_schema_and_comes_back() {
    let schema = schemars::schema_for!(Line).to_value();
    for article in tunnel::dossier().articles {
        let line = Line::of(&article, &statements_of(&article, &Tables::default()));
        let value = serde_json::to_value(&line).unwrap();
        assert_eq!(fault(&schema, &schema, &value, "line"), None);
        assert_eq!(serde_json::from_value::<Line>(value).unwrap(), line);
        for words in line.statements.iter().flat_map(|s| s.content.iter().chain(&s.source).chain(&s.cue)) {
            let there: String =
                line.text.chars().skip(words.start as usize).take(words.words.chars().count()).collect();
            assert_eq!(there, words.words);
        }
    }
}

#[test]
fn origins_fit_their_schema_and_come_back() {
    let schema = schemars::schema_for!(Copying).to_value();
    let copying = copying(tunnel::dossier().articles, tunnel::dossier().problems);
    assert!(!copying.reuses.is_empty());
    let value = serde_json::to_value(&copying).unwrap();
    assert_eq!(fault(&schema, &schema, &value, "origins"), None);
    assert_eq!(serde_json::from_value::<Copying>(value).unwrap(), copying);
}

#[test]
fn a_dossier_fits_the_schema() {
    let schema = schema();
    let dossier = serde_json::to_value(tunnel::dossier()).unwrap();
    assert_eq!(fault(&schema, &schema, &dossier, "dossier"), None);
}

#[test]
fn a_dossier_comes_back_from_its_json() {
    let dossier = tunnel::dossier();
    let json = serde_json::to_string(&dossier).unwrap();
    assert_eq!(serde_json::from_str::<Dossier>(&json).unwrap(), dossier);
}

#[test]
fn what_is_no_dossier_does_not_fit() {
    let schema = schema();
    let whole = serde_json::to_value(tunnel::dossier()).unwrap();
    for (pointer, wrong) in [
        ("/title", json!(7)),
        ("/articles/0/id", json!("C3")),
        ("/articles/0/published/trust", json!("complete")),
        ("/articles/0/blocks/0/span/start", json!(-1)),
        ("/claims/0/confirmation/grade", json!("true")),
        ("/statements/0/speaker", json!({ "how": "guessed" })),
        ("/period", json!(["2031-05-04"])),
        ("/figures", json!({})),
    ] {
        let mut dossier = whole.clone();
        *dossier.pointer_mut(pointer).unwrap() = wrong;
        assert!(fault(&schema, &schema, &dossier, "dossier").is_some(), "{pointer}");
    }
    let mut dossier = whole;
    dossier.as_object_mut().unwrap().remove("warnings");
    assert!(fault(&schema, &schema, &dossier, "dossier").is_some());
}

/// The first place where a value does not fit a schema. Knows the keywords that the schema uses and fails on others.
fn fault(root: &Value, schema: &Value, value: &Value, at: &str) -> Option<String> {
    let Value::Object(rules) = schema else {
        return (schema != &json!(true)).then(|| format!("{at}: nothing fits {schema}"));
    };
    for (keyword, rule) in rules {
        let fits = match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" | "default" => true,
            "$ref" => {
                let target = rule.as_str().and_then(|target| root.pointer(target.strip_prefix('#')?));
                let target = target.unwrap_or_else(|| panic!("{rule} leads nowhere"));
                if let Some(fault) = fault(root, target, value, at) {
                    return Some(fault);
                }
                true
            }
            "type" => match rule {
                Value::Array(types) => types.iter().any(|name| is_a(value, name)),
                name => is_a(value, name),
            },
            "const" => value == rule,
            "enum" => rule.as_array().unwrap().contains(value),
            "oneOf" => count_fits(root, rule, value) == 1,
            "anyOf" => count_fits(root, rule, value) >= 1,
            "required" => value.as_object().is_none_or(|object| {
                rule.as_array().unwrap().iter().all(|name| object.contains_key(name.as_str().unwrap()))
            }),
            "properties" => {
                for (name, rule) in rule.as_object().unwrap() {
                    if let Some(part) = value.get(name)
                        && let Some(fault) = fault(root, rule, part, &format!("{at}.{name}"))
                    {
                        return Some(fault);
                    }
                }
                true
            }
            "additionalProperties" => {
                assert_eq!(rule, &json!(false));
                let known = schema.get("properties").and_then(Value::as_object);
                value
                    .as_object()
                    .is_none_or(|object| object.keys().all(|name| known.is_some_and(|known| known.contains_key(name))))
            }
            "items" => {
                let prefixed = schema.get("prefixItems").and_then(Value::as_array).map_or(0, Vec::len);
                for (n, item) in value.as_array().into_iter().flatten().enumerate().skip(prefixed) {
                    if let Some(fault) = fault(root, rule, item, &format!("{at}[{n}]")) {
                        return Some(fault);
                    }
                }
                true
            }
            "prefixItems" => {
                for (n, (rule, item)) in
                    rule.as_array().unwrap().iter().zip(value.as_array().into_iter().flatten()).enumerate()
                {
                    if let Some(fault) = fault(root, rule, item, &format!("{at}[{n}]")) {
                        return Some(fault);
                    }
                }
                true
            }
            "minItems" => value.as_array().is_none_or(|items| items.len() as u64 >= rule.as_u64().unwrap()),
            "maxItems" => value.as_array().is_none_or(|items| items.len() as u64 <= rule.as_u64().unwrap()),
            "minLength" => value.as_str().is_none_or(|text| text.chars().count() as u64 >= rule.as_u64().unwrap()),
            "maxLength" => value.as_str().is_none_or(|text| text.chars().count() as u64 <= rule.as_u64().unwrap()),
            "minimum" => value.as_f64().is_none_or(|number| number >= rule.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|number| number <= rule.as_f64().unwrap()),
            "pattern" => {
                assert_eq!(rule, "^[0-9a-f]{24}$", "the one pattern in use");
                value.as_str().is_none_or(|text| {
                    text.len() == 24 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
                })
            }
            "format" => match rule.as_str().unwrap() {
                "date" => value.as_str().is_none_or(|text| text.parse::<jiff::civil::Date>().is_ok()),
                // Widths of numbers and names of forms that only annotate.
                _ => true,
            },
            other => panic!("teach this test the keyword {other}"),
        };
        if !fits {
            return Some(format!("{at}: {value} does not fit {keyword} {rule}"));
        }
    }
    None
}

fn count_fits(root: &Value, rules: &Value, value: &Value) -> usize {
    rules.as_array().unwrap().iter().filter(|rule| fault(root, rule, value, "").is_none()).count()
}

fn is_a(value: &Value, name: &Value) -> bool {
    match name.as_str().unwrap() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        other => panic!("no type {other}"),
    }
}
