//! The page's side of the worker: starts it, asks it, throws it away.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use exports::Export;
use phrases::Language;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Blob, ErrorEvent, File, HtmlMetaElement, MessageEvent, Worker, js_sys};
use yew::Callback;

use crate::dom;
use crate::marks::mark;
use crate::protocol::*;

/// What the worker says, or what becomes of it.
#[derive(Clone, Debug)]
pub enum News {
    /// It answers.
    Reply(Reply),
    /// It answers with a file.
    File(Reply, Blob),
    /// It did not even start; what the browser says of it.
    Unstarted(String),
    /// It died; what the browser says of it.
    Crashed(String),
    /// It comes from another build than the page, which has to be loaded again.
    Stale,
}

/// Which worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// It reads files as they are received.
    Reader,
    /// It opens saved readings, and writes them as files of other kinds.
    Converter,
}

/// A worker for one reading at a time. Clones are the same worker.
#[derive(Clone)]
pub struct Client(Rc<Inner>);

struct Inner {
    worker: RefCell<Option<Started>>,
    kind: Cell<Kind>,
    /// The file that is read, and what a person wants.
    file: RefCell<Option<(File, Hints)>>,
    /// Number of the current reading; answers about others come too late.
    reading: Cell<u32>,
    /// Whether a file is being read.
    busy: Cell<bool>,
    ready: Cell<bool>,
    /// What waits for the worker to be ready.
    waiting: RefCell<Vec<js_sys::Array>>,
    on_news: Callback<News>,
}

/// A worker and what listens to it.
struct Started {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

impl PartialEq for Client {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Client {
    /// Starts a worker, so that it is ready when the first file comes.
    pub fn reader(on_news: Callback<News>) -> Self {
        let client = Self::new(Kind::Reader, on_news);
        client.start();
        client
    }

    /// A worker that starts when a reading is to be exported.
    pub fn converter(on_news: Callback<News>) -> Self {
        Self::new(Kind::Converter, on_news)
    }

    fn new(kind: Kind, on_news: Callback<News>) -> Self {
        Self(Rc::new(Inner {
            worker: RefCell::default(),
            kind: Cell::new(kind),
            file: RefCell::default(),
            reading: Cell::new(0),
            busy: Cell::new(false),
            ready: Cell::new(false),
            waiting: RefCell::default(),
            on_news,
        }))
    }

    /// Reads a file. What was being read is given up.
    pub fn open(&self, file: &File, hints: Hints) {
        let was = self.0.kind.replace(Kind::Reader);
        if self.0.busy.get() || was != Kind::Reader {
            self.restart();
        }
        self.0.file.replace(Some((file.clone(), hints.clone())));
        self.begin();
        self.post(Request::Open(hints), Some(file));
    }

    /// Asks for the built-in sample, of the worker that has it.
    pub fn ask_sample(&self) {
        let was = self.0.kind.replace(Kind::Reader);
        if self.0.busy.get() || was != Kind::Reader {
            self.restart();
        }
        self.ask(Request::Sample);
    }

    /// Opens the same file in the worker that opens saved readings.
    fn reopen(&self) {
        self.0.kind.set(Kind::Converter);
        self.restart();
        if let Some((file, hints)) = self.0.file.take() {
            self.post(Request::Open(hints), Some(&file));
        }
    }

    /// Makes a file of another kind from a saved reading.
    pub fn export(&self, saved: &Blob, export: Export, language: Language) {
        self.post(Request::Export { export, language }, Some(saved));
    }

    /// Reads the same file again.
    pub fn reread(&self, hints: Hints) {
        self.begin();
        self.post(Request::Reread(hints), None);
    }

    /// Asks about the current reading.
    pub fn ask(&self, request: Request) {
        self.post(request, None);
    }

    /// Gives up what is being read, at once.
    pub fn cancel(&self) {
        self.begin();
        self.0.busy.set(false);
        self.restart();
    }

