//! A table from feature to a row of weights, one for each label.

use super::bytes::{Broken, Reader, Writer};

#[derive(Debug, Clone, Copy)]
struct Slot<const L: usize> {
    key: u32,
    row: [i8; L],
}

/// Weights of a linear model with `L` labels, quantised to a byte. A lookup costs one cache line or two.
#[derive(Debug, Clone)]
pub struct Weights<const L: usize> {
    /// Open addressing, two thirds of it empty; key 0 is an empty slot.
    slots: Vec<Slot<L>>,
    /// A byte of each slot's key, 0 for an empty one: most keys that are not there are refused without a look at the slots,
    /// which do not fit into the caches.
    tags: Vec<u8>,
    scale: f32,
}

impl<const L: usize> Weights<L> {
    /// Quantises rows of weights. Rows whose largest weight is below `least` of the largest of all are left out.
    pub fn new(rows: impl Iterator<Item = (u32, [f32; L])>, least: f32) -> Self {
        let rows: Vec<(u32, [f32; L])> = rows.filter(|&(key, _)| key != 0).collect();
        let size = |row: &[f32; L]| row.iter().fold(0f32, |m, w| m.max(w.abs()));
        // A few outliers must not cost all others their precision.
        let mut sizes: Vec<f32> = rows.iter().map(|(_, row)| size(row)).collect();
        sizes.sort_by(f32::total_cmp);
        let largest = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 1000)).copied().unwrap_or(1.0);
        let scale = (largest / 127.0).max(f32::MIN_POSITIVE);
        let kept: Vec<(u32, [i8; L])> = rows
            .iter()
            .filter(|(_, row)| size(row) >= largest * least)
            .map(|(key, row)| (*key, row.map(|w| (w / scale).round().clamp(-127.0, 127.0) as i8)))
            .filter(|(_, row)| row.iter().any(|&w| w != 0))
            .collect();
        Self::of(&kept, scale)
    }

    fn of(rows: &[(u32, [i8; L])], scale: f32) -> Self {
        let size = rows.len() * 3 + 1;
        let mut slots = vec![Slot { key: 0, row: [0; L] }; size];
        for &(key, row) in rows {
            let mut at = place(key, size);
            while slots[at].key != 0 && slots[at].key != key {
                at = next(at, size);
            }
            slots[at] = Slot { key, row };
        }
        let tags = slots.iter().map(|slot| if slot.key == 0 { 0 } else { tag(slot.key) }).collect();
        Self { slots, tags, scale }
    }

    /// The same table without weights of fewer steps than `least`, which tell little and take as much room as the others.
    pub fn thinned(&self, least: u8) -> Self {
        let thin = |row: [i8; L]| row.map(|w| if w.unsigned_abs() < least { 0 } else { w });
        let rows = self.slots.iter().filter(|slot| slot.key != 0).map(|slot| (slot.key, thin(slot.row)));
        let mut rows: Vec<(u32, [i8; L])> = rows.filter(|(_, row)| row.iter().any(|&w| w != 0)).collect();
        rows.sort_unstable();
        Self::of(&rows, self.scale)
    }

    /// What one step of a quantised weight is worth.
    pub fn scale(&self) -> f32 {
        self.scale
    }

    /// The sum of the weights of all features.
    #[inline]
    pub fn score(&self, keys: &[u32]) -> [i32; L] {
        let mut scores = [0; L];
        // First where they are, then the rows: reads that do not wait for each other.
        let mut places = [0u32; TOGETHER];
        for keys in keys.chunks(TOGETHER) {
            let mut count = 0;
            for &key in keys {
                if let Some(at) = self.find(key, place(key, self.slots.len())) {
                    places[count] = at as u32;
                    count += 1;
                }
            }
            for &at in &places[..count] {
                for (score, &weight) in scores.iter_mut().zip(&self.slots[at as usize].row) {
                    *score += i32::from(weight);
                }
            }
        }
        scores
    }

    #[inline]
    fn find(&self, key: u32, mut at: usize) -> Option<usize> {
        let wanted = tag(key);
        loop {
            match self.tags[at] {
                0 => return None,
                found if found == wanted && self.slots[at].key == key => return Some(at),
                _ => at = next(at, self.tags.len()),
            }
        }
    }

    /// Writes the table: rows in the order of their keys, each key as its distance from the one before; weights that are
    /// zero are left out.
    pub fn write(&self, out: &mut Writer) {
        let mut slots: Vec<&Slot<L>> = self.slots.iter().filter(|slot| slot.key != 0).collect();
        slots.sort_by_key(|slot| slot.key);
        out.number(slots.len() as u32);
        out.fraction(self.scale);
        let mut last = 0;
        for slot in slots {
            out.short(slot.key - last);
            last = slot.key;
            let used = || slot.row.iter().enumerate().filter(|(_, w)| **w != 0);
            if L <= MASKED {
                let bits = used().fold(0u32, |bits, (label, _)| bits | 1 << label);
                bits.to_le_bytes()[..L.div_ceil(8)].iter().for_each(|&byte| out.byte(byte));
                used().for_each(|(_, &weight)| out.byte(weight as u8));
            } else {
                out.byte(used().count() as u8);
                used().for_each(|(label, &weight)| {
                    out.byte(label as u8);
                    out.byte(weight as u8);
                });
            }
        }
    }

    /// Reads what [`write`](Self::write) wrote.
    ///
    /// # Errors
    /// When the bytes are no such table.
    pub fn read(input: &mut Reader<'_>) -> Result<Self, Broken> {
        let count = input.number()? as usize;
        let scale = input.fraction()?;
        let mut rows = Vec::with_capacity(count.min(1 << 16));
        let mut key = 0u32;
        for _ in 0..count {
            key = key.checked_add(input.short()?).ok_or(Broken("a key is out of range"))?;
            let mut row = [0i8; L];
            if L <= MASKED {
                let mut bits = 0u32;
                for byte in 0..L.div_ceil(8) {
                    bits |= u32::from(input.byte()?) << (8 * byte);
                }
                for (label, weight) in row.iter_mut().enumerate() {
                    if bits >> label & 1 == 1 {
                        *weight = input.byte()? as i8;
                    }
                }
            } else {
                for _ in 0..input.byte()? {
                    let label = input.byte()? as usize;
                    *row.get_mut(label).ok_or(Broken("a label is out of range"))? = input.byte()? as i8;
                }
            }
            rows.push((key, row));
        }
        Ok(Self::of(&rows, scale))
    }
}

/// Up to so many labels a row says with a bit for each label which weights follow; wider rows are mostly empty and name the
/// label of each weight.
const MASKED: usize = 32;

/// Features looked up together.
const TOGETHER: usize = 128;

#[inline]
fn next(at: usize, size: usize) -> usize {
    if at + 1 == size { 0 } else { at + 1 }
}

#[inline]
fn tag(key: u32) -> u8 {
    key as u8 | 1
}

/// Where the search for a key begins: keys are mixed, so their size spreads them evenly.
#[inline]
fn place(key: u32, size: usize) -> usize {
    ((u64::from(key) * size as u64) >> 32) as usize
}
