//! How often a word is part of a cue, learnt from articles in which people marked them.

use doublecheck_grammar::learn::features::KeyMap;
use doublecheck_grammar::learn::{Broken, Reader, Writer};

/// The bin from which on a word counts as likely to be a cue.
pub const LIKELY: u8 = 5;

/// How often words are in a cue, and how often they stand anywhere outside quotations.
#[derive(Debug, Clone, Default)]
pub struct Counts(KeyMap<(u32, u32)>);

impl Counts {
    /// Counts a word.
    pub fn add(&mut self, word: u32, in_cue: bool) {
        let count = self.0.entry(word).or_default();
        count.0 += u32::from(in_cue);
        count.1 += 1;
    }

    /// Adds up.
    pub fn extend(&mut self, other: &Self) {
        for (&word, &(cue, all)) in &other.0 {
            let count = self.0.entry(word).or_default();
            count.0 += cue;
            count.1 += all;
        }
    }
}

/// The lexicon; while training it holds counts, afterwards bins.
#[derive(Debug, Clone)]
pub struct Lexicon {
    counts: Counts,
    bins: KeyMap<u8>,
}

impl Lexicon {
    /// Makes a lexicon of counts.
    pub fn new(counts: Counts) -> Self {
        let bins = counts.0.iter().map(|(&word, &count)| (word, bin(count))).filter(|(_, b)| *b != 1).collect();
        Self { counts, bins }
    }

    /// The bin of a word: 0 often seen and never in a cue, 1 not known, from 2 on the more often in a cue.
    ///
    /// While training, an article's own counts are left out (`without`): its words must look as new as those of
    /// an article that was never seen, or nothing would be learnt about unknown cues.
    pub fn bin(&self, word: u32, without: Option<&Counts>) -> u8 {
        match without {
            None => self.bins.get(&word).copied().unwrap_or(1),
            Some(own) => {
                let (cue, all) = self.counts.0.get(&word).copied().unwrap_or_default();
                let (own_cue, own_all) = own.0.get(&word).copied().unwrap_or_default();
                bin((cue.saturating_sub(own_cue), all.saturating_sub(own_all)))
            }
        }
    }

    /// Writes the bins.
    pub fn write(&self, out: &mut Writer) {
        let mut bins: Vec<(u32, u8)> = self.bins.iter().map(|(&word, &bin)| (word, bin)).collect();
        bins.sort_unstable();
        out.number(bins.len() as u32);
        for (word, bin) in bins {
            out.number(word);
            out.byte(bin);
        }
    }

    /// Reads what [`write`](Self::write) wrote.
    ///
    /// # Errors
    /// When the bytes are no lexicon.
    pub fn read(input: &mut Reader<'_>) -> Result<Self, Broken> {
        let count = input.number()?;
        let bins = (0..count).map(|_| Ok((input.number()?, input.byte()?))).collect::<Result<_, Broken>>()?;
        Ok(Self { counts: Counts::default(), bins })
    }
}

fn bin((cue, all): (u32, u32)) -> u8 {
    if cue == 0 {
        return u8::from(all < 4);
    }
    let share = f64::from(cue) / (f64::from(all) + 0.5);
    2 + [0.02, 0.05, 0.12, 0.25, 0.4, 0.6, 0.8].iter().filter(|&&step| share >= step).count() as u8
}