    fn begin(&self) {
        self.0.reading.set(self.0.reading.get() + 1);
        self.0.busy.set(true);
    }

    fn post(&self, request: Request, file: Option<&Blob>) {
        if self.0.worker.borrow().is_none() {
            self.start();
        }
        let asked = Asked { reading: self.0.reading.get(), request };
        let message = js_sys::Array::of1(&js_sys::Uint8Array::from(&to_bytes(&asked)[..]));
        if let Some(file) = file {
            message.push(file);
        }
        mark("asked");
        match &*self.0.worker.borrow() {
            Some(started) if self.0.ready.get() => send(&started.worker, &message),
            _ => self.0.waiting.borrow_mut().push(message),
        }
    }

    fn restart(&self) {
        self.stop();
        self.start();
    }

    fn stop(&self) {
        if let Some(started) = self.0.worker.take() {
            started.worker.set_onmessage(None);
            started.worker.set_onerror(None);
            started.worker.terminate();
        }
        self.0.ready.set(false);
        self.0.waiting.borrow_mut().clear();
    }

    /// Starts the worker that the page names in `<meta name="dafu-worker">` or `<meta name="dafu-converter">`.
    fn start(&self) {
        let name = match self.0.kind.get() {
            Kind::Reader => "worker",
            Kind::Converter => "converter",
        };
        let named = dom::find(&format!("meta[name=dafu-{name}]"))
            .map(|meta| meta.unchecked_into::<HtmlMetaElement>().content());
        let Ok(worker) = Worker::new(&named.unwrap_or_else(|| format!("./{name}_loader.js"))) else {
            return self.0.on_news.emit(News::Unstarted(String::new()));
        };
        let client = self.clone();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
            let parts: js_sys::Array = message.data().unchecked_into();
            match from_bytes(&js_sys::Uint8Array::new(&parts.get(0)).to_vec()) {
                Some(answered) => client.take(answered, parts.get(1).dyn_into().ok()),
                None => client.stale(),
            }
        });
        let client = self.clone();
        let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(move |error: ErrorEvent| {
            error.prevent_default();
            client.crashed(error.message());
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        self.0.worker.replace(Some(Started { worker, _on_message: on_message, _on_error: on_error }));
    }

    fn take(&self, answered: Answered, file: Option<Blob>) {
        match answered.reply {
            Reply::Ready(build) if build != BUILD => self.stale(),
            Reply::Ready(_) => {
                self.0.ready.set(true);
                if let Some(started) = &*self.0.worker.borrow() {
                    self.0.waiting.take().iter().for_each(|message| send(&started.worker, message));
                }
            }
            reply if answered.reading != self.0.reading.get() => drop(reply),
            Reply::Saved => self.afterwards(move |client| {
                if answered.reading == client.0.reading.get() {
                    client.reopen();
                }
            }),
            reply => {
                if matches!(reply, Reply::Opened(_) | Reply::Unreadable(_) | Reply::TooLarge(_)) {
                    mark("answered");
                    self.0.busy.set(false);
                }
                self.0.on_news.emit(match file {
                    Some(file) => News::File(reply, file),
                    None => News::Reply(reply),
                });
            }
        }
    }

    fn stale(&self) {
        self.afterwards(|client| {
            client.stop();
            client.0.on_news.emit(News::Stale);
        });
    }

    fn crashed(&self, message: String) {
        self.0.busy.set(false);
        let news = if self.0.ready.get() { News::Crashed(message) } else { News::Unstarted(message) };
        self.afterwards(|client| {
            client.stop();
            client.0.on_news.emit(news);
        });
    }

    /// Does what ends the worker when the event that is heard now is over: the closure that hears it goes with the worker.
    fn afterwards(&self, act: impl FnOnce(&Self) + 'static) {
        let client = self.clone();
        dom::after(0, move || act(&client));
    }
}

fn send(worker: &Worker, message: &js_sys::Array) {
    worker.post_message(message).expect("a plain value and a file can be posted");
}
