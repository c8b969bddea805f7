//! What each line of a page is.
//!
//! Three steps: forms that tell by themselves what a line is ([`form`]: a date stamp, a credit, a "Read more:"); the
//! choice between article and page for all other lines ([`super::body`]); and, for what is not the article, its label
//! by form and by place: before, inside or after the article.

use std::ops::Range;

use crate::language::{TimeExpression, TimeKind, times};
use crate::model::Label;

use super::body::body;
use super::credit::{agency, bracketed, byline_words, dateline, is_credit, is_name};
use super::lines::{Line, Look, ends_sentence, lines, trim};

/// A labelled stretch of a text, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where it stands; no white space at either end.
    pub bytes: Range<usize>,
    /// What it is.
    pub label: Label,
}

/// Labels the lines of a text, in order.
///
/// `hints` is what markup says of each line that is not blank; `extracted` tells that an extractor has chosen the lines
/// already; `headline` is the title as a field states it.
pub(super) fn label(text: &str, hints: &[Option<Label>], extracted: bool, headline: Option<&str>) -> Vec<Piece> {
    let lines = lines(text);
    let hint = |index: usize| hints.get(index).copied().flatten();
    let known = match headline {
        Some(headline) => lines.iter().take(20).position(|line| same_words(line.text, headline)),
        None => lines.iter().enumerate().position(|(i, _)| hint(i) == Some(Label::Title)),
    };
    let forms: Vec<Option<Form>> = lines
        .iter()
        .enumerate()
        .map(|(i, line)| match hint(i) {
            Some(Label::Caption) => Some(Form::Whole(Label::Caption)),
            _ => form(line),
        })
        .collect();
    let taken: Vec<bool> = forms.iter().enumerate().map(|(i, form)| form.is_some() || known == Some(i)).collect();
    let mut article = body(&lines, &taken, extracted);
    main_part(&lines, &mut article);
    cut_ends(&lines, &mut article);
    let first = article.iter().position(|&b| b).unwrap_or(lines.len());
    let last = article.iter().rposition(|&b| b).unwrap_or(0);
    // A title that a field states and the text does not repeat is no line of the text.
    let title = if headline.is_some() { known } else { known.or_else(|| title(&lines, &forms, &article, first)) };

    let mut pieces = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        if Some(index) == title {
            pieces.push(piece(line, 0..line.text.len(), Label::Title));
        } else if article.get(index).copied().unwrap_or(false) {
            paragraph(line, &mut pieces);
        } else if title.is_some_and(|t| same_words(line.text, lines.get(t).map_or("", |l| l.text))) {
            pieces.push(piece(line, 0..line.text.len(), Label::TitleRepeat));
        } else if let Some(Some(form)) = forms.get(index) {
            match form {
                Form::Whole(label) => pieces.push(piece(line, 0..line.text.len(), *label)),
                Form::Stamp(parts) => pieces.extend(parts.iter().map(|(r, label)| piece(line, r.clone(), *label))),
            }
        } else {
            let place = if index < first {
                Place::Before
            } else if index > last {
                Place::After
            } else {
                Place::Inside
            };
            pieces.push(piece(line, 0..line.text.len(), placed(&line.look, place)));
        }
    }
    page_clock(text, &mut pieces);
    pieces
}

fn piece(line: &Line<'_>, part: Range<usize>, label: Label) -> Piece {
    Piece { bytes: line.bytes.start + part.start..line.bytes.start + part.end, label }
}

