//! Several stories in one folder: what each is about, and where its dossier lies.

use super::terminal::{Ink, Look, Sheet};
use super::{Dossier, wording};
use crate::model::{Claim, Grade};

/// A story's dossier and the folder, below that of the overview, that it lies in.
pub struct StoryIn<'a> {
    /// The folder's name: letters, digits and hyphens.
    pub folder: &'a str,
    /// The story.
    pub dossier: &'a Dossier,
}

/// The claims that an overview names: what is in dispute comes first in every dossier.
pub(super) const NAMED: usize = 3;

/// The overview for a terminal.
pub fn overview(stories: &[StoryIn<'_>], look: Look) -> String {
    let mut sheet = Sheet::new(look);
    for story in stories {
        let dossier = story.dossier;
        let about = format!(
            "{}, {}, {} in dispute",
            wording::count(dossier.articles.len(), "article"),
            wording::count(dossier.claims.len(), "claim"),
            disputed(dossier).count()
        );
        sheet.put(0, 4, (Ink::Plain, ""), &[(Ink::Strong, title(dossier)), (Ink::Faint, " · "), (Ink::Plain, &about)]);
        for claim in disputed(dossier).take(NAMED) {
            sheet.put(4, 10, (Ink::Label, &claim.label), &[(Ink::Plain, gist(dossier, claim))]);
        }
        sheet.put(4, 10, (Ink::Plain, ""), &[(Ink::Faint, story.folder)]);
    }
    sheet.finish()
}

pub(super) fn title(dossier: &Dossier) -> &str {
    let first = dossier.articles.first().map_or("", |article| article.label.as_str());
    if dossier.title.is_empty() { first } else { &dossier.title }
}

pub(super) fn disputed(dossier: &Dossier) -> impl Iterator<Item = &Claim> {
    let open = |claim: &&Claim| matches!(claim.confirmation.grade, Grade::Disputed | Grade::Contradicted);
    dossier.claims.iter().filter(open)
}

pub(super) fn gist<'a>(dossier: &'a Dossier, claim: &Claim) -> &'a str {
    let article = dossier.articles.iter().find(|article| article.id == claim.gist.article);
    article.map_or("", |article| article.text.slice(claim.gist.span))
}
