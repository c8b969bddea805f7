//! Names of elements.

macro_rules! tags {
    ($($tag:ident $name:literal)*) => {
        /// What an element is; names that mean nothing to a reader are `Other`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(in crate::read) enum Tag { $($tag,)* Other }

        impl Tag {
            /// The tag of a name in small letters.
            pub fn of(name: &[u8]) -> Self {
                match name {
                    $($name => Self::$tag,)*
                    _ => Self::Other,
                }
            }
        }
    };
}

tags! {
    A b"a" Abbr b"abbr" Address b"address" Area b"area" Article b"article" Aside b"aside" Audio b"audio" B b"b" Base b"base"
    Blockquote b"blockquote" Body b"body" Br b"br" Button b"button" Canvas b"canvas" Caption b"caption" Center b"center"
    Cite b"cite" Code b"code" Col b"col" Dd b"dd" Details b"details" Dialog b"dialog" Dir b"dir" Div b"div" Dl b"dl" Dt b"dt"
    Em b"em" Embed b"embed" Fieldset b"fieldset" Figcaption b"figcaption" Figure b"figure" Font b"font" Footer b"footer"
    Form b"form" H1 b"h1" H2 b"h2" H3 b"h3" H4 b"h4" H5 b"h5" H6 b"h6" Head b"head" Header b"header" Hr b"hr" Html b"html"
    I b"i" Iframe b"iframe" Img b"img" Input b"input" Label b"label" Legend b"legend" Li b"li" Link b"link" Main b"main"
    Menu b"menu" Meta b"meta" Nav b"nav" Noscript b"noscript" Object b"object" Ol b"ol" Optgroup b"optgroup" Option b"option"
    P b"p" Param b"param" Picture b"picture" Pre b"pre" Q b"q" S b"s" Script b"script" Section b"section" Select b"select"
    Small b"small" Source b"source" Span b"span" Strike b"strike" Strong b"strong" Style b"style" Sub b"sub"
    Summary b"summary" Sup b"sup" Svg b"svg" Table b"table" Tbody b"tbody" Td b"td" Template b"template"
    Textarea b"textarea" Tfoot b"tfoot" Th b"th" Thead b"thead" Time b"time" Title b"title" Tr b"tr" Track b"track" U b"u"
    Ul b"ul" Video b"video" Wbr b"wbr"
}

impl Tag {
    /// Has no inside.
    pub fn is_void(self) -> bool {
        use Tag::{Area, Base, Br, Col, Embed, Hr, Img, Input, Link, Meta, Param, Source, Track, Wbr};
        matches!(self, Area | Base | Br | Col | Embed | Hr | Img | Input | Link | Meta | Param | Source | Track | Wbr)
    }

    /// Stands inside a line. Elements that are not known do, as in browsers.
    pub fn is_inline(self) -> bool {
        use Tag::{
            A, Abbr, B, Cite, Code, Em, Font, I, Img, Input, Label, Other, Picture, Q, S, Small, Source, Span, Strike,
            Strong, Sub, Sup, Time, U, Wbr,
        };
        matches!(
            self,
            A | Abbr
                | B
                | Cite
                | Code
                | Em
                | Font
                | I
                | Img
                | Input
                | Label
                | Other
                | Picture
                | Q
                | S
                | Small
                | Source
                | Span
                | Strike
                | Strong
                | Sub
                | Sup
                | Time
                | U
                | Wbr
        )
    }

    /// May stand in the head of a page.
    pub fn is_of_head(self) -> bool {
        use Tag::{Base, Head, Html, Link, Meta, Noscript, Script, Style, Template, Title};
        matches!(self, Base | Head | Html | Link | Meta | Noscript | Script | Style | Template | Title)
    }

    /// What it holds is never read.
    pub fn is_silent(self) -> bool {
        use Tag::{
            Audio, Canvas, Head, Iframe, Noscript, Object, Optgroup, Option, Script, Select, Style, Svg, Template,
            Textarea, Title, Video,
        };
        matches!(
            self,
            Audio
                | Canvas
                | Head
                | Iframe
                | Noscript
                | Object
                | Optgroup
                | Option
                | Script
                | Select
                | Style
                | Svg
                | Template
                | Textarea
                | Title
                | Video
        )
    }

    pub fn is_heading(self) -> bool {
        (Self::H1..=Self::H6).contains(&self)
    }

    pub fn is_cell(self) -> bool {
        matches!(self, Self::Td | Self::Th)
    }

    /// True when an open element of this kind ends where an element of kind `next` begins; none when it does not matter,
    /// so that the search goes on outside it.
    pub fn ends_before(self, next: Self) -> Option<bool> {
        use Tag::{
            A, Address, Article, Body, Dd, Div, Dl, Dt, Html, Li, Ol, P, Section, Table, Tbody, Td, Tfoot, Th, Thead,
            Tr, Ul,
        };
        let ends = match self {
            P => !next.is_inline(),
            A => next == A,
            _ if self.is_heading() => next.is_heading(),
            Li => next == Li,
            Dt | Dd => matches!(next, Dt | Dd),
            Td | Th => matches!(next, Td | Th | Tr | Tbody | Thead | Tfoot),
            Tr => matches!(next, Tr | Tbody | Thead | Tfoot),
            Tbody | Thead | Tfoot => matches!(next, Tbody | Thead | Tfoot),
            _ => false,
        };
        if ends {
            return Some(true);
        }
        let limit = match next {
            Li => matches!(self, Ul | Ol | Table | Td | Th | Article | Section),
            Dt | Dd => matches!(self, Dl | Table | Td | Th),
            Td | Th | Tr | Tbody | Thead | Tfoot => self == Table,
            _ => !self.is_inline(),
        };
        let transparent = matches!(next, Li | Dt | Dd) && matches!(self, Address | Div | P);
        (limit && !transparent || matches!(self, Body | Html)).then_some(false)
    }
}
