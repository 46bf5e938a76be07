//! The worker's side: holds the reading of one file and answers what the page asks of it.

mod charts;
mod export;
mod find;
mod lines;
mod opened;
mod pieces;
mod report;

pub use export::Saved;
pub use opened::Opened;

use std::marker::PhantomData;
use std::ops::Range;

use dafu::{Charset, wire};
use exports::Export;
use phrases::Language;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Blob, DedicatedWorkerGlobalScope, FileReaderSync, MessageEvent, js_sys};

use crate::marks::mark;
use crate::protocol::*;

/// Bytes of a file taken in before the page is told how far it is.
const SLICE: f64 = 4_194_304.0;
/// Bytes of a file that show what it is.
const BEGINNING: f64 = 65_536.0;
/// Bytes of a file that show how it reads in a charset.
const PREVIEW_BYTES: f64 = 4_096.0;
/// Lines of such a preview, and code points.
const PREVIEW_LINES: usize = 3;
const PREVIEW: usize = 200;
/// A text of so many bytes at most is folded for find as soon as it is shown: no message waits long for it.
const FOLDED_AHEAD: usize = 2_000_000;

/// So many milliseconds the worker warms up for while the page starts, unless one reading takes longer.
const WARM_UP: f64 = 30.0;
/// So many readings are enough, whatever the clock says.
const MOST_READINGS: usize = 8;

/// The built-in sample: a reply of an invented city, damaged as real ones are.
const SAMPLE: &[u8] = include_bytes!("../../tests/corpus/sample/received.txt");

/// What a worker makes readings from. There is a worker for each, so that what only one needs is loaded with that one.
pub trait Origin: 'static {
    /// Whether the files are saved readings.
    const SAVED: bool;

    /// The reading of a file; none where the other worker has to open it.
    fn read(bytes: Vec<u8>, hints: Hints, stage: impl FnMut(dafu::Stage)) -> Option<wire::Reading>;

    /// How a file begins in each charset.
    fn charsets(beginning: &[u8]) -> Vec<Preview>;

    /// Builds what is built once, before the first file comes.
    fn warm_up() {}

    /// The built-in sample; none where this worker has none.
    fn sample() -> Option<Vec<u8>> {
        None
    }

    /// A file of another kind; none where this worker makes none.
    fn export(bytes: &[u8], export: Export, language: Language) -> Option<Vec<u8>>;
}

/// Files as they are received.
pub struct Received;

impl Origin for Received {
    const SAVED: bool = false;

    fn read(bytes: Vec<u8>, hints: Hints, stage: impl FnMut(dafu::Stage)) -> Option<wire::Reading> {
        if wire::is_saved(&bytes) {
            return None;
        }
        let choice = |choice: Choice| dafu::Choice { source: choice.source as usize, text: choice.text };
        let hints = dafu::Hints {
            name: hints.name,
            charset: hints.charset.as_deref().and_then(Charset::for_label),
            choices: hints.choices.into_iter().map(choice).collect(),
            ..Default::default()
        };
        Some(wire::Reading::from(dafu::read_with(bytes, &hints, stage)))
    }

    fn charsets(beginning: &[u8]) -> Vec<Preview> {
        let preview = |&charset: &Charset| {
            let read = dafu::read(beginning, &dafu::Hints { charset: Some(charset), ..Default::default() });
            let lines = read.text().lines().map(str::trim).filter(|line| !line.is_empty());
            let text = lines.take(PREVIEW_LINES).collect::<Vec<_>>().join("\n");
            Preview {
                charset: charset.label().to_owned(),
                score: dafu::legibility(read.text()),
                text: text.chars().take(PREVIEW).collect(),
            }
        };
        let mut previews: Vec<Preview> = Charset::ALL.iter().map(preview).collect();
        order::by(&mut previews, |a, b| b.score.total_cmp(&a.score));
        previews
    }

    fn warm_up() {
        // The browser, too, compiles what is called often for speed.
        let enough = js_sys::Date::now() + WARM_UP;
        for _ in 0..MOST_READINGS {
            dafu::read(SAMPLE, &dafu::Hints::default());
            if js_sys::Date::now() >= enough {
                break;
            }
        }
    }

    fn sample() -> Option<Vec<u8>> {
        Some(SAMPLE.to_vec())
    }

    fn export(_: &[u8], _: Export, _: Language) -> Option<Vec<u8>> {
        None
    }
}

/// Tells the page that the worker is ready, then answers every message.
pub fn run<O: Origin>() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let origin = PhantomData::<O>;
    let mut reader = Reader { scope: scope.clone(), origin, reading: 0, file: None, opened: None };
    reader.answer(Reply::Ready(BUILD.to_owned()));
    O::warm_up();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        let parts: js_sys::Array = message.data().unchecked_into();
        if let Some(asked) = from_bytes(&js_sys::Uint8Array::new(&parts.get(0)).to_vec()) {
            reader.take(asked, parts.get(1).dyn_into().ok());
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
}

