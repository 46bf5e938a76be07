//! Readings that were saved: shown again, and written as files of other kinds.

use dafu::wire;
use exports::Export;
use phrases::Language;

use super::Origin;
use crate::protocol::{Hints, Preview};

/// Readings that were saved as JSON.
pub struct Saved;

impl Origin for Saved {
    const SAVED: bool = true;

    fn read(bytes: Vec<u8>, _: Hints, mut stage: impl FnMut(dafu::Stage)) -> Option<wire::Reading> {
        stage(dafu::Stage::Document);
        Some(wire::Reading::reopen(&bytes))
    }

    fn charsets(_: &[u8]) -> Vec<Preview> {
        Vec::new()
    }

    fn export(bytes: &[u8], export: Export, language: Language) -> Option<Vec<u8>> {
        Some(export.write(&wire::Reading::reopen(bytes), language))
    }
}
