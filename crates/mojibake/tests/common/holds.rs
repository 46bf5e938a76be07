//! What holds for any bytes.
#![allow(missing_docs, unreachable_pub)]

use mojibake::{Damage, Decoded, Kind, Options, decode};

/// The received text, put together again from the untouched text and what was repaired.
pub fn rebuilt(decoded: &Decoded) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for repair in &decoded.repairs {
        out.push_str(&decoded.text[at..repair.range.start]);
        out.push_str(decoded.original(&repair));
        at = repair.range.end;
    }
    out + &decoded.text[at..]
}

pub fn holds(bytes: &[u8]) {
    let decoded = decode(bytes, &Options::default());
    faithful(&decoded);
    // Whatever a caller forces upon it.
    let damage = Damage::ALL[bytes.len() % Damage::ALL.len()];
    faithful(&decode(bytes, &Options { damage: Some(damage), ..Options::default() }));
}

/// What was received can be had back, and what could not be restored stands as it was.
fn faithful(decoded: &Decoded) {
    assert_eq!(rebuilt(decoded), decoded.received());
    for repair in decoded.repairs.iter().filter(|repair| repair.kind == Kind::Unresolved) {
        assert_eq!(&decoded.text[repair.range.clone()], decoded.original(&repair));
    }
}
