//! Plain data: what every room speaks in. Public fields, no behaviour beyond what the data itself answers.

mod article;
mod claim;
mod facts;
mod figure;
mod id;
mod mosaic;
mod problem;
mod relation;
mod reuse;
mod rulings;
mod speaker;
mod statement;
mod tables;
mod text;

pub use article::{
    Article, Block, DateClue, DateKind, Evidence, ForeignPassage, Label, Lookalike, Moment, Published, Received,
    Stated, Trust,
};
pub use claim::{
    Admission, Against, Bearing, Bond, Claim, Confirmation, Credibility, Gap, Grade, Merge, Missing, NearClaim,
    Opposition, Origin, Relay, Reliability, Slot,
};
pub use facts::{
    Alternative, Change, ChangeRole, Covers, Edge, Entity, EntityKind, Facts, Identity, Location, Member, Mention,
    MentionForm, Quantity, QuantityKind, TimeBound, TimeExpression, TimeKind, Toponym, ToponymUsage,
};
pub use figure::{Bound, Figure, Point, Remark, RemarkKind, Scope, Series, Since, SumCheck};
pub use id::{Id, NotAnId};
pub use mosaic::{Derivation, Mosaic, Part};
pub use problem::Problem;
pub use relation::Relation;
pub use reuse::{Direction, DirectionClue, Reuse, ReuseKind};
pub use rulings::{MergeRuling, Rulings, SplitRuling};
pub use speaker::{Party, Speaker, SpeakerKind};
pub use statement::{Attribution, Form, Manner, Stance, Statement, When};
pub use tables::{OutletEntry, PartyEntry, PlaceEntry, PlaceTarget, Tables};
pub use text::{Span, Text};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The exact words of one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// The article.
    pub article: Id,
    /// The words in it.
    pub span: Span,
}

impl Place {
    /// True when two places are the same words, or nearly so: each holds most of the other.
    pub fn is_mostly(self, other: Self) -> bool {
        let (a, b) = (self.span, other.span);
        let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
        self.article == other.article && shared > 0 && shared * 2 >= a.len() && shared * 2 >= b.len()
    }
}
