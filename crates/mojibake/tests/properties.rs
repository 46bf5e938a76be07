//! What holds for any bytes.

mod common;

use common::holds::{holds, rebuilt};
use encoding_rs::{BIG5, GBK};
use mojibake::{Decoded, Kind, Options, decode};
use proptest::prelude::*;

fn read(bytes: &[u8]) -> Decoded {
    decode(bytes, &Options::default())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        holds(&bytes);
    }

    #[test]
    fn any_text(text in "(\\PC|[\u{80}-\u{ff}å-é€“”\u{fffd}?锛銆的\n]){0,60}") {
        holds(text.as_bytes());
    }

    #[test]
    fn damage_of_any_part(from in 0usize..200, length in 0usize..120, kind in 0usize..10) {
        let clean: String = common::LETTER.chars().skip(from).take(length).collect();
        let damages: [fn(&str) -> String; 10] = [
            common::kept,
            common::dropped,
            common::replaced,
            common::latin1,
            common::twice,
            |text| common::misread_bytewise(text.as_bytes(), GBK),
            |text| common::misread_with_question_marks(text.as_bytes()),
            |text| common::misread_bytewise(text.as_bytes(), GBK).replace('\u{fffd}', ""),
            |text| common::encoded_as_windows1252(text, GBK),
            |text| common::misread_bytewise(&GBK.encode(text).0, BIG5),
        ];
        let damaged = damages[kind](&clean);
        let decoded = read(damaged.as_bytes());
        prop_assert_eq!(rebuilt(&decoded), damaged);
        let again = read(decoded.text.as_bytes());
        if decoded.repairs.iter().all(|repair| repair.kind != Kind::Unresolved) {
            prop_assert_eq!(again.text, decoded.text);
        }
    }

    /// Nothing is left over from what was read before, and no order hangs on chance.
    #[test]
    fn the_same_bytes_are_read_the_same(from in 0usize..200, length in 0usize..120, kind in 0usize..5) {
        let clean: String = common::LETTER.chars().skip(from).take(length).collect();
        let damaged = [common::kept, common::dropped, common::replaced, common::latin1, common::twice][kind](&clean);
        let (first, _, second) = (read(damaged.as_bytes()), read(clean.as_bytes()), read(damaged.as_bytes()));
        prop_assert_eq!(first.text, second.text);
        prop_assert_eq!(first.repairs, second.repairs);
    }

    #[test]
    fn reversal_can_be_undone(from in 0usize..200, length in 8usize..120, kind in 0usize..5) {
        let damage: fn(&str) -> String = [
            common::kept,
            common::latin1,
            common::twice,
            |text: &str| common::encoded_as_windows1252(text, GBK),
            |text: &str| common::encoded_as_windows1252(text, BIG5),
        ][kind];
        let (text, charset) = if kind == 4 { (common::TRADITIONAL, BIG5) } else { (common::LETTER, GBK) };
        let clean: String = common::within(text, charset).chars().skip(from % 60).take(length).collect();
        let damaged = damage(&clean);
        let decoded = read(damaged.as_bytes());
        for repair in decoded.repairs.iter().filter(|repair| repair.kind == Kind::Reversed) {
            prop_assert_eq!(damage(&decoded.text[repair.range.clone()]), decoded.original(&repair));
        }
    }
}
