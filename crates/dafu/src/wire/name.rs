//! Texts that figures share.

use arcstr::ArcStr;
use serde::{Deserialize, Serialize};

/// A text that many share: kept once, and as large as a pointer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "String", inline))]
pub struct Name(ArcStr);

impl std::ops::Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self)
    }
}

impl<T: Into<ArcStr>> From<T> for Name {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}