/// Keeps the part of the page with most of the running text, and what stands close to it: comments and the openings
/// of other articles stand apart, behind menus.
fn main_part(lines: &[Line<'_>], article: &mut [bool]) {
    // Parts: runs of article lines with fewer than GAP other lines between them.
    let mut parts: Vec<(Range<usize>, usize)> = Vec::new();
    for index in 0..lines.len() {
        if !article.get(index).copied().unwrap_or(false) {
            continue;
        }
        let words = lines.get(index).map_or(0, |l| l.look.words);
        match parts.last_mut() {
            Some((part, sum)) if index - part.end < GAP => {
                part.end = index + 1;
                *sum += words;
            }
            _ => parts.push((index..index + 1, words)),
        }
    }
    // Of two alike, the earlier is the article.
    let Some(main) = parts.iter().enumerate().rev().max_by_key(|(_, (_, words))| *words).map(|(i, _)| i) else {
        return;
    };
    let most = parts.get(main).map_or(0, |p| p.1);
    let large = |index: usize| parts.get(index).is_some_and(|p| p.1 * SHARE >= most);
    let first = (0..main).rev().take_while(|&i| large(i)).last().unwrap_or(main);
    let last = (main + 1..parts.len()).take_while(|&i| large(i)).last().unwrap_or(main);
    for (index, (part, _)) in parts.iter().enumerate() {
        if !(first..=last).contains(&index) {
            for state in article.get_mut(part.clone()).into_iter().flatten() {
                *state = false;
            }
        }
    }
}

/// So many lines of page part the article from something else.
const GAP: usize = 8;
/// A part next to the main one belongs to it with at least this share of its words (one in SHARE).
const SHARE: usize = 4;

/// Headlines of other articles after the last paragraph, and the article's own before the first, look like subheads
/// without a paragraph.
fn cut_ends(lines: &[Line<'_>], article: &mut [bool]) {
    let loose =
        |line: &Line<'_>| !(line.look.ends || line.look.colon || line.look.words > 40 || end_mark(line.text).is_some());
    for (line, state) in lines.iter().zip(article.iter_mut()).rev() {
        if *state && !loose(line) {
            break;
        }
        *state = false;
    }
    for (line, state) in lines.iter().zip(article.iter_mut()) {
        if *state && !loose(line) {
            break;
        }
        *state = false;
    }
}

/// Where a line stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Before,
    Inside,
    After,
}

/// What a line that is no article and has no form of its own is, by where it stands.
fn placed(look: &Look, place: Place) -> Label {
    let headline = look.words >= 4 && look.share(look.widget) < 0.4 && look.bars < 3 && look.small + look.capital > 2;
    match place {
        Place::Inside | Place::After if headline && !(place == Place::After && look.ends && look.words > 25) => {
            Label::Related
        }
        _ => Label::Furniture,
    }
}

/// A paragraph, with what is glued to its end: an end mark, a credit.
fn paragraph(line: &Line<'_>, pieces: &mut Vec<Piece>) {
    let text = line.text;
    let subhead = !line.look.ends && !line.look.colon && line.look.words <= 14 && end_mark(text).is_none();
    let label = if subhead && dateline(text).is_none() { Label::Subhead } else { Label::Body };
    match end_mark(text) {
        Some((start, mark)) => {
            let body = trim(text.get(..start).unwrap_or_default());
            pieces.push(piece(line, 0..body.len(), label));
            pieces.push(piece(line, start..text.len(), mark));
        }
        None => pieces.push(piece(line, 0..text.len(), label)),
    }
}

/// An agency's end mark or credit after the last sentence of a paragraph: where it begins, and which it is.
fn end_mark(text: &str) -> Option<(usize, Label)> {
    let (before, last) = text.rsplit_once(char::is_whitespace)?;
    let start = text.len() - last.len();
    // "(Agency)", "/AGENCY/", "-- AGENCY"; then marks proper.
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—'));
    if !ends_sentence(before) {
        return None;
    }
    let named = bracketed(last).is_some_and(|name| agency(name).is_some());
    let dashed = text.get(before.len()..start).is_some_and(|gap| gap.contains(['-', '–', '—']));
    if named || dashed && agency(last).is_some() {
        let from = if dashed { text.len() - text.get(before.len()..)?.trim_start().len() } else { start };
        return Some((from, Label::Credit));
    }
    is_end_mark(last).then_some((start, Label::EndMark))
}

/// True for the word by which an agency ends a report: "Endit", "(END)", "-30-", "/ENDITEM/", "###", "ab/cd".
fn is_end_mark(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let decorated = bare.len() < word.trim_end_matches('.').len();
    let known = matches!(bare.to_ascii_lowercase().as_str(), "endit" | "enditem" | "enditems");
    let end = matches!(bare, "END" | "ENDS" | "Ends" | "End" | "EOM" | "MORE")
        || decorated && matches!(bare, "end" | "ends" | "30" | "more");
    let hashes = word.len() >= 2 && word.chars().all(|c| matches!(c, '#' | '*' | '■' | '▪' | '●'));
    known || end || hashes || matches!(word, "■" | "●" | "▪" | "◼") || is_initials(word)
}

/// Desk initials: two or more runs of two to four small letters, parted by strokes or hyphens ("abc/de", "ab-cd/ef").
fn is_initials(word: &str) -> bool {
    word.contains('/')
        && word.len() <= 16
        && word != "and/or"
        && word.split(['/', '-']).all(|run| (2..=4).contains(&run.len()) && run.bytes().all(|b| b.is_ascii_lowercase()))
}

/// A line whose form alone tells what it is.
#[derive(Debug, Clone, PartialEq)]
enum Form {
    /// The whole line has one label.
    Whole(Label),
    /// A line with a date of publication, cut into its parts.
    Stamp(Vec<(Range<usize>, Label)>),
}

fn form(line: &Line<'_>) -> Option<Form> {
    let text = line.text;
    let look = &line.look;
    let mut head = String::with_capacity(64);
    head.extend(text.chars().take(64).flat_map(char::to_lowercase));
    let whole = |label| Some(Form::Whole(label));
    if is_end_mark(text) || text.chars().all(|c| !c.is_alphanumeric()) {
        return whole(if is_end_mark(text) { Label::EndMark } else { Label::Furniture });
    }
    if let Some(rest) = related(&head, text) {
        // The label of a link or player that was not copied along.
        return whole(if rest.is_empty() { Label::Furniture } else { Label::Related });
    }
    if is_caption(text, &head, look) {
        return whole(Label::Caption);
    }
    if is_footer(&head, text, look) {
        return whole(Label::Footer);
    }
    if is_credit(text) {
        return whole(Label::Credit);
    }
    if let Some(parts) = stamp(text, look) {
        return Some(Form::Stamp(parts));
    }
    if byline_words(text).is_some() && !look.ends {
        return whole(Label::Byline);
    }
    if is_series(text, look) {
        return whole(Label::Series);
    }
    if is_tags(&head, look) {
        return whole(Label::Tags);
    }
    is_widget(&head, look).then_some(Form::Whole(Label::Furniture))
}

/// After "Read more:" and its kin, what follows.
fn related<'a>(head: &str, text: &'a str) -> Option<&'a str> {
    const LEADS: &[&str] = &[
        "read more",
        "read also",
        "also read",
        "read next",
        "read:",
        "listen more",
        "listen:",
        "listen to",
        "watch more",
        "watch:",
        "watch now",
        "watch |",
        "watch video",
        "see more",
        "see also",
        "see:",
        "more:",
        "more on this",
        "more on",
        "more from",
        "related:",
        "related articles",
        "related stories",
        "related news",
        "related content",
        "related topics",
        "related |",
        "also see",
        "you may also like",
        "you might also like",
        "don't miss",
        "don’t miss",
        "recommended:",
        "must read",
        "most read",
        "editor's pick",
        "editors' pick",
        "editor’s pick",
        "up next",
        "further reading",
        "background:",
        "explainer:",
        "learn more",
        "find out more",
        "in pictures:",
        "previously:",
        "earlier:",
        "continue reading",
        "more stories",
        "more news",
        "top stories",
        "latest news",
        "trending now",
        "what to read next",
        "from the archive",
        "in case you missed it",
        "follow our",
        "live updates:",
        "read the full",
        "read full",
    ];
    let lead = LEADS.iter().filter(|lead| head.starts_with(**lead)).max_by_key(|lead| lead.len())?;
    let rest = head.get(lead.len()..)?;
    if rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    // "More on this" alone or as a label; "Read more than one book" is a sentence.
    let labelled = lead.ends_with([':', '|'])
        || rest.trim_start().starts_with([':', '|', '-', '–', '—', '>', '»'])
        || rest.is_empty();
    let shouted = text.get(..lead.len()).is_some_and(|t| !t.contains(char::is_lowercase));
    let short = text.split_whitespace().count() <= 16 && !ends_sentence(text);
    (labelled || shouted || short)
        .then(|| trim(text.get(lead.len()..).unwrap_or_default()).trim_start_matches([':', '|', '-', ' ', '>']))
}

