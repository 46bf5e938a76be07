//! Invents replies: any number of them, no two alike, about places and people that do not exist.
//!
//! A reply is a function of its number, so a folder of them can be made again anywhere. With each comes what its reader has to
//! find: the title, the top headings and the figures.
//!
//! ```
//! let reply = invent::Reply::new(7);
//! assert!(reply.text.contains(&reply.title));
//! assert_eq!(reply, invent::Reply::new(7));
//! ```

mod chance;
mod file;
mod letter;
mod prose;

pub use file::{Charset, File};

/// An invented reply, and what is to be read in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// The text, with LF line ends.
    pub text: String,
    /// Its title.
    pub title: String,
    /// The name of the organ that signs.
    pub organ: String,
    /// The day of the signature, as ISO 8601 has it.
    pub signed_on: String,
    /// The headings 一、二、… without their markers.
    pub headings: Vec<String>,
    /// The figures of the prose in order, as written with their units.
    pub figures: Vec<String>,
}

impl Reply {
    /// The reply of this number.
    pub fn new(number: u32) -> Self {
        letter::write(&mut chance::Chance::new(number))
    }
}