struct Reader<O> {
    scope: DedicatedWorkerGlobalScope,
    origin: PhantomData<O>,
    /// Number of the reading that answers are about.
    reading: u32,
    file: Option<Blob>,
    opened: Option<Opened>,
}

impl<O: Origin> Reader<O> {
    fn take(&mut self, asked: Asked, file: Option<Blob>) {
        self.reading = asked.reading;
        match asked.request {
            Request::Open(hints) => {
                self.file = file;
                self.read(hints);
            }
            Request::Reread(hints) => self.read(hints),
            Request::Json => {
                let json = self.opened.as_ref().map(|opened| {
                    let mut json = Vec::new();
                    opened.reading().write_json(&mut json).expect("memory takes all that is written");
                    json
                });
                self.send(Reply::Json, json);
            }
            Request::Sample => self.send(Reply::Sample, O::sample()),
            Request::Export { export, language } => {
                let bytes = file.and_then(|file| self.load(&file).ok());
                self.send(Reply::Exported, bytes.and_then(|bytes| O::export(&bytes, export, language)));
            }
            request => {
                if let Some(reply) = self.reply(request) {
                    self.answer(reply);
                }
            }
        }
    }

    fn reply(&mut self, request: Request) -> Option<Reply> {
        if matches!(request, Request::Charsets) {
            return Some(Reply::Charsets(self.charsets()));
        }
        let opened = self.opened.as_mut()?;
        Some(match request {
            Request::Units { from, to } => Reply::Units(opened.units(from..to)),
            Request::Lines { query, from, to } => Reply::Lines(opened.lines(&query, from..to)),
            Request::Figure { figure, query } => Reply::Figure(Box::new(opened.figure(figure, &query)?)),
            Request::Repair(repair) => Reply::Repair(opened.repair(repair).map(Box::new)),
            Request::Doubt { from, here, backwards } => {
                let from = from.unwrap_or_else(|| opened.before(here));
                Reply::Repair(opened.doubt(from, backwards).map(Box::new))
            }
            Request::Find { words, near } => Reply::Found(opened.find(words, near)),
            Request::Matches { words, from, to } => {
                let matches = opened.matches(&words, from..to)?;
                Reply::Matches(words, matches)
            }
            Request::Marks { words, from, to } => {
                let marks = opened.marks(&words, from..to)?;
                Reply::Marks(words, marks)
            }
            Request::Tsv { query, lines, heads, measures } => {
                let (tsv, rows) = opened.tsv(&query, &lines, &heads, &measures);
                Reply::Tsv(tsv, rows)
            }
            Request::Report => Reply::Report(Box::new(opened.report())),
            Request::Charts => Reply::Charts(opened.charts()),
            Request::Open(_)
            | Request::Reread(_)
            | Request::Charsets
            | Request::Json
            | Request::Sample
            | Request::Export { .. } => return None,
        })
    }

    fn read(&mut self, hints: Hints) {
        // The reading before this one goes first: two of them need not fit.
        self.opened = None;
        if let Some(file) = self.file.clone().filter(|file| file.size() > LARGEST as f64) {
            return self.refuse(&file, hints);
        }
        let bytes = match self.file.as_ref().ok_or(String::new()).and_then(|file| self.load(file)) {
            Ok(bytes) => bytes,
            Err(reason) => return self.answer(Reply::Unreadable(reason)),
        };
        let reading = O::read(bytes, hints, |stage| {
            let stage = match stage {
                dafu::Stage::Intake | dafu::Stage::Decode => Stage::Decode,
                dafu::Stage::Document => Stage::Document,
            };
            self.progress(stage, 1.0);
        });
        let Some(reading) = reading else { return self.answer(Reply::Saved) };
        self.progress(Stage::Draw, 1.0);
        let opened = Opened::new(reading);
        self.show(opened);
    }

    /// Says of a file that is too large what it is, if that is no text; else, how large it is.
    fn refuse(&mut self, file: &Blob, hints: Hints) {
        let beginning = match bytes_of(file, 0.0, BEGINNING) {
            Ok(bytes) => bytes,
            Err(error) => return self.answer(Reply::Unreadable(reason(error))),
        };
        let size = file.size() as u64;
        let opened = O::read(beginning, hints, |_| ()).map(|mut reading| {
            reading.source.bytes = size;
            Opened::new(reading)
        });
        match opened {
            Some(opened) if opened.overview().refusal().is_some() => self.show(opened),
            _ => self.answer(Reply::TooLarge(size)),
        }
    }

