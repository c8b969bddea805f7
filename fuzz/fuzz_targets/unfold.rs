//! Any bytes are a compressed WARC file: what can be unfolded is read, without a panic.

#![no_main]

use doublecheck::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // By the first bytes gzip or Zstandard, whatever the fuzzer makes of the rest.
    for magic in [&[0x1f, 0x8b][..], &[0x28, 0xb5, 0x2f, 0xfd], &[0x5d, 0x2a, 0x4d, 0x18], &[]] {
        let file = [magic, bytes].concat();
        read::entries("a.warc.gz", file.as_slice()).for_each(drop);
    }
});
