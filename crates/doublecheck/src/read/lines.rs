//! The lines of a page, and what each looks like.

use std::collections::HashMap;
use std::ops::Range;

/// A line that is not blank.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// Where it stands in the text, without white space at its ends.
    pub bytes: Range<usize>,
    /// Its words.
    pub text: &'a str,
    /// How it looks.
    pub look: Look,
}

/// What can be seen of a line without its neighbours.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    /// Words; in scripts without spaces, two letters count as one.
    pub words: usize,
    /// Words that begin with a small letter.
    pub small: usize,
    /// Words that begin with a capital.
    pub capital: usize,
    /// Words of one or more letters, all capitals.
    pub upper: usize,
    /// Words that begin with a digit.
    pub digits: usize,
    /// Small words that hold sentences together ("the", "of", "that", "was").
    pub glue: usize,
    /// Words that stand on buttons and menus.
    pub widget: usize,
    /// Commas.
    pub commas: usize,
    /// Marks that part the entries of a menu.
    pub bars: usize,
    /// Ends of sentences inside the line.
    pub stops: usize,
    /// Ends with a full stop, question or exclamation mark, possibly quoted.
    pub ends: bool,
    /// Ends with a colon.
    pub colon: bool,
    /// Begins with or holds quotation marks.
    pub quoted: bool,
    /// Holds an address of the web or of mail.
    pub address: bool,
    /// How many lines of the page read the same.
    pub repeats: usize,
}

/// Splits a text at line feeds (only; other separators stand inside lines) and looks at each line.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for raw in text.split('\n') {
        let trimmed = trim(raw);
        if !trimmed.is_empty() {
            let from = start + (trimmed.as_ptr() as usize - raw.as_ptr() as usize);
            lines.push(Line { bytes: from..from + trimmed.len(), text: trimmed, look: look(trimmed) });
        }
        start += raw.len() + 1;
    }
    let mut seen: HashMap<&str, usize> = HashMap::with_capacity(lines.len());
    for line in &lines {
        *seen.entry(line.text).or_default() += 1;
    }
    for line in &mut lines {
        line.look.repeats = seen.get(line.text).copied().unwrap_or(1);
    }
    lines
}

/// Cuts white space and invisible marks off both ends.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}')
    })
}

fn look(line: &str) -> Look {
    let mut look = Look::default();
    let mut buffer = String::with_capacity(24);
    for word in line.split(|c: char| c.is_whitespace()) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        look.commas += usize::from(word.ends_with(','));
        look.stops += usize::from(ends_sentence(word) && bare.chars().nth(2).is_some());
        look.address |= word.contains('@') && word.contains('.') || word.contains("://") || word.starts_with("www.");
        let Some(first) = bare.chars().next() else {
            look.bars += usize::from(matches!(word, "|" | "/" | "»" | "›" | "·" | "•" | ">" | "→" | "-" | "–"));
            continue;
        };
        look.words += 1;
        if first.is_numeric() {
            look.digits += 1;
        } else if first.is_uppercase() {
            look.capital += 1;
            look.upper += usize::from(!bare.contains(char::is_lowercase));
        } else if first.is_lowercase() {
            look.small += 1;
        } else {
            // Scripts without case often have no spaces either.
            look.words += bare.chars().count() / 2;
        }
        if bare.len() <= 14 {
            buffer.clear();
            buffer.extend(bare.chars().map(|c| c.to_ascii_lowercase()));
            look.glue += usize::from(is_glue(&buffer));
            look.widget += usize::from(is_widget(&buffer));
        }
    }
    look.ends = ends_sentence(line);
    look.stops -= usize::from(look.ends && look.stops > 0);
    look.colon = line.ends_with([':', '：']);
    look.quoted = line.contains(['"', '“', '”', '«', '„']);
    look
}

impl Look {
    /// Share of the words in `count`.
    pub fn share(&self, count: usize) -> f32 {
        count as f32 / self.words.max(1) as f32
    }

    /// True for running text: a sentence of some length, or several.
    pub fn is_prose(&self) -> bool {
        self.words >= 10 && (self.ends || self.stops > 0)
    }

    /// True for a line that could be a headline: some words, no end of a sentence, not made of buttons.
    pub fn is_headline(&self) -> bool {
        (3..=40).contains(&self.words)
            && !self.colon
            && !self.address
            && self.stops <= 1
            && self.share(self.widget) < 0.5
    }
}

/// True when a piece of text ends as sentences do: a stop, then perhaps closing marks.
pub(super) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '’', '\'', '»', '“', ')', ']', '」', '』']);
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '۔', '।', '؟'])
        || (bare.ends_with([',', ';']) && bare.len() < text.len())
}

