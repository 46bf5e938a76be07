//! The kinds of damage by name.

use crate::Damage;

impl Damage {
    /// All kinds of damage.
    pub const ALL: &[Damage] = &[
        Damage::Utf8AsWindows1252,
        Damage::Utf8AsWindows1252Twice,
        Damage::Utf8AsWindows1254,
        Damage::Utf8AsGbk,
        Damage::GbkAsWindows1252,
        Damage::Big5AsWindows1252,
        Damage::Gb18030AsBig5,
        Damage::Big5AsGb18030,
        Damage::Undecodable,
    ];

    /// Its name for options and formats: `utf8-as-gbk` and the like.
    pub fn label(self) -> &'static str {
        match self {
            Damage::Utf8AsWindows1252 => "utf8-as-windows1252",
            Damage::Utf8AsWindows1252Twice => "utf8-as-windows1252-twice",
            Damage::Utf8AsWindows1254 => "utf8-as-windows1254",
            Damage::Utf8AsGbk => "utf8-as-gbk",
            Damage::GbkAsWindows1252 => "gbk-as-windows1252",
            Damage::Big5AsWindows1252 => "big5-as-windows1252",
            Damage::Gb18030AsBig5 => "gb18030-as-big5",
            Damage::Big5AsGb18030 => "big5-as-gb18030",
            Damage::Undecodable => "undecodable",
        }
    }

    /// The damage of a label.
    ///
    /// ```
    /// use mojibake::Damage;
    ///
    /// assert_eq!(Damage::for_label("utf8-as-gbk"), Some(Damage::Utf8AsGbk));
    /// assert!(Damage::ALL.iter().all(|&damage| Damage::for_label(damage.label()) == Some(damage)));
    /// ```
    pub fn for_label(label: &str) -> Option<Damage> {
        Damage::ALL.iter().copied().find(|damage| damage.label() == label)
    }
}