/// Words under a picture: named as such at the beginning, or a picture's credit at the end.
fn is_caption(text: &str, head: &str, look: &Look) -> bool {
    const LEADS: &[&str] = &[
        "photo:",
        "photos:",
        "photo by",
        "photo credit",
        "photo courtesy",
        "picture:",
        "pictures:",
        "image:",
        "images:",
        "image credit",
        "image source",
        "image caption",
        "file photo",
        "file image",
        "file picture",
        "file -",
        "file –",
        "file —",
        "(photo",
        "[photo",
        "(image",
        "(file",
        "photograph:",
        "illustration:",
        "graphic:",
        "video:",
        "caption:",
        "image by",
        "picture by",
        "© ap",
        "© reuters",
        "© afp",
        "© getty",
        "getty images",
        "featured image",
        "in this photo",
        "in this file photo",
        "in this image",
        "this photo",
        "this image",
        "this file photo",
        "this handout",
        "a file photo",
        "in this picture",
        "this picture taken",
        "screenshot:",
        "screengrab",
        "credit:",
        "pic:",
        "foto:",
        "bild:",
        "handout",
        "video caption",
        "media caption",
    ];
    const ENDS: &[&str] = &[
        "photo",
        "image",
        "images",
        "picture",
        "getty",
        "handout",
        "file",
        "agencies",
        "courtesy",
        "shutterstock",
        "screengrab",
        "screenshot",
        "epa",
        "illustration",
        "pool",
        "photograph",
        "photographer",
        "supplied",
    ];
    if look.words > 90 {
        return false;
    }
    if LEADS.iter().any(|lead| head.starts_with(lead)) {
        return true;
    }
    // The last bracket, or what follows the last stop or stroke: "[Photo/Agency]", "(Jane Roe/Agency)", "Photo: Agency".
    let end = match text.strip_suffix([')', ']', '）']) {
        Some(inner) => inner.rsplit(['(', '[', '（']).next().unwrap_or_default(),
        None => text.rsplit(['.', '|', '©', '—']).find(|t| !t.trim().is_empty()).unwrap_or_default(),
    };
    let end = end.trim();
    if end.len() == text.len() && !text.contains('/') || end.split_whitespace().count() > 8 || end.is_empty() {
        return false;
    }
    let lower = end.to_lowercase();
    let named = lower.split(|c: char| !c.is_alphanumeric()).any(|word| ENDS.contains(&word));
    let stroked = lower.contains('/')
        && end
            .split('/')
            .any(|part| agency(part.trim()).is_some() || agency(part.trim().trim_end_matches(" Photo")).is_some());
    let bracket = text.ends_with([')', ']', '）']);
    stroked && (bracket || end.len() < 50) || named && (bracket || lower.contains([':', '/'])) && look.words <= 80
}

