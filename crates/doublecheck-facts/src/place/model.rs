//! What was learnt of places.

use std::sync::LazyLock;

use doublecheck_grammar::learn::{Broken, Chain, Reader, Trees, Writer};

use super::resolve::NUMBERS;

static BUILT_IN: LazyLock<Option<Model>> = LazyLock::new(|| Model::read(include_bytes!("../../models/place.bin")).ok());

/// The models of this room: which names are places.
#[derive(Debug, Clone)]
pub struct Model {
    pub(super) spotter: Chain,
    pub(super) ranker: [Trees; 2],
    pub(super) reader: Chain,
}

impl Model {
    /// The model that is built in; none only while it is being made.
    pub fn built_in() -> Option<&'static Self> {
        BUILT_IN.as_ref()
    }

    /// Reads what [`write`](Self::write) wrote.
    ///
    /// # Errors
    /// When the bytes are no such model.
    pub fn read(bytes: &[u8]) -> Result<Self, Broken> {
        let mut input = Reader::new(bytes);
        Ok(Self {
            spotter: Chain::read(&mut input)?,
            ranker: [Trees::read(&mut input, NUMBERS)?, Trees::read(&mut input, NUMBERS)?],
            reader: Chain::read(&mut input)?,
        })
    }

    /// The bytes of the model.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Writer::default();
        self.spotter.write(&mut out);
        self.ranker.iter().for_each(|trees| trees.write(&mut out));
        self.reader.write(&mut out);
        out.into_bytes()
    }
}
