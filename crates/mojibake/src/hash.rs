//! Hashing of keys that nobody chose to collide, in tables that are asked millions of times.

use std::hash::{BuildHasherDefault, Hasher};

/// Of the hashers that [`Mix`] builds.
pub(crate) type Mixed = BuildHasherDefault<Mix>;

/// Multiplies and mixes, so that all bits of a key bear on the high and the low bits of its hash.
#[derive(Clone, Copy, Default)]
pub(crate) struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 ^= bytes.len() as u64;
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u32(&mut self, word: u32) {
        self.write_u64(u64::from(word));
    }

    fn write_u64(&mut self, word: u64) {
        let hash = (self.0 ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = hash ^ hash >> 32;
    }
}