/// Legal notes and contacts.
fn is_footer(head: &str, text: &str, look: &Look) -> bool {
    const LEADS: &[&str] = &[
        "©",
        "(c) ",
        "copyright",
        "all rights reserved",
        "all content",
        "terms of use",
        "terms of service",
        "terms and conditions",
        "terms & conditions",
        "privacy policy",
        "contact us",
        "about us",
        "disclaimer",
        "for media inquiries",
        "for press inquiries",
        "media contact",
        "press contact",
        "contact:",
        "our standards",
        "about the author",
        "this site is protected",
        "this website uses cookies",
        "we use cookies",
        "reproduction",
        "to contact the",
        "this article is published",
        "registered office",
        "registered in",
        "editorial contact",
        "tel:",
        "phone:",
        "email:",
        "address:",
    ];
    const PHRASES: &[&str] = &[
        "all rights reserved",
        "may not be published, broadcast",
        "may not be reproduced",
        "without prior written permission",
        "without permission",
        "unauthorised reproduction",
        "unauthorized reproduction",
        "is prohibited without",
    ];
    if look.words > 120 {
        return false;
    }
    let led = LEADS.iter().any(|lead| {
        head.starts_with(lead)
            && !head
                .get(lead.len()..)
                .is_some_and(|r| r.starts_with(char::is_alphanumeric) && lead.ends_with(char::is_alphanumeric))
    });
    if led
        && (look.words <= 12
            || head.starts_with('©')
            || head.starts_with("copyright ©")
            || text.contains(['©', '@'])
            || head.contains("cookies"))
    {
        return true;
    }
    if look.words > 60 && !led {
        return false;
    }
    let lower = text.to_lowercase();
    let legal = PHRASES.iter().any(|phrase| lower.contains(phrase));
    legal && (led || lower.contains("copyright") || lower.contains('©') || look.words <= 12) || led && legal
}

