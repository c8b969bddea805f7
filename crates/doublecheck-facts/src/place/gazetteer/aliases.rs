//! Names that an analyst adds.

use super::{Bearer, By, Gazetteer, Kind, NameKey};

/// A name that the caller adds, and what it stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Alias {
    /// The name as articles write it.
    pub name: String,
    /// What it stands for.
    pub target: Target,
}

/// What a caller's name stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A place of the gazetteer.
    Place {
        /// Any of its names.
        name: String,
        /// A country (name or code) or unit in which it lies, when the name alone is not clear.
        within: Option<String>,
    },
    /// A point.
    Point {
        /// Degrees north, from -90 to 90.
        lat: f32,
        /// Degrees east, from -180 to 180.
        lon: f32,
    },
}

/// A caller's name that stands for nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnknownTarget {
    /// The gazetteer has no such place.
    #[error(
        "the alias \"{alias}\" stands for \"{target}\", which the gazetteer does not have; give another of its names, or its coordinates"
    )]
    Place {
        /// The name that was to be added.
        alias: String,
        /// What it was to stand for.
        target: String,
    },
    /// The coordinates are none.
    #[error(
        "the alias \"{alias}\" has coordinates that are not on Earth: latitude must lie from -90 to 90, longitude from -180 to 180"
    )]
    Point {
        /// The name that was to be added.
        alias: String,
    },
    /// The name holds no letter or digit.
    #[error("the alias \"{alias}\" holds no letter or digit; write the name as articles do")]
    Name {
        /// The name that was to be added.
        alias: String,
    },
}

impl Gazetteer {
    /// This gazetteer with names of the caller's, which come before its own; and those that stand for nothing, which are left out.
    #[must_use]
    pub fn with_aliases(&self, aliases: &[Alias]) -> (Self, Vec<UnknownTarget>) {
        let mut extended = self.clone();
        let mut unknown = Vec::new();
        for Alias { name, target } in aliases {
            let alias = name.clone();
            let Some(key) = NameKey::of_name(name) else {
                unknown.push(UnknownTarget::Name { alias });
                continue;
            };
            let entry = match target {
                Target::Place { name, within } => self.locate(name, within.as_deref()).map(|e| e.id).ok_or_else(|| {
                    let target = within.iter().fold(name.clone(), |name, within| format!("{name}, {within}"));
                    UnknownTarget::Place { alias, target }
                }),
                Target::Point { lat, lon } if (-90.0..=90.0).contains(lat) && (-180.0..=180.0).contains(lon) => {
                    Ok(extended.add_point(name, Kind::Point, *lat, *lon))
                }
                Target::Point { .. } => Err(UnknownTarget::Point { alias }),
            };
            match entry {
                // What the caller says is meant: nothing else bears the name any more.
                Ok(entry) => {
                    extended.named.insert(key, vec![Bearer { entry, by: By::Own }]);
                }
                Err(error) => unknown.push(error),
            }
        }
        (extended, unknown)
    }
}
