//! Lines whose form alone tells what they are: a caption, a credit, a legal note, keywords, buttons.
//!
//! The lists hold beginnings and ends that pages use everywhere, in small letters; what they find is still checked
//! against the look of the line, so that a sentence that begins with such a word stays a sentence.

use std::ops::Range;
use std::sync::LazyLock;

use crate::model::Label;

use super::agency::agency;
use super::credit::{bracketed, byline_words, is_credit};
use super::leads::{Leads, Phrases};
use super::lines::{Line, Look, ends_sentence, trim};
use super::stamp::stamp;

/// A line whose form alone tells what it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Form {
    /// The whole line has one label.
    Whole(Label),
    /// A line with a date of publication, cut into its parts.
    Stamp(Vec<(Range<usize>, Label)>),
}

/// The form of a line, if it has one.
pub(super) fn form(line: &Line<'_>) -> Option<Form> {
    let text = line.text;
    let look = &line.look;
    let mut head = String::with_capacity(64);
    head.extend(text.chars().take(64).flat_map(char::to_lowercase));
    let whole = |label| Some(Form::Whole(label));
    let credit = is_credit(text);
    if credit && agency(text.split('/').next().unwrap_or_default()).is_some() {
        return whole(Label::Credit);
    }
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
    if credit {
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
    static LEADS: LazyLock<Leads> = LazyLock::new(|| Leads::of(RELATED));
    const RELATED: &str = "\
        read more;read also;also read;read next;read:;listen more;listen:;listen to;watch more;watch:;\
        watch now;watch |;watch video;see more;see also;see:;more:;more on this;more on;more from;related:;\
        related articles;related stories;related news;related content;related topics;related |;also see;\
        you may also like;you might also like;don't miss;don’t miss;recommended:;must read;most read;\
        editor's pick;editors' pick;editor’s pick;up next;further reading;background:;explainer:;learn more;\
        find out more;in pictures:;previously:;earlier:;continue reading;more stories;more news;top stories;\
        latest news;trending now;what to read next;from the archive;in case you missed it;follow our;\
        live updates:;read the full;read full";
    let lead = LEADS.at(head)?;
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
    static LEADS: LazyLock<Leads> = LazyLock::new(|| Leads::of(BEGINNINGS));
    const BEGINNINGS: &str = "\
        photo:;photos:;photo by;photo credit;photo courtesy;picture:;pictures:;image:;images:;image credit;\
        image source;image caption;file photo;file image;file picture;file -;file –;file —;(photo;[photo;\
        (image;(file;photograph:;illustration:;graphic:;video:;caption:;image by;picture by;© ap;© reuters;\
        © afp;© getty;getty images;featured image;in this photo;in this file photo;in this image;this photo;\
        this image;this file photo;this handout;a file photo;in this picture;this picture taken;screenshot:;\
        screengrab;credit:;pic:;foto:;bild:;handout;video caption;media caption";
    const ENDS: &str = "\
        photo;image;images;picture;getty;handout;file;agencies;courtesy;shutterstock;screengrab;screenshot;\
        epa;illustration;pool;photograph;photographer;supplied";
    if look.words > 90 {
        return false;
    }
    if LEADS.at(head).is_some() {
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
    let named = lower.split(|c: char| !c.is_alphanumeric()).any(|word| ENDS.split(';').any(|end| end == word));
    let stroked = lower.contains('/')
        && end
            .split('/')
            .any(|part| agency(part.trim()).is_some() || agency(part.trim().trim_end_matches(" Photo")).is_some());
    let bracket = text.ends_with([')', ']', '）']);
    stroked && (bracket || end.len() < 50) || named && (bracket || lower.contains([':', '/'])) && look.words <= 80
}

/// Legal notes and contacts.
fn is_footer(head: &str, text: &str, look: &Look) -> bool {
    static LEADS: LazyLock<Leads> = LazyLock::new(|| Leads::of(BEGINNINGS));
    static LEGAL: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(PHRASES.split(';')));
    static LAWYERS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(TURNS.split(';')));
    const BEGINNINGS: &str = "\
        ©;(c) ;copyright;all rights reserved;all content;terms of use;terms of service;terms and conditions;\
        terms & conditions;privacy policy;contact us;about us;disclaimer;for media inquiries;\
        for press inquiries;media contact;press contact;contact:;our standards;about the author;\
        this site is protected;this website uses cookies;we use cookies;reproduction;to contact the;\
        this article is published;registered office;registered in;editorial contact;tel:;phone:;email:;\
        address:";
    const PHRASES: &str = "\
        all rights reserved;may not be published, broadcast;may not be reproduced;\
        without prior written permission;without permission;unauthorised reproduction;\
        unauthorized reproduction;is prohibited without";
    if look.words > 120 {
        return false;
    }
    let led = LEADS.at(head).is_some_and(|lead| {
        !head
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
    // Three turns of phrase that lawyers like make a legal note, whatever it begins with.
    const TURNS: &str = "\
        content on this;on this site;on this page;protected under;protected by;no part of;be reproduced;be copied;\
        be redistributed;written consent;written permission;copyright;trademark;rights reserved;terms of use;\
        for any purpose;in any form;without the prior;is the property of";
    if LAWYERS.count(text) >= 3 {
        return true;
    }
    LEGAL.occur(text) && (led || look.words <= 12 || text.contains('©') || text.to_lowercase().contains("copyright"))
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
    static LEADS: LazyLock<Leads> = LazyLock::new(|| Leads::of(BEGINNINGS));
    const BEGINNINGS: &str = "\
        share this;share on;share via;sign up;sign in;log in;subscribe;follow us;click here;tap here;\
        skip to;jump to;leave a comment;post a comment;join the conversation;add a comment;load more;\
        show more;show comments;view comments;advertisement;advertising;sponsored;support our;get the app;\
        download our;download the app;get our;listen to this article;listen to article;get short url;\
        copy link;text size;font size;you need to enable javascript;please enable javascript;your browser;\
        estimated reading time;reading time;back to top;enter your email;thank you for reading;\
        already a subscriber;get unlimited;become a member;min read;on air;now playing;listen live;watch live";
    if look.words == 0 {
        return true;
    }
    if LEADS.at(head).is_some() && (look.words <= 25 || look.stops <= 1) && look.words <= 40 {
        return !(look.ends && look.quoted);
    }
    let buttons = look.share(look.widget) >= 0.5 && look.words <= 12 && !look.ends;
    let counter = look.digits >= look.words && !look.ends && look.words <= 6;
    let reading_time = look.words <= 4 && (head.ends_with("min read") || head.ends_with("minute read"));
    let menu = look.bars >= 3 && look.bars * 4 >= look.words && !look.ends;
    let mixed = look.share(look.widget) >= 0.35 && look.words <= 20 && !look.ends && look.share(look.glue) < 0.15;
    buttons || counter || reading_time || menu || mixed
}

/// An agency's end mark or credit after the last sentence of a paragraph: where it begins, and which it is.
pub(super) fn end_mark(text: &str) -> Option<(usize, Label)> {
    let (_, last) = text.rsplit_once(char::is_whitespace)?;
    // "(Northern News Agency)" is one mark.
    let open = text.strip_suffix(')').and_then(|inner| inner.rfind(" (")).map(|at| at + 1);
    let start = open.filter(|at| text.len() - at < 40).unwrap_or(text.len() - last.len());
    let (before, last) = (text.get(..start)?, text.get(start..)?);
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
