//! Reads the rule files.
//!
//! A rule file holds, one a line:
//!
//! ```text
//! # Prose: what the rule does and why.
//! list month = 1 : January | Jan            members of a class and their value; a capital letter must be one in the text
//! let date = [the] <day> [of] <month>       a part of patterns with a name
//! {in} <month> [,] <year> -> date mod=START a pattern, the kind of expression and fields that are fixed
//! @ 2015-10-08                              the day from which the examples below look
//! > Talks begin on 5 November.              an example
//! = 5 November | DATE 2015-11-05            what is found in it, in order; modifiers follow the value
//! ```
//!
//! In a pattern, `[x]` may be absent, `(x|y)` is either, `<class>` is a member of a list whose value fills the field that the
//! list names (`<class:field>` fills another), `{x}` must stand there but is not a part of the expression, and
//! `!{a|b}` at the end or the start are words that may not follow or come before, `<digits>` a number. Hyphens are words of their own; a sign of
//! this language that is meant as such has a backslash before it.

use super::fields::{self, Field, Fields};

/// All rules of the files, read but not yet put together.
#[derive(Default)]
pub(super) struct Rules {
    pub lists: Vec<List>,
    pub lets: Vec<(String, Pattern)>,
    pub patterns: Vec<Rule>,
}

/// A class of words.
pub(super) struct List {
    pub name: String,
    pub field: Option<Field>,
    pub members: Vec<Member>,
}

pub(super) struct Member {
    /// Words in lower case.
    pub words: Vec<String>,
    /// The first must have a capital letter.
    pub capital: bool,
    pub value: i64,
}

pub(super) struct Rule {
    pub pattern: Pattern,
    pub kind: Kind,
    pub fixed: Fields,
    pub not_before: Vec<String>,
    pub not_after: Vec<String>,
}

/// The kind of an expression that a rule finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A point or stretch of the calendar, possibly with parts missing.
    Date,
    /// So many units before the article: "two days ago".
    Ago,
    /// So many units after the article: "in two days".
    Hence,
    /// "in two days": so many units after the article if the verb points to the future, else a length of time.
    Within,
    /// So many units before a time the text spoke of: "a year earlier".
    Earlier,
    /// A length that leads on, or back, from a time the text spoke of: "two days later".
    Later,
    /// A length of time.
    Duration,
    /// Times that come again.
    Set,
    /// The vague past, present or future.
    Reference,
    /// No time although it looks like one: "May said".
    Nothing,
}

pub(super) type Pattern = Vec<Element>;

#[derive(Clone)]
pub(super) enum Element {
    Word(String),
    Class {
        name: String,
        field: Option<Field>,
    },
    Either(Vec<Pattern>),
    /// Must stand there, outside of the expression.
    Context(Pattern),
}

/// What a line of a rule file does wrong.
#[derive(Debug, thiserror::Error)]
#[error("rules/time/{file}.txt, line {line}: {problem}")]
pub(super) struct RuleError {
    file: String,
    line: usize,
    problem: String,
}

impl Rules {
    /// Adds the rules of one file.
    ///
    /// # Errors
    /// Names the first line that is no rule.
    pub fn read(&mut self, file: &str, text: &str) -> Result<(), RuleError> {
        for (number, line) in joined(text) {
            let wrong = |problem: String| RuleError { file: file.to_owned(), line: number, problem };
            let line = line.trim();
            if line.is_empty() || line.starts_with(['#', '>', '=', '@']) {
                continue;
            }
            if let Some(list) = line.strip_prefix("list ") {
                self.list(list).map_err(wrong)?;
            } else if let Some(named) = line.strip_prefix("let ") {
                let (name, pattern) = named.split_once('=').ok_or_else(|| wrong("write: let NAME = PATTERN".into()))?;
                self.lets.push((name.trim().to_owned(), parse(pattern).map_err(wrong)?));
            } else {
                self.patterns.push(rule(line).map_err(wrong)?);
            }
        }
        Ok(())
    }

    /// `NAME [fills FIELD] = VALUE : word | two words`
    fn list(&mut self, text: &str) -> Result<(), String> {
        let (head, body) = text.split_once('=').ok_or("write: list NAME = VALUE : words")?;
        let mut head = head.split_whitespace();
        let name = head.next().ok_or("a list needs a name")?;
        let fills = match (head.next(), head.next()) {
            (Some("fills"), Some(field)) => Some(field),
            (None, _) => None,
            _ => return Err("write: list NAME fills FIELD = VALUE : words".into()),
        };
        let at = self.lists.iter().position(|list| list.name == name).unwrap_or(self.lists.len());
        if at == self.lists.len() {
            let field = Field::named(fills.unwrap_or(name));
            if fills.is_some() && field.is_none() {
                return Err(format!("no field is called {}", fills.unwrap_or_default()));
            }
            self.lists.push(List { name: name.to_owned(), field, members: Vec::new() });
        }
        let list = &mut self.lists[at];
        let (value, words) = match (list.field, body.split_once(" : ")) {
            (Some(field), Some((value, words))) => {
                let value = value.trim();
                (fields::value(field, value).ok_or_else(|| format!("no such value: {value}"))?, words)
            }
            (None, None) => (0, body),
            (Some(_), None) => return Err("write: VALUE : words".into()),
            (None, Some(_)) => return Err("the list fills no field, so its words have no value".into()),
        };
        for member in words.split('|') {
            let member = member.trim();
            let words: Vec<String> = lex(&member.to_lowercase());
            if words.is_empty() {
                return Err("an empty member".into());
            }
            let capital = member.starts_with(char::is_uppercase);
            list.members.push(Member { words, capital, value });
        }
        Ok(())
    }
}

