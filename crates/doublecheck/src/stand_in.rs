//! Stands in for rooms that are built beside this one; replaced when they are merged.
#![allow(missing_docs)]

pub mod read {
    use crate::{Article, Block, Id, Label, Problem, Published, Received, Tables, Text};

    pub fn read(path: &str, bytes: &[u8], _tables: &Tables) -> (Vec<Article>, Vec<Problem>) {
        let at = Received { path: path.to_owned(), line: None };
        let Ok(string) = std::str::from_utf8(bytes) else {
            let problem = Problem { at, what: "not a text".into(), todo: "leave it out".into() };
            return (Vec::new(), vec![problem]);
        };
        if string.trim().is_empty() {
            let problem = Problem { at, what: "no article in it".into(), todo: "leave it out".into() };
            return (Vec::new(), vec![problem]);
        }
        let text = Text::from(string);
        let mut blocks = Vec::new();
        let mut start = 0;
        for line in string.split_inclusive('\n') {
            let words = line.trim();
            if !words.is_empty() {
                let lead = line.len() - line.trim_start().len();
                let span = text.span(start + lead..start + lead + words.len());
                blocks.push(Block { span, label: Label::Body });
            }
            start += line.len();
        }
        let article = Article {
            id: Id::of("article", &[bytes]),
            label: path.to_owned(),
            received: at,
            text,
            blocks,
            title: None,
            outlet: None,
            agency: None,
            byline: None,
            dateline: None,
            url: None,
            published: Published::unknown(),
            lookalikes: Vec::new(),
        };
        (vec![article], Vec::new())
    }

    pub fn unique(articles: Vec<Article>, problems: &mut Vec<Problem>) -> Vec<Article> {
        let mut kept: Vec<Article> = Vec::new();
        for article in articles {
            match kept.iter().find(|k| k.id == article.id) {
                Some(first) => problems.push(Problem {
                    at: article.received,
                    what: format!("the same article as {}", first.received),
                    todo: "remove one of them".into(),
                }),
                None => kept.push(article),
            }
        }
        kept
    }

    pub fn label(articles: &mut [Article]) {
        for article in articles {
            let path = std::path::Path::new(&article.received.path);
            article.label = path.file_stem().map_or(String::from("-"), |stem| stem.to_string_lossy().into_owned());
        }
    }
}

pub fn check(articles: Vec<crate::Article>, problems: Vec<crate::Problem>, _tables: &crate::Tables) -> crate::Dossier {
    crate::Dossier {
        format: "doublecheck dossier 1".into(),
        title: "stand-in".into(),
        period: None,
        articles,
        apart: vec![],
        parties: vec![],
        speakers: vec![],
        statements: vec![],
        figures: vec![],
        reuses: vec![],
        claims: vec![],
        series: vec![],
        sums: vec![],
        exchanges: vec![],
        timeline: vec![],
        warnings: vec![],
        problems,
    }
}

pub fn page(_dossier: &crate::Dossier) -> String {
    "<!doctype html>\n".into()
}
