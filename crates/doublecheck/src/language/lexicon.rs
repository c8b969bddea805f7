//! Closed lists of words that the reading of figures rests on; all in lower case.

use crate::model::Bound;

pub(super) const PREPOSITIONS: &[&str] = &[
    "of", "in", "on", "at", "by", "for", "from", "to", "with", "without", "within", "into", "onto", "over", "under",
    "above", "below", "between", "among", "amid", "against", "across", "along", "around", "about", "after", "before",
    "behind", "beside", "beyond", "near", "off", "out", "outside", "inside", "through", "throughout", "during",
    "since", "until", "till", "towards", "toward", "up", "down", "upon", "via", "per", "as", "than", "despite",
    "except", "including", "following", "like", "aboard", "alongside", "and", "or", "but",
];

pub(super) const STOPS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my", "your", "each",
    "every", "any", "no", "all", "both", "he", "she", "it", "they", "we", "i", "you", "him", "them", "us", "me",
    "who", "whom", "whose", "which", "what", "when", "where", "why", "how", "while", "whereas", "if", "because",
    "although", "though", "so", "nor", "not", "yet", "then", "now", "today", "yesterday", "tomorrow", "ago", "later",
    "earlier", "away", "apart", "there", "here", "only", "just", "also", "too", "either", "neither", "said", "says",
    "told", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "daily", "hourly", "weekly",
    "monthly", "annually", "yearly", "respectively", "altogether",
];

pub(super) const MONTHS: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
];

pub(super) const CLOCKS: &[&str] = &[
    "a.m.", "p.m.", "a.m", "p.m", "am", "pm", "gmt", "utc", "cet", "cest", "bst", "est", "edt", "o'clock", "o’clock",
];

/// Words before a four-digit number that make it a year.
pub(super) const YEAR_OPENERS: &[&str] = &[
    "in", "since", "of", "by", "from", "until", "till", "during", "the", "early", "late", "mid", "year", "before",
    "after", "summer", "winter", "autumn", "spring", "fall", "this", "its", "their", "to", ",", "between", "and",
];

/// Words after which a number names and does not count.
pub(super) const DESIGNATORS: &[&str] = &[
    "no", "nos", "number", "numbers", "flight", "route", "highway", "motorway", "interstate", "road", "article",
    "resolution", "section", "chapter", "paragraph", "page", "channel", "pier", "gate", "room", "unit", "type",
    "boeing", "airbus", "area", "zone", "district", "ward", "sector", "phase", "stage", "level", "category",
    "terminal", "platform", "lane", "line", "bus", "tram", "train", "class", "grade", "part", "volume", "episode",
    "season", "chart", "figure", "table", "block", "building", "apartment", "flat", "suite", "box", "case", "exhibit",
    "protocol", "version", "model", "mark", "radio", "studio", "group", "round", "day", "week", "year", "reactor",
    "span", "berth", "track", "hall", "pump", "shaft", "tower", "lock", "sluice", "tunnel", "bridge", "junction",
    "exit", "tel", "phone", "fax", "war", "formula", "agenda", "covid", "win", "won", "lost", "score", "under",
];

/// Phrases before a number and how they mean it, longest first.
pub(super) const BOUNDS: &[(&[&str], Bound)] = &[
    (&["no", "fewer", "than"], Bound::AtLeast),
    (&["no", "less", "than"], Bound::AtLeast),
    (&["not", "less", "than"], Bound::AtLeast),
    (&["no", "more", "than"], Bound::AtMost),
    (&["not", "more", "than"], Bound::AtMost),
    (&["in", "excess", "of"], Bound::AtLeast),
    (&["a", "minimum", "of"], Bound::AtLeast),
    (&["a", "maximum", "of"], Bound::AtMost),
    (&["as", "many", "as"], Bound::AtMost),
    (&["as", "much", "as"], Bound::AtMost),
    (&["as", "few", "as"], Bound::AtLeast),
    (&["at", "least"], Bound::AtLeast),
    (&["more", "than"], Bound::AtLeast),
    (&["greater", "than"], Bound::AtLeast),
    (&["upwards", "of"], Bound::AtLeast),
    (&["well", "over"], Bound::AtLeast),
    (&["just", "over"], Bound::AtLeast),
    (&["at", "most"], Bound::AtMost),
    (&["up", "to"], Bound::AtMost),
    (&["fewer", "than"], Bound::AtMost),
    (&["less", "than"], Bound::AtMost),
    (&["just", "under"], Bound::AtMost),
    (&["close", "to"], Bound::About),
    (&["an", "estimated"], Bound::About),
    (&["over"], Bound::AtLeast),
    (&["exceeding"], Bound::AtLeast),
    (&["under"], Bound::AtMost),
    (&["about"], Bound::About),
    (&["around"], Bound::About),
    (&["roughly"], Bound::About),
    (&["approximately"], Bound::About),
    (&["some"], Bound::About),
    (&["nearly"], Bound::About),
    (&["almost"], Bound::About),
    (&["estimated"], Bound::About),
    (&["circa"], Bound::About),
];

