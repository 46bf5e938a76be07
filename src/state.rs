//! What the page knows. It changes in one place: [`State::reduce`].

mod entries;
mod find;
mod heights;
mod memory;
mod view;

pub use entries::{Entries, InOutline};
pub use find::{Find, Looking};
pub use heights::Heights;
pub use memory::Memory;
pub use view::{Aim, Indicated, Marks, Printing, Shared, Table, Target, View};

use std::rc::Rc;

use exports::Export;
use phrases::Language;
use web_sys::File;
use yew::Reducible;

use crate::client::News;
use crate::protocol::*;

/// All that the page knows.
#[derive(Clone, PartialEq)]
pub struct State {
    /// The language of the page's words.
    pub language: Language,
    /// Light, dark, or as the system has it.
    pub theme: Theme,
    /// The files a person has opened, in the order they came.
    pub files: Rc<Vec<Listed>>,
    /// Which of them is open.
    pub current: usize,
    /// What has become of it.
    pub phase: Phase,
    /// A file that is being read for so short a time that what was there before is still shown; how far it has come.
    pub waiting: Option<Progress>,
    /// How many documents were opened.
    pub documents: u32,
    /// The document, once it is read. It stays while it is read again.
    pub view: Option<View>,
    /// What is being dragged over the window.
    pub drag: Option<Drag>,
    /// The panes that are folded away on a wide screen.
    pub folded: Folded,
    /// The pane that is shown on a narrow screen.
    pub tab: Pane,
    /// What is open above the page.
    pub popup: Option<Popup>,
    /// What was copied, for as long as that is said.
    pub copied: Option<Copied>,
    /// What has become of an export, for as long as that is said.
    pub exporting: Option<Exporting>,
}

/// What has become of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exporting {
    /// It is being made.
    Begun(Export),
    /// It was saved under this name.
    Done(String),
    /// It could not be made.
    Failed,
    /// The document is being prepared for printing.
    Printing,
}

/// A file in the list.
#[derive(Clone, PartialEq)]
pub struct Listed {
    /// The file; its bytes stay on the disk.
    pub file: File,
    /// Its name.
    pub name: String,
    /// What a person wants otherwise than Dafu would choose.
    pub hints: Hints,
    /// What has become of it.
    pub outcome: Outcome,
}

/// What has become of a file in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Not opened yet.
    Waiting,
    /// It is being read.
    Reading,
    /// It was read.
    Read,
    /// It is not a document, or could not be read.
    Refused,
    /// Reading it was given up.
    Cancelled,
}

/// What has become of the current file.
#[derive(Clone, PartialEq)]
pub enum Phase {
    /// There is none: the first screen.
    First,
    /// It is being read.
    Reading(Progress),
    /// It is shown.
    Shown,
    /// It is not a document.
    Refused(Shared<Overview>),
    /// Something went wrong.
    Failed(Failure),
}

/// What went wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Failure {
    /// The browser would not give the file's bytes.
    Unreadable(String),
    /// It is larger than the page can read; its size in bytes.
    TooLarge(u64),
    /// The worker did not start.
    Unstarted(String),
    /// The worker died.
    Crashed(String),
    /// The worker comes from another build than the page.
    Stale,
    /// What was pasted or dropped holds no file and no text.
    Nothing,
    /// A person gave up reading, and there are other files.
    Cancelled,
}

/// What was put on the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// So many rows of the indicator table.
    Rows(u32),
    /// A link to a place.
    Link,
}

/// What is being dragged over the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drag {
    /// Something that can be opened.
    Accepted,
    /// Something that is no file and no text.
    Refused,
}

/// How the page is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// A pane of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The outline.
    Outline,
    /// The document.
    #[default]
    Document,
    /// The indicators.
    Indicators,
}

/// The panes that are folded away on a wide screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The outline.
    pub outline: bool,
    /// The indicators.
    pub indicators: bool,
}

/// What is open above the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Popup {
    /// How the text was decoded and repaired.
    Repairs,
    /// The list of files.
    Files,
    /// The keys.
    Keys,
    /// What the reading can be exported as.
    Export,
}

/// What changes the state.
pub enum Action {
    /// Files have come; the first of them is to be read.
    Listed(Vec<File>),
    /// A file of the list is being read, under these hints.
    Begun {
        /// Its place in the list.
        file: usize,
        /// Whether its document stays in view meanwhile.
        again: bool,
        /// What a person wants.
        hints: Hints,
    },
    /// Reading takes long enough for that to be shown.
    Waited,
    /// Reading was given up.
    Cancelled,
    /// The worker has said something.
    News(News),
    /// Something went wrong.
    Failed(Failure),
    /// Something was copied; or that has been said for long enough.
    Copied(Option<Copied>),
    /// An export has got on.
    Exporting(Option<Exporting>),
    /// Something is dragged over the window, or no longer.
    Dragged(Option<Drag>),
    /// Another language.
    Language(Language),
    /// Another theme.
    Theme(Theme),
    /// A pane is folded or unfolded.
    Fold(Pane),
    /// A pane is shown on a narrow screen.
    Tab(Pane),
    /// Something opens above the page, or closes.
    Popup(Option<Popup>),
    /// Something changes in the view of the document.
    View(Change),
}