/// "Name of a topic (128)": a page that collects articles, with their number.
fn is_series(text: &str, look: &Look) -> bool {
    let Some((name, count)) = text.strip_suffix(')').and_then(|t| t.rsplit_once('(')) else { return false };
    let number = count.parse::<u32>().is_ok_and(|n| !(1900..2100).contains(&n));
    number && (1..=10).contains(&look.words) && name.ends_with(' ') && !ends_sentence(name.trim_end())
}

/// Keywords: three or more short entries between commas, and no sentence.
fn is_tags(head: &str, look: &Look) -> bool {
    if [
        "tags:",
        "tag:",
        "topics:",
        "keywords:",
        "filed under",
        "categories:",
        "category:",
        "tagged",
        "more about:",
        "topics in this",
    ]
    .iter()
    .any(|l| head.starts_with(l))
    {
        return look.words <= 60 && !(look.ends && look.glue > 3);
    }
    look.commas >= 3
        && !look.ends
        && look.stops == 0
        && look.words <= (look.commas + 1) * 4
        && look.share(look.glue) < 0.12
        && !look.quoted
}

/// Buttons, counters, menus and invitations.
fn is_widget(head: &str, look: &Look) -> bool {
    const LEADS: &[&str] = &[
        "share this",
        "share on",
        "share via",
        "sign up",
        "sign in",
        "log in",
        "subscribe",
        "follow us",
        "click here",
        "tap here",
        "skip to",
        "jump to",
        "leave a comment",
        "post a comment",
        "join the conversation",
        "add a comment",
        "load more",
        "show more",
        "show comments",
        "view comments",
        "advertisement",
        "advertising",
        "sponsored",
        "support our",
        "get the app",
        "download our",
        "download the app",
        "get our",
        "listen to this article",
        "listen to article",
        "get short url",
        "copy link",
        "text size",
        "font size",
        "you need to enable javascript",
        "please enable javascript",
        "your browser",
        "estimated reading time",
        "reading time",
        "back to top",
        "enter your email",
        "thank you for reading",
        "already a subscriber",
        "get unlimited",
        "become a member",
        "min read",
    ];
    if look.words == 0 {
        return true;
    }
    if LEADS.iter().any(|lead| head.starts_with(lead)) && (look.words <= 25 || look.stops <= 1) && look.words <= 40 {
        return !(look.ends && look.quoted);
    }
    let buttons = look.share(look.widget) >= 0.5 && look.words <= 12 && !look.ends;
    let counter = look.digits >= look.words && !look.ends && look.words <= 6;
    let reading_time = look.words <= 4 && (head.ends_with("min read") || head.ends_with("minute read"));
    let menu = look.bars >= 3 && look.bars * 4 >= look.words && !look.ends;
    let mixed = look.share(look.widget) >= 0.35 && look.words <= 20 && !look.ends && look.share(look.glue) < 0.15;
    buttons || counter || reading_time || menu || mixed
}

/// Words that name a stamp and belong to it.
fn is_stamp_word(word: &str) -> bool {
    matches!(
        word,
        "updated"
            | "published"
            | "posted"
            | "last"
            | "modified"
            | "created"
            | "on"
            | "at"
            | "first"
            | "date"
            | "time"
            | "edited"
            | "released"
            | "issued"
            | "uploaded"
            | "update"
            | "publication"
            | "the"
            | "and"
            | "hrs"
            | "hours"
            | "h"
            | "local"
            | "uhr"
            | "stand"
            | "dated"
            | "revised"
            | "filed"
            | "of"
            | "publish"
            | "modification"
            | "added"
    )
}