/// Words that say that people came to harm or were brought somewhere, and the verb of each.
pub(super) const HARMS: &[(&str, &str)] = &[
    ("killed", "kill"),
    ("dead", "die"),
    ("died", "die"),
    ("perished", "die"),
    ("drowned", "drown"),
    ("injured", "injure"),
    ("wounded", "wound"),
    ("hurt", "hurt"),
    ("hospitalised", "hospitalise"),
    ("hospitalized", "hospitalize"),
    ("evacuated", "evacuate"),
    ("arrested", "arrest"),
    ("detained", "detain"),
    ("displaced", "displace"),
    ("rescued", "rescue"),
    ("trapped", "trap"),
    ("homeless", "displace"),
    ("infected", "infect"),
    ("kidnapped", "kidnap"),
];

pub(super) const TOLL_VERBS: &[&str] = &[
    "rose", "risen", "rises", "climbed", "stands", "stood", "reached", "reaches", "is", "was", "now", "grew", "at",
    "to", "increased", "revised", "fell",
];

/// Nouns of time: what a number before them gives is a duration, which is no figure.
pub(super) const PERIODS: &[&str] = &[
    "second", "minute", "hour", "day", "night", "week", "fortnight", "month", "year", "decade",
];

/// Nouns that numbers stand before without counting anything that could be compared.
pub(super) const UNCOUNTED: &[&str] = &[
    "second", "minute", "hour", "day", "night", "week", "weekend", "fortnight", "month", "quarter", "year", "decade",
    "century", "season", "time", "occasion", "way", "thing", "reason", "side", "half", "front", "aspect", "matter",
    "issue", "question", "option", "factor", "fold", "dozen", "pm", "am", "moment", "instance", "sense", "respect",
    "point", "third", "fifth", "sixth", "eighth", "tenth",
];

/// Singular words that an article or "one" stands before without counting one thing.
pub(super) const NO_SINGLES: &[&str] = &[
    "number", "lot", "few", "total", "further", "couple", "series", "range", "handful", "majority", "group",
    "variety", "result", "statement", "spokesman", "spokeswoman", "spokesperson", "another", "more", "way", "hand",
    "one", "thing", "part",
];

pub(super) const NOT_COUNTED_PLURALS: &[&str] = &[
    "us", "ours", "theirs", "thanks",
];

/// States, sides and people named before: what "the two ..." points back to.
pub(super) const PARTIES: &[&str] = &[
    "country", "nation", "state", "government", "party", "leader", "minister", "president", "team", "company", "man",
    "woman", "city", "capital", "neighbour", "neighbor", "ally", "power", "ministry", "agency", "official", "friend",
    "brother", "sister", "partner", "rival", "club", "army", "force",
];

pub(super) const PERSONS: &[&str] = &[
    "person", "man", "woman", "child", "boy", "girl", "worker", "soldier", "civilian", "passenger", "resident",
    "driver", "pilot", "officer", "policeman", "firefighter", "fireman", "student", "pupil", "protester", "fighter",
    "member", "employee", "engineer", "miner", "fisherman", "sailor", "tourist", "victim", "villager", "farmer",
    "teacher", "doctor", "nurse", "journalist", "guard", "rescuer", "diver", "climber", "cyclist", "pedestrian",
    "motorist", "rider", "passer-by", "bystander", "hostage", "patient", "inmate", "prisoner", "migrant", "refugee",
    "serviceman", "militant", "rebel", "gunman", "attacker", "suspect", "technician", "welder", "crewman",
];

pub(super) const ADJECTIVES: &[&str] = &[
    "small", "large", "big", "new", "old", "young", "other", "more", "further", "additional", "separate", "different",
    "several", "main", "major", "minor", "key", "local", "foreign", "heavy", "light", "dead", "first", "last", "long",
    "short", "high", "low", "great", "good", "bad", "serious", "minor", "severe", "critical", "direct", "full",
    "empty", "nearby", "such", "same", "many", "few", "recent", "modern", "russian", "american", "british", "french",
    "german", "top", "senior", "junior", "public", "private", "national", "international", "regional", "federal",
    "central", "northern", "southern", "eastern", "western", "red", "white", "black", "blue", "green", "male",
    "female", "broken", "stolen", "fallen", "missing", "vital", "extra", "fresh", "innocent", "elderly", "yellow",
    "orange", "brown", "grey", "gray", "purple", "pink", "human", "non", "so-called",
];

/// Nouns with the ending of an adjective.
pub(super) const NOUNS_LIKE_ADJECTIVES: &[&str] = &[
    "military", "hospital", "capital", "rental", "metal", "factory", "battery", "delivery", "history", "territory",
    "laboratory", "artillery", "cavalry", "infantry", "secretary", "library", "boundary", "salary", "dictionary",
    "supply", "family", "assembly", "detective", "executive", "locomotive", "explosive", "harvest", "forest",
    "protest", "request", "interest", "arrest", "guest", "table", "cable", "vegetable", "portable", "weed", "seed",
    "dispensary", "missionary", "mercenary", "inventory", "directory", "dormitory", "machinery", "nursery", "grocery",
];