    /// Sends the overview with what the page shows first, then what else of it is not asked for.
    fn show(&mut self, mut opened: Opened) {
        let overview = Overview { saved: O::SAVED, ..opened.overview() };
        let chunks: Vec<Range<u32>> = ChunkAt::ranges(&overview.chunks).take(WHOLE + 1).collect();
        let whole = if chunks.len() <= WHOLE { chunks.len() } else { 0 };
        let mut chunks = chunks.into_iter();
        self.answer(Reply::Opened(Box::new(Opening {
            overview,
            units: chunks.next().map(|chunk| opened.units(chunk)).unwrap_or_default(),
            outline: opened.entries(0..ENTRIES),
            lines: opened.lines(&Query::default(), 0..LINES),
        })));
        mark("Sent");
        for chunk in chunks.take(whole) {
            self.answer(Reply::Units(opened.units(chunk)));
        }
        for first in (0..).step_by(ENTRIES).skip(1) {
            let entries = opened.entries(first..first + ENTRIES);
            if entries.is_empty() {
                break;
            }
            self.answer(Reply::Outline(entries));
        }
        if opened.reading().text.len() <= FOLDED_AHEAD {
            opened.prepare_find();
        }
        self.opened = Some(opened);
    }

    fn charsets(&self) -> Vec<Preview> {
        let beginning = self.file.as_ref().and_then(|file| bytes_of(file, 0.0, PREVIEW_BYTES).ok());
        O::charsets(&beginning.unwrap_or_default())
    }

    fn load(&self, file: &Blob) -> Result<Vec<u8>, String> {
        let size = file.size();
        let mut bytes = Vec::with_capacity(size as usize);
        while (bytes.len() as f64) < size {
            let from = bytes.len();
            self.progress(Stage::Load, (from as f64 / size) as f32);
            let to = (from as f64 + SLICE).min(size);
            if append(&mut bytes, file, from as f64, to).map_err(reason)? == 0 {
                break;
            }
        }
        Ok(bytes)
    }

    fn progress(&self, stage: Stage, fraction: f32) {
        mark(&format!("{stage:?}"));
        self.answer(Reply::Progress(Progress { stage, fraction }));
    }

    fn answer(&self, reply: Reply) {
        self.post(&js_sys::Array::of1(&self.message(reply)));
    }

    /// Answers with a file, which is empty where there is nothing to put into it.
    fn send(&self, reply: Reply, bytes: Option<Vec<u8>>) {
        let parts = js_sys::Array::new();
        if let Some(bytes) = bytes {
            parts.push(&js_sys::Uint8Array::from(&bytes[..]));
        }
        let Ok(file) = Blob::new_with_u8_array_sequence(&parts) else { return };
        self.post(&js_sys::Array::of2(&self.message(reply), &file));
    }

    fn message(&self, reply: Reply) -> js_sys::ArrayBuffer {
        let answered = Answered { reading: self.reading, reply };
        js_sys::Uint8Array::from(&to_bytes(&answered)[..]).buffer()
    }

    /// Posts a message, and a file beside it where there is one; the message is handed over, not copied.
    fn post(&self, parts: &js_sys::Array) {
        let handed_over = js_sys::Array::of1(&parts.get(0));
        let posted = self.scope.post_message_with_transfer(parts, &handed_over);
        posted.expect("bytes and a file can be posted");
    }
}

fn bytes_of(file: &Blob, from: f64, to: f64) -> Result<Vec<u8>, JsValue> {
    let mut bytes = Vec::new();
    append(&mut bytes, file, from, to)?;
    Ok(bytes)
}

/// Appends bytes of a file; how many there were.
fn append(bytes: &mut Vec<u8>, file: &Blob, from: f64, to: f64) -> Result<usize, JsValue> {
    let buffer = FileReaderSync::new()?.read_as_array_buffer(&file.slice_with_f64_and_f64(from, to)?)?;
    let slice = js_sys::Uint8Array::new(&buffer);
    let (before, length) = (bytes.len(), slice.length() as usize);
    bytes.resize(before + length, 0);
    slice.copy_to(&mut bytes[before..]);
    // The browser collects nothing before all is read: where it can, it lets go of these at once (ArrayBuffer.transfer, of 2023).
    let transfer = js_sys::Reflect::get(&buffer, &"transfer".into())?.dyn_into::<js_sys::Function>();
    let _ = transfer.map(|transfer| transfer.call1(&buffer, &0.into()));
    Ok(length)
}

/// What the browser says of an error.
fn reason(error: JsValue) -> String {
    error.dyn_into::<js_sys::Error>().map_or_else(|_| String::new(), |error| error.message().into())
}