/// A line that carries the date of publication, cut into parts; None for a line that only speaks of a date.
fn stamp(text: &str, look: &Look) -> Option<Vec<(Range<usize>, Label)>> {
    if look.words > 30 || text.len() > 240 || look.stops > 1 {
        return None;
    }
    let found = times(text);
    let dates: Vec<&TimeExpression> = found.iter().filter(|t| is_stamp_time(t)).collect();
    if dates.is_empty() {
        return None;
    }
    // The words that are no time and no label of one.
    let mut foreign = 0;
    let mut small = 0;
    let mut at = 0;
    let mut rests = Vec::new();
    for expression in &found {
        rests.push(at..expression.bytes.start);
        at = expression.bytes.end;
    }
    rests.push(at..text.len());
    for rest in &rests {
        for word in
            text.get(rest.clone()).unwrap_or_default().split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
        {
            let lower = word.to_lowercase();
            if !is_stamp_word(&lower) && !word.chars().all(char::is_numeric) && !is_zone(word) {
                foreign += 1;
                small += usize::from(word.starts_with(char::is_lowercase));
            }
        }
    }
    if foreign == 0 {
        return Some(vec![(0..text.len(), Label::Date)]);
    }
    let labelled = text.split(|c: char| !c.is_alphabetic()).next().is_some_and(|w| {
        matches!(
            w.to_lowercase().as_str(),
            "updated" | "published" | "posted" | "last" | "modified" | "created" | "released" | "uploaded"
        )
    });
    // A sentence that speaks of a date is no stamp.
    if look.ends && foreign > 4 || small > 6 || foreign > 14 || look.colon && !labelled && small > 3 || look.quoted {
        return None;
    }
    let whole_dates = dates.iter().any(|d| d.date().is_some() || matches!(d.kind, TimeKind::Either(..)));
    let credited = byline_words(text).is_some()
        || text
            .get(..dates.first().map_or(0, |d| d.bytes.start))
            .is_some_and(|t| agency(t.trim_matches([' ', ',', '-', '|', '(', ')', '–', '—', '/'])).is_some());
    // A headline may hold a date: a stamp needs its label, a credit, or little else.
    if !(labelled
        || credited
        || whole_dates
            && foreign <= 6
            && (foreign - small) * 3 >= small
            && text.contains([',', '|', '/', ':', '•', '·', '-', '–', '—'])
            && look.glue <= 2)
    {
        return None;
    }
    Some(cut_stamp(text, &dates))
}

/// Cuts a stamp line at its first and last date; labels of the date stay with it.
fn cut_stamp(text: &str, dates: &[&TimeExpression]) -> Vec<(Range<usize>, Label)> {
    let mut start = dates.first().map_or(0, |d| d.bytes.start);
    let end = dates.last().map_or(text.len(), |d| d.bytes.end);
    // Step back over "Updated:", "Published on".
    while let Some(before) = text.get(..start) {
        let bare = before.trim_end_matches(|c: char| !c.is_alphanumeric());
        let word = bare.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        if word.is_empty() || !is_stamp_word(&word.to_lowercase()) {
            break;
        }
        start = bare.len() - word.len();
    }
    let mut parts = Vec::new();
    let mut push = |range: Range<usize>, label: fn(&str) -> Label| {
        let part = text.get(range.clone()).unwrap_or_default();
        let left = part.trim_start_matches(is_separator);
        let from = range.start + part.len() - left.len();
        let part = left.trim_end_matches(is_separator);
        if !part.is_empty() {
            parts.push((from..from + part.len(), label(part)));
        }
    };
    push(0..start, stamp_rest);
    push(start..end, |_| Label::Date);
    push(end..text.len(), stamp_rest);
    parts
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '|' | '•' | '·' | '–' | '—' | ';') || c == '-'
}