/// Lines with their numbers; a line that ends with a backslash goes on in the next.
fn joined(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    let mut open = false;
    for (at, line) in text.lines().enumerate() {
        let (body, goes_on) = line.trim_end().strip_suffix('\\').map_or((line, false), |body| (body, true));
        match lines.last_mut() {
            Some((_, last)) if open => last.push_str(body),
            _ => lines.push((at + 1, body.to_owned())),
        }
        open = goes_on;
    }
    lines
}

fn rule(line: &str) -> Result<Rule, String> {
    let (pattern, meaning) = line.split_once(" -> ").ok_or("neither a list, a let nor PATTERN -> KIND")?;
    let mut parts = meaning.split_whitespace();
    let kind = match parts.next() {
        Some("date") => Kind::Date,
        Some("ago") => Kind::Ago,
        Some("hence") => Kind::Hence,
        Some("within") => Kind::Within,
        Some("earlier") => Kind::Earlier,
        Some("later") => Kind::Later,
        Some("duration") => Kind::Duration,
        Some("set") => Kind::Set,
        Some("ref") => Kind::Reference,
        Some("nothing") => Kind::Nothing,
        kind => return Err(format!("no such kind: {}", kind.unwrap_or_default())),
    };
    let mut fixed = Fields::default();
    for part in parts {
        let (name, value) = part.split_once('=').ok_or_else(|| format!("write FIELD=VALUE, not {part}"))?;
        let field = Field::named(name).ok_or_else(|| format!("no field is called {name}"))?;
        fixed.set(field, Some(fields::value(field, value).ok_or_else(|| format!("no such value: {part}"))?));
    }
    let (pattern, not_before, not_after) = guards(pattern)?;
    Ok(Rule { pattern: parse(pattern)?, kind, fixed, not_before, not_after })
}

/// Takes the words that may not stand around the expression off a pattern.
fn guards(pattern: &str) -> Result<(&str, Vec<String>, Vec<String>), String> {
    let words = |text: &str| text.split('|').map(|w| w.trim().to_owned()).filter(|w| !w.is_empty()).collect();
    let (mut pattern, mut before, mut after) = (pattern.trim(), Vec::new(), Vec::new());
    if let Some(rest) = pattern.strip_prefix("!{") {
        let (inside, rest) = rest.split_once('}').ok_or("a brace is not closed")?;
        (before, pattern) = (words(inside), rest.trim());
    }
    if let Some(at) = pattern.rfind("!{") {
        let inside = pattern[at + 2..].trim().strip_suffix('}').ok_or("!{...} stands at the start or the end")?;
        (after, pattern) = (words(inside), pattern[..at].trim());
    }
    Ok((pattern, before, after))
}

/// The words and signs of a pattern.
fn lex(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut in_class = false;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == '\\' {
            parts.extend(chars.next().map(|mark| format!("\\{mark}")));
            continue;
        }
        in_class = (in_class || c == '<') && c != '>';
        let sign = matches!(c, '[' | ']' | '(' | ')' | '{' | '}' | '|' | '-' | ',' | '/' | ':') && !in_class;
        if c.is_whitespace() || sign {
            if !word.is_empty() {
                parts.push(std::mem::take(&mut word));
            }
            if sign {
                parts.push(c.to_string());
            }
        } else {
            word.push(c);
        }
    }
    if !word.is_empty() {
        parts.push(word);
    }
    parts
}

fn parse(text: &str) -> Result<Pattern, String> {
    let parts = lex(text);
    let mut at = 0;
    let mut branches = either(&parts, &mut at)?;
    match (at == parts.len(), branches.len()) {
        (true, 1) => Ok(branches.remove(0)),
        (true, _) => Ok(vec![Element::Either(branches)]),
        _ => Err(format!("{} closes nothing", parts[at])),
    }
}

fn either(parts: &[String], at: &mut usize) -> Result<Vec<Pattern>, String> {
    let mut branches = vec![Pattern::new()];
    while let Some(part) = parts.get(*at) {
        if matches!(part.as_str(), ")" | "]" | "}") {
            break;
        }
        *at += 1;
        let mut inside = |close: &str| -> Result<Vec<Pattern>, String> {
            let branches = either(parts, at)?;
            match parts.get(*at) {
                Some(part) if part == close => *at += 1,
                _ => return Err(format!("{close} is missing")),
            }
            Ok(branches)
        };
        let element = match part.as_str() {
            "|" => {
                branches.push(Pattern::new());
                continue;
            }
            "(" => Element::Either(inside(")")?),
            "[" => {
                let mut branches = inside("]")?;
                branches.push(Pattern::new());
                Element::Either(branches)
            }
            "{" => Element::Context(vec![Element::Either(inside("}")?)]),
            class if class.starts_with('<') => {
                let class = class.trim_start_matches('<').trim_end_matches('>');
                let (name, field) = class.split_once(':').map_or((class, None), |(name, field)| (name, Some(field)));
                let field = match field {
                    Some(field) => Some(Field::named(field).ok_or_else(|| format!("no field is called {field}"))?),
                    None => None,
                };
                Element::Class { name: name.to_owned(), field }
            }
            word => Element::Word(word.trim_start_matches('\\').to_lowercase()),
        };
        if let Some(last) = branches.last_mut() {
            last.push(element);
        }
    }
    Ok(branches)
}