/// Small words without which few sentences do; the commonest European languages.
fn is_glue(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "of"
            | "to"
            | "in"
            | "and"
            | "that"
            | "was"
            | "is"
            | "are"
            | "were"
            | "for"
            | "on"
            | "with"
            | "as"
            | "at"
            | "by"
            | "it"
            | "he"
            | "she"
            | "they"
            | "his"
            | "her"
            | "their"
            | "has"
            | "have"
            | "had"
            | "been"
            | "be"
            | "will"
            | "would"
            | "said"
            | "from"
            | "but"
            | "not"
            | "which"
            | "who"
            | "this"
            | "its"
            | "we"
            | "i"
            | "you"
            | "or"
            | "than"
            | "there"
            | "when"
            | "also"
            | "after"
            | "could"
            | "can"
            | "if"
            | "der"
            | "die"
            | "das"
            | "und"
            | "ist"
            | "zu"
            | "den"
            | "mit"
            | "von"
            | "im"
            | "ein"
            | "eine"
            | "nicht"
            | "auf"
            | "für"
            | "sich"
            | "dem"
            | "des"
            | "le"
            | "la"
            | "les"
            | "et"
            | "est"
            | "une"
            | "un"
            | "du"
            | "que"
            | "qui"
            | "dans"
            | "pour"
            | "pas"
            | "el"
            | "los"
            | "las"
            | "y"
            | "en"
            | "de"
            | "una"
            | "por"
            | "con"
            | "para"
            | "se"
            | "del"
            | "al"
            | "il"
            | "di"
            | "che"
            | "per"
            | "non"
            | "o"
            | "os"
            | "um"
            | "uma"
            | "do"
            | "da"
            | "em"
            | "não"
            | "het"
            | "een"
            | "van"
            | "niet"
            | "og"
            | "er"
            | "av"
            | "som"
            | "och"
            | "att"
    )
}

/// Words of buttons, menus and notices.
fn is_widget(word: &str) -> bool {
    matches!(
        word,
        "share"
            | "shares"
            | "tweet"
            | "facebook"
            | "twitter"
            | "whatsapp"
            | "linkedin"
            | "pinterest"
            | "reddit"
            | "telegram"
            | "instagram"
            | "youtube"
            | "tiktok"
            | "bluesky"
            | "threads"
            | "email"
            | "e-mail"
            | "mail"
            | "print"
            | "save"
            | "comment"
            | "comments"
            | "subscribe"
            | "subscription"
            | "newsletter"
            | "newsletters"
            | "sign"
            | "login"
            | "logout"
            | "log"
            | "register"
            | "menu"
            | "search"
            | "home"
            | "skip"
            | "follow"
            | "copyright"
            | "cookies"
            | "cookie"
            | "privacy"
            | "terms"
            | "contact"
            | "advertise"
            | "advertisement"
            | "advert"
            | "ad"
            | "ads"
            | "sponsored"
            | "promoted"
            | "rss"
            | "app"
            | "download"
            | "archive"
            | "archives"
            | "sitemap"
            | "next"
            | "previous"
            | "more"
            | "read"
            | "view"
            | "views"
            | "click"
            | "tap"
            | "trending"
            | "popular"
            | "latest"
            | "related"
            | "recommended"
            | "toggle"
            | "close"
            | "open"
            | "navigation"
            | "font"
            | "size"
            | "listen"
            | "watch"
            | "live"
            | "video"
            | "videos"
            | "photos"
            | "gallery"
            | "shop"
            | "cart"
            | "account"
            | "edition"
            | "careers"
            | "jobs"
            | "faq"
            | "help"
            | "feedback"
            | "loading"
            | "mins"
            | "reply"
            | "like"
            | "likes"
            | "url"
            | "copy"
            | "link"
            | "bookmark"
            | "password"
            | "unsubscribe"
            | "preferences"
            | "settings"
            | "profile"
            | "notifications"
            | "donate"
            | "support"
            | "policy"
            | "about"
            | "tags"
            | "topics"
            | "discussion"
            | "standards"
            | "community"
            | "forum"
            | "podcast"
            | "podcasts"
            | "adjust"
            | "large"
            | "medium"
            | "small"
            | "enlarge"
            | "reset"
            | "get"
            | "short"
            | "embed"
            | "autoplay"
            | "replay"
            | "mute"
            | "sections"
            | "conditions"
            | "accessibility"
            | "faqs"
            | "blog"
            | "feed"
            | "alerts"
            | "button"
    )
}