/// What stands beside the date of a stamp line.
fn stamp_rest(part: &str) -> Label {
    if byline_words(part).is_some_and(|names| agency(names).is_none()) {
        Label::Byline
    } else if is_credit(part)
        || part.split_whitespace().count() <= 5
            && is_name(part)
            && !lines(part).first().is_some_and(|l| l.look.widget > 0)
    {
        Label::Credit
    } else {
        Label::Furniture
    }
}

/// Times that stamps are made of: full dates, and ages ("2 hours ago").
fn is_stamp_time(time: &TimeExpression) -> bool {
    match time.kind {
        TimeKind::Days { year: Some(_), .. } | TimeKind::Either(..) => true,
        TimeKind::Distance { from_now: true, low, high, .. } => low == high && low < 0,
        _ => false,
    }
}

fn is_zone(word: &str) -> bool {
    (1..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
        || word == "UTC"
        || word == "am"
        || word == "pm"
}

/// The line that is the headline: before the article, most like a headline and nearest to it in words and place.
fn title(lines: &[Line<'_>], forms: &[Option<Form>], article: &[bool], first: usize) -> Option<usize> {
    let opening: Vec<&str> =
        lines.iter().zip(article).skip(first).filter(|(_, a)| **a).take(4).map(|(l, _)| l.text).collect();
    let mut best = None;
    for (index, line) in lines.iter().enumerate().take(first) {
        let look = &line.look;
        let free = forms.get(index).is_some_and(Option::is_none);
        if !free || !look.is_headline() || line.text.ends_with('.') && !line.text.ends_with("...") {
            continue;
        }
        let shared = shared_words(line.text, &opening);
        let stamped = (index + 1..(index + 4).min(first)).any(|i| {
            matches!(
                forms.get(i),
                Some(Some(Form::Stamp(_) | Form::Whole(Label::Byline | Label::Credit | Label::TitleRepeat)))
            )
        });
        let near = 1.0 - (first - index) as f32 / (first + 1) as f32;
        let score = shared * 4.0 + f32::from(stamped) * 1.5 + near + (look.words.min(12) as f32) * 0.12
            - look.share(look.widget) * 3.0
            - f32::from(look.words < 4) * 0.7
            + f32::from(u8::from((2..=3).contains(&look.repeats))) * 0.3;
        if best.is_none_or(|(_, top)| score > top + 0.01) {
            best = Some((index, score));
        }
    }
    best.filter(|&(_, score)| score > 1.0).map(|(index, _)| index)
}

/// Share of a headline's longer words that occur in the opening of the article.
fn shared_words(headline: &str, opening: &[&str]) -> f32 {
    let fold = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.chars().count() > 3)
            .map(|w| w.to_lowercase().chars().take(6).collect())
            .collect()
    };
    let words = fold(headline);
    let there: std::collections::HashSet<String> = opening.iter().flat_map(|text| fold(text)).collect();
    let shared = words.iter().filter(|w| there.contains(*w)).count();
    if words.is_empty() { 0.0 } else { shared as f32 / words.len() as f32 }
}

/// The same words, letter case and marks aside.
fn same_words(one: &str, other: &str) -> bool {
    let fold =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    one.len().abs_diff(other.len()) <= 8 && fold(one) == fold(other)
}

/// A date among the buttons at the top, before any headline, is the clock of the page: nothing labels it, and it is
/// followed by navigation and not by the headline or a paragraph.
fn page_clock(text: &str, pieces: &mut [Piece]) {
    let Some(head) = pieces.iter().position(|p| p.label == Label::Title || p.label.is_body()) else { return };
    for index in 0..head {
        let Some([piece, next]) = pieces.get(index..index + 2) else { break };
        let words = text.get(piece.bytes.clone()).unwrap_or_default();
        let labelled =
            words.split(|c: char| !c.is_alphabetic()).any(|w| w.len() > 3 && is_stamp_word(&w.to_lowercase()));
        if piece.label == Label::Date
            && !labelled
            && matches!(next.label, Label::Furniture | Label::Series | Label::Related)
        {
            if let Some(piece) = pieces.get_mut(index) {
                piece.label = Label::PageClock;
            }
        }
    }
}
