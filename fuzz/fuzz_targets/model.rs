//! Any bytes are a model or an error.

#![no_main]

use doublecheck::statement::finder::Finder;
use doublecheck_grammar::learn::Reader;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = Finder::read(&mut Reader::new(bytes));
});
