//! What is invented is read again: title, signature, headings and figures of every kind of file.

use dafu::wire::{Field, Reading, Section};
use invent::{Charset, File, Reply};

/// Enough for every topic, header and charset to come up many times.
const REPLIES: u32 = 200;

fn read(number: u32, reply: &Reply) -> (Charset, Reading) {
    let file = File::new(number, reply);
    (file.charset, Reading::from(dafu::read(&file.bytes, &dafu::Hints::default())))
}

fn field(reading: &Reading, field: Field) -> Vec<&str> {
    reading.metadata.iter().filter(|entry| entry.field == field).map(|entry| &*entry.value).collect()
}

fn titles(sections: &[Section]) -> Vec<&str> {
    sections.iter().map(|section| &*section.title).collect()
}

#[test]
fn every_reply_is_read_as_it_was_written() {
    for number in 0..REPLIES {
        let reply = Reply::new(number);
        let (charset, reading) = read(number, &reply);
        // What was lost may come back wrong; that has a measure of its own.
        if charset == Charset::Lossy {
            continue;
        }
        assert_eq!(reading.text, reply.text, "{number}");
        assert_eq!(field(&reading, Field::Title), [&*reply.title], "{number}");
        assert_eq!(field(&reading, Field::SignedBy), [&*reply.organ], "{number}");
        assert_eq!(field(&reading, Field::SignedOn), [&*reply.signed_on], "{number}");
        assert_eq!(titles(&reading.sections)[..reply.headings.len()], reply.headings, "{number}");
        let text: Vec<char> = reading.text.chars().collect();
        let quotes: Vec<String> = reading
            .observations
            .iter()
            .map(|o| text[o.evidence.start as usize..o.evidence.end as usize].iter().collect())
            .collect();
        // A quote may say more than the figure: “以上” is part of it.
        let agree = quotes.len() == reply.figures.len()
            && quotes.iter().zip(&reply.figures).all(|(q, f)| q.starts_with(f.as_str()));
        assert!(agree, "{number}: {quotes:?} instead of {:?}", reply.figures);
    }
}

#[test]
fn lost_bytes_cost_no_structure() {
    for number in (0..REPLIES).filter(|number| number % 10 == 7) {
        let reply = Reply::new(number);
        let (charset, reading) = read(number, &reply);
        assert_eq!(charset, Charset::Lossy);
        assert_eq!(reading.sections.len(), reply.headings.len(), "{number}");
        assert_eq!(reading.observations.len(), reply.figures.len(), "{number}");
        assert_eq!(field(&reading, Field::SignedOn), [&*reply.signed_on], "{number}");
    }
}