/// What changes the view of a document.
pub enum Change {
    /// A unit has come to the top of the document's pane, and in it the marker of an entry of the outline.
    Here(u32, Option<u32>),
    /// An entry of the outline is folded or unfolded.
    FoldEntry(u32),
    /// The document is to go to a place.
    Go(u32, Target),
    /// Nothing is chosen.
    Release,
    /// A sentence is pointed at.
    Hover(Option<u32>),
    /// The table is to show other rows.
    Query(Query),
    /// Charts are shown in place of the table, from those of a section on; or the table again.
    Charts(bool, Option<u32>),
    /// The document is printed.
    Print(Printing),
    /// It was printed.
    Printed,
    /// The repair that was shown closes.
    CloseRepair,
    /// How repairs are marked.
    Marks(Marks),
    /// The text as received, or as repaired.
    Received(bool),
    /// What is looked for in the document.
    Find(Looking),
    /// The document is looked at as it was before.
    Restore(Box<Memory>),
}

impl State {
    /// The file that is open.
    pub fn file(&self) -> Option<&Listed> {
        self.files.get(self.current)
    }

    /// The name of what is shown; of what is being read where nothing else is. A saved reading has that of its own file, not of
    /// the one it was made from.
    pub fn name(&self) -> Option<&str> {
        let shown = self.view.as_ref().map(|view| &view.overview).filter(|overview| !overview.saved);
        shown.and_then(|overview| overview.source.name.as_deref()).or(self.file().map(|file| &*file.name))
    }

    /// How far the reading has come, where a file is being read.
    pub fn progress(&self) -> Option<Progress> {
        self.waiting.or(match self.phase {
            Phase::Reading(progress) => Some(progress),
            _ => None,
        })
    }

    fn news(&mut self, news: News) {
        match news {
            News::Unstarted(message) => self.fail(Failure::Unstarted(message)),
            News::Reply(Reply::TooLarge(size)) => self.fail(Failure::TooLarge(size)),
            News::Crashed(message) => self.fail(Failure::Crashed(message)),
            News::Stale => self.fail(Failure::Stale),
            News::Reply(Reply::Unreadable(reason)) => self.fail(Failure::Unreadable(reason)),
            News::Reply(Reply::Progress(progress)) => match &mut self.waiting {
                Some(waiting) => *waiting = progress,
                None => self.phase = Phase::Reading(progress),
            },
            News::Reply(Reply::Opened(opening)) => self.opened(*opening),
            News::File(..) => (),
            News::Reply(reply) => {
                if let Some(view) = &mut self.view {
                    view.take(reply);
                }
            }
        }
    }

    fn opened(&mut self, opening: Opening) {
        let again = self.waiting.take().is_none();
        let overview = &opening.overview;
        if overview.refusal().is_some() {
            self.view = None;
            self.phase = Phase::Refused(Shared::new(opening.overview));
            return self.came_of(Outcome::Refused);
        }
        self.view = Some(match self.view.take() {
            Some(view) if again => view.again(opening),
            _ => {
                self.documents += 1;
                self.tab = Pane::Document;
                View::new(opening)
            }
        });
        self.phase = Phase::Shown;
        self.came_of(Outcome::Read);
    }

    fn fail(&mut self, failure: Failure) {
        self.waiting = None;
        self.view = None;
        self.popup = None;
        self.phase = Phase::Failed(failure);
        self.came_of(Outcome::Refused);
    }

    fn came_of(&mut self, outcome: Outcome) {
        if let Some(file) = Rc::make_mut(&mut self.files).get_mut(self.current) {
            file.outcome = outcome;
        }
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = (*self).clone();
        match action {
            Action::Listed(files) => {
                let list = Rc::make_mut(&mut state.files);
                list.extend(files.into_iter().map(|file| {
                    let name = file.name();
                    let hints = Hints { name: Some(name.clone()), ..Hints::default() };
                    Listed { file, name, hints, outcome: Outcome::Waiting }
                }));
            }
            Action::Begun { file, again, hints } => {
                state.current = file;
                if let Some(listed) = Rc::make_mut(&mut state.files).get_mut(file) {
                    listed.hints = hints;
                }
                let progress = Progress { stage: Stage::Load, fraction: 0.0 };
                if again {
                    state.phase = Phase::Reading(progress);
                } else {
                    state.came_of(Outcome::Reading);
                    state.popup = None;
                    state.waiting = Some(progress);
                }
            }
            Action::Waited => {
                let Some(progress) = state.waiting.take() else { return self };
                state.view = None;
                state.phase = Phase::Reading(progress);
            }
            Action::Cancelled if state.files.len() > 1 => {
                state.fail(Failure::Cancelled);
                state.came_of(Outcome::Cancelled);
            }
            Action::Cancelled => {
                state.files = Rc::default();
                state.current = 0;
                state.waiting = None;
                state.view = None;
                state.phase = Phase::First;
            }
            Action::News(news) => state.news(news),
            // What is open stays open.
            Action::Failed(_) if self.view.is_some() => return self,
            Action::Failed(failure) => state.fail(failure),
            Action::Copied(copied) => state.copied = copied,
            Action::Exporting(exporting) => state.exporting = exporting,
            Action::Dragged(drag) if drag == self.drag => return self,
            Action::Dragged(drag) => state.drag = drag,
            Action::Language(language) => state.language = language,
            Action::Theme(theme) => state.theme = theme,
            Action::Fold(Pane::Outline) => state.folded.outline ^= true,
            Action::Fold(Pane::Indicators) => state.folded.indicators ^= true,
            Action::Fold(Pane::Document) => return self,
            Action::Tab(tab) => state.tab = tab,
            Action::Popup(popup) => state.popup = popup,
            Action::View(change) => {
                if !state.view.as_mut().is_some_and(|view| view.change(&change)) {
                    return self;
                }
                // On a narrow screen, only one pane is seen.
                if matches!(change, Change::Go(..) | Change::Find(Looking::Open(_) | Looking::To(_))) {
                    state.tab = Pane::Document;
                }
            }
        }
        Rc::new(state)
    }
}
