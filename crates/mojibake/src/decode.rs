use memchr::memchr_iter;

use crate::output::Output;
use crate::utf8_as_latin::{self, Evidence, Repairer};
use crate::{Damage, Decoded, Model, Options};

/// Decodes `bytes` and repairs what was damaged before they were written.
pub fn decode(bytes: &[u8], options: &Options) -> Decoded {
    let model = Model::builtin();
    let (received, charset, how, score) = crate::detect::detect(bytes, options, model);
    let mut decoded =
        Decoded { text: String::new(), received: None, charset, how, score, repairs: Vec::new() };
    if !suspicious(&received) {
        decoded.text = received;
        return decoded;
    }
    let mut out = Output::new(&received);
    repair(&received, options, model, &mut out);
    decoded.repairs = out.repairs;
    decoded.text = out.text;
    if !decoded.repairs.is_empty() {
        decoded.received = Some(received);
    }
    decoded
}

/// Whether anything in a text could be damage; it says no at the speed of memory.
fn suspicious(text: &str) -> bool {
    memchr::memchr3(0xc2, 0xc3, 0xc5, text.as_bytes()).is_some()
        || memchr::memmem::find(text.as_bytes(), "\u{fffd}".as_bytes()).is_some()
}

/// The lines of a text with their line ends.
fn lines(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut start = 0;
    let ends = memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1).chain([text.len()]);
    ends.map(move |end| std::mem::replace(&mut start, end)..end).filter(|line| !line.is_empty())
}

fn repair(text: &str, options: &Options, model: &Model, out: &mut Output<'_>) {
    let mut units = Vec::new();
    let mut evidence = Evidence::default();
    for line in lines(text) {
        if suspicious(&text[line.clone()]) {
            utf8_as_latin::units(&text[line.clone()], line.start, &mut units);
            evidence.gather(model, &units);
        }
    }
    let mut repairer = Repairer::new(model, evidence.losses(), &options.choices);
    for line in lines(text) {
        let content = &text[line.clone()];
        if suspicious(content) {
            utf8_as_latin::units(content, line.start, &mut units);
            if utf8_as_latin::shows(model, &units, &evidence) {
                repairer.line(&units, Damage::Utf8AsWindows1252, out);
                continue;
            }
        }
        out.copy(line);
    }
}
