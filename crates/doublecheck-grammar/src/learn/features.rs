//! Features as 32-bit keys.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Joins a template's key and a value into the key of a feature. Mixes well enough that two features of a model
/// rarely share a key (about one in a thousand at four million features).
#[inline]
pub fn key(a: u32, b: u32) -> u32 {
    let mixed = ((u64::from(a) << 32) | u64::from(b)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let folded = mixed ^ (mixed >> 29);
    let mixed = folded.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed >> 32) as u32
}

/// The key of a piece of text.
#[inline]
pub fn text_key(text: &str) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for &byte in text.as_bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    (hash ^ (hash >> 32)) as u32
}

/// The features of a run of positions, one flat list.
#[derive(Debug, Clone, Default)]
pub struct Features {
    keys: Vec<u32>,
    ends: Vec<u32>,
}

impl Features {
    /// Number of positions.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True without any position.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Forgets all positions, keeps the memory.
    pub fn clear(&mut self) {
        self.keys.clear();
        self.ends.clear();
    }

    /// Adds a feature to the position that is being described.
    #[inline]
    pub fn push(&mut self, key: u32) {
        self.keys.push(key);
    }

    /// Ends the description of a position.
    pub fn end_position(&mut self) {
        self.ends.push(self.keys.len() as u32);
    }

    /// The features of a position.
    pub fn at(&self, position: usize) -> &[u32] {
        let start = position.checked_sub(1).map_or(0, |p| self.ends[p] as usize);
        &self.keys[start..self.ends[position] as usize]
    }

    pub(super) fn keys(&self) -> &[u32] {
        &self.keys
    }

    /// The same positions with every key replaced; keys without a replacement are left out.
    pub(super) fn map(&self, replacement: impl Fn(u32) -> Option<u32>) -> Self {
        let mut mapped = Self { keys: Vec::with_capacity(self.keys.len()), ends: Vec::with_capacity(self.ends.len()) };
        for position in 0..self.len() {
            mapped.keys.extend(self.at(position).iter().filter_map(|&k| replacement(k)));
            mapped.end_position();
        }
        mapped
    }
}

/// Keys are mixed already.
#[derive(Default)]
pub struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 << 8) | u64::from(byte);
        }
    }

    fn write_u32(&mut self, key: u32) {
        self.0 = u64::from(key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// A map from keys.
pub type KeyMap<V> = HashMap<u32, V, BuildHasherDefault<KeyHasher>>;
