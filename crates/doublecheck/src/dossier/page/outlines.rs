//! Outlines of countries, for maps. Natural Earth, public domain; `outlines/make.py` makes the file.

use std::sync::LazyLock;

/// A point in degrees: longitude, latitude.
pub(super) type Point = (f64, f64);

/// A part of the world, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub west: f64,
    pub south: f64,
    pub east: f64,
    pub north: f64,
}

impl Area {
    /// The smallest that holds all points; none for no point.
    pub fn around(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        points.into_iter().fold(None, |area: Option<Self>, (x, y)| {
            let Self { west, south, east, north } = area.unwrap_or(Self { west: x, south: y, east: x, north: y });
            Some(Self { west: west.min(x), south: south.min(y), east: east.max(x), north: north.max(y) })
        })
    }

    /// Degrees from west to east.
    pub fn width(&self) -> f64 {
        self.east - self.west
    }

    fn meets(&self, other: &Self) -> bool {
        self.west <= other.east && other.west <= self.east && self.south <= other.north && other.south <= self.north
    }
}

/// The outlines that reach into an area, cut at its edges, each point at least `apart` degrees from the one before.
pub(super) fn outlines(area: &Area, apart: f64) -> Vec<Vec<Point>> {
    static RINGS: LazyLock<Vec<(Area, Vec<Point>)>> = LazyLock::new(|| {
        let rings = decoded(include_bytes!("../../../outlines/outlines.bin"));
        rings.into_iter().filter_map(|ring| Some((Area::around(ring.iter().copied())?, ring))).collect()
    });
    let inside = RINGS.iter().filter(|(whole, _)| whole.meets(area));
    inside.map(|(_, ring)| cut(&thinned(ring, apart), area)).filter(|ring| ring.len() > 2).collect()
}

/// The rings of the file; what is cut short ends the list.
fn decoded(file: &[u8]) -> Vec<Vec<Point>> {
    let mut bytes = file.iter();
    let mut integer = move || -> Option<u32> {
        let mut value = 0;
        for shift in (0..32).step_by(7) {
            let byte = u32::from(*bytes.next()?);
            value |= (byte & 127) << shift;
            if byte < 128 {
                return Some(value);
            }
        }
        None
    };
    let mut rings = Vec::new();
    while let Some(points) = integer() {
        let (mut x, mut y) = (0, 0);
        let mut ring = Vec::new();
        for _ in 0..points {
            let (Some(right), Some(up)) = (integer(), integer()) else { return rings };
            x += signed(right);
            y += signed(up);
            ring.push((f64::from(x) / 100.0, f64::from(y) / 100.0));
        }
        rings.push(ring);
    }
    rings
}

fn signed(value: u32) -> i32 {
    (value >> 1) as i32 ^ -((value & 1) as i32)
}

fn thinned(ring: &[Point], apart: f64) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    for &(x, y) in ring {
        if kept.last().is_none_or(|&(a, b)| (x - a).abs() + (y - b).abs() >= apart) {
            kept.push((x, y));
        }
    }
    kept
}

/// A ring cut at the four edges of an area, one after the other (Sutherland and Hodgman 1974).
fn cut(ring: &[Point], area: &Area) -> Vec<Point> {
    let ring = cut_at(ring, |p| p.0 - area.west);
    let ring = cut_at(&ring, |p| area.east - p.0);
    let ring = cut_at(&ring, |p| p.1 - area.south);
    cut_at(&ring, |p| area.north - p.1)
}

/// The part of a ring where `inside` is not negative.
fn cut_at(ring: &[Point], inside: impl Fn(&Point) -> f64) -> Vec<Point> {
    let mut kept = Vec::with_capacity(ring.len());
    for (at, point) in ring.iter().enumerate() {
        let Some(before) = ring.get(at.checked_sub(1).unwrap_or(ring.len() - 1)) else { continue };
        let (a, b) = (inside(before), inside(point));
        if (a < 0.0) != (b < 0.0) {
            let share = a / (a - b);
            kept.push((before.0 + (point.0 - before.0) * share, before.1 + (point.1 - before.1) * share));
        }
        if b >= 0.0 {
            kept.push(*point);
        }
    }
    kept
}
