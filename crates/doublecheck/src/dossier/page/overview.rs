//! Several stories in one folder, on one page with a link to each dossier.

use maud::{Markup, PreEscaped, html};

use super::document;
use super::words::{count, days, plain};
use crate::dossier::overview::{NAMED, StoryIn, disputed, gist, title};
use crate::model::Problem;

/// The overview as one page, with a link to each dossier. All text of the articles is escaped.
pub fn overview_page(stories: &[StoryIn<'_>], problems: &[Problem]) -> String {
    let articles: usize = stories.iter().map(|story| story.dossier.articles.len()).sum();
    let title = html! { "Stories – doublecheck" };
    document(
        &title,
        &html! {
            body.stories {
                header.head {
                    p.kicker { "doublecheck overview" }
                    h1 { (count(stories.len(), "story", "stories")) }
                    ul.facts { li { (count(articles, "article", "articles")) } }
                }
                main #main tabindex="-1" {
                    @for story in stories { (entry(story)) }
                    @if !problems.is_empty() {
                        section #problems {
                            h2 { "Inputs not used" }
                            ul { @for problem in problems { li { (plain(&problem.to_string())) } } }
                        }
                    }
                }
                footer.foot { p { "Which articles tell one story is judged by their words; look whether it is so." } }
            }
        },
    )
}

fn entry(story: &StoryIn<'_>) -> Markup {
    let dossier = story.dossier;
    html! {
        (PreEscaped("\n"))
        section {
            h2 dir="auto" { a href=(format!("{}/index.html", story.folder)) { (plain(title(dossier))) } }
            p {
                (count(dossier.articles.len(), "article", "articles"))
                @if let Some((from, to)) = dossier.period { ", " (days(from, to)) }
                ", " (count(dossier.claims.len(), "claim", "claims"))
                ", " (disputed(dossier).count()) " in dispute"
            }
            @if disputed(dossier).next().is_some() {
                ul {
                    @for claim in disputed(dossier).take(NAMED) {
                        li { span { (plain(&claim.label)) } span dir="auto" { (plain(gist(dossier, claim))) } }
                    }
                }
            }
        }
    }
}
