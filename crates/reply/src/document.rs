use crate::{Diagnostic, IndicatorTable, Observation, Series, Span};

/// What was read of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// Header fields in the order of the file, then those of the letter itself.
    pub metadata: Vec<Metadata>,
    /// The outline.
    pub sections: Vec<Section>,
    /// The whole text in order: blocks do not overlap, and only white space lies between them.
    pub blocks: Vec<Block>,
    /// The figures, in the order of the text.
    pub observations: Vec<Observation>,
    /// The figures by section, a row for what they have in common.
    pub tables: Vec<IndicatorTable>,
    /// Figures that can be compared.
    pub series: Vec<Series>,
    /// What the reader should know.
    pub diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// Puts every span where `place` says.
    pub(crate) fn move_spans(&mut self, place: &impl Fn(Span) -> Span) {
        /// The depth of the recursion is that of the outline, which its `u8` levels bound.
        fn sections(of: &mut [Section], place: &impl Fn(Span) -> Span) {
            for section in of {
                section.heading = place(section.heading);
                section.span = place(section.span);
                sections(&mut section.children, place);
            }
        }
        sections(&mut self.sections, place);
        let tables = |table: &mut Box<Table>| {
            let names = table.caption.iter_mut().chain(&mut table.unit);
            names.chain(table.rows.iter_mut().flatten()).for_each(|span| *span = place(*span));
        };
        for block in &mut self.blocks {
            block.span = place(block.span);
            block.table.iter_mut().for_each(tables);
        }
        self.metadata.iter_mut().for_each(|field| field.span = place(field.span));
        for observation in &mut self.observations {
            observation.evidence = place(observation.evidence);
            observation.sentence = place(observation.sentence);
        }
        self.diagnostics.iter_mut().filter_map(|d| d.span.as_mut()).for_each(|span| *span = place(*span));
    }
}

/// What kind of document a text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DocumentKind {
    /// A reply to a proposal (提案) of the political consultative conference.
    ProposalReply,
    /// A reply to a suggestion (建议) of a people's congress.
    SuggestionReply,
    /// An opinion given to the unit that replies (会办意见).
    JointOpinion,
    /// A notice (通知).
    Notice,
    /// A report or bulletin (报告, 公报).
    Report,
    /// Anything else.
    #[default]
    Other,
}

/// One field of the metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// Which field.
    pub field: Field,
    /// The label as the file writes it; `None` for what the letter itself says.
    pub label: Option<String>,
    /// The value, cleaned: inner padding gone, dates ISO. Empty where the file has the label and nothing else.
    pub value: String,
    /// Where the value stands; where it is empty, the place where it would.
    pub span: Span,
}

/// A field of the metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the labels seen for each stand in layout::metadata, their one home")]
pub enum Field {
    InformationName,
    IndexNumber,
    Topic,
    Genre,
    Category,
    DocumentNumber,
    IssuingOrgan,
    ProducedOn,
    ReleasedOn,
    EffectiveOn,
    RepealedOn,
    Keywords,
    Summary,
    Openness,
    Validity,
    Title,
    Addressee,
    RequestKind,
    RequestSession,
    RequestNumber,
    RequestTitle,
    ReplyClass,
    Signer,
    SignedBy,
    SignedOn,
    Contact,
    ContactPhone,
    CopiedTo,
}

/// A heading, or a point such as 一是, with what stands below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Depth in this document, 1 at the top.
    pub level: u8,
    /// The marker as written: `一、`, `(二)`, `3.`, `一是`.
    pub marker: String,
    /// The heading without its marker.
    pub title: String,
    /// Marker and title where they stand.
    pub heading: Span,
    /// The whole section: from its heading to the next heading of its level or above.
    pub span: Span,
    /// The sections below it.
    pub children: Vec<Section>,
}

/// A block of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands, without white space before and after.
    pub span: Span,
    /// Its cells, where it is a table.
    pub table: Option<Box<Table>>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Lines of the header that hold metadata.
    Metadata,
    /// The title of the document.
    Title,
    /// A heading on a line of its own.
    Heading,
    /// Prose. A heading may be run into it: then a [`Section`] starts inside.
    Paragraph,
    /// Whom the letter addresses.
    Salutation,
    /// …收悉，现答复如下.
    Opening,
    /// 感谢您…, 专此答复.
    Closing,
    /// Organ and date at the end.
    Signature,
    /// Contacts, copies and the like after the signature.
    Contact,
    /// 附件 and its list.
    Attachment,
    /// A table.
    Table,
    /// What belongs to the web page and not to the document.
    Furniture,
}

/// The cells of a table in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The line above that names it.
    pub caption: Option<Span>,
    /// The unit that the line above gives: `亿元`.
    pub unit: Option<Span>,
    /// How many of the rows are column heads.
    pub header_rows: usize,
    /// Rows of cells; a cell may be empty.
    pub rows: Vec<Vec<Span>>,
}
