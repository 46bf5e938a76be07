use yew::prelude::*;

/// A line drawing of 16 by 16.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Outline,
    Indicators,
    Open,
    Close,
    Light,
    Dark,
    System,
    Keys,
    Previous,
    Next,
    Copy,
    Lock,
    Warning,
    Export,
    Chart,
    Print,
    Find,
    Link,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Icon::Outline => "M2.5 3.5h11M5.5 8h8M5.5 12.5h8M2.5 8h.01M2.5 12.5h.01",
            Icon::Indicators => "M2.5 2.5h11v11h-11zM2.5 6.5h11M7 6.5v7",
            Icon::Open => "M2 12.5v-9h4l1.5 2H14v7z",
            Icon::Close => "M4 4l8 8M12 4l-8 8",
            Icon::Light => {
                "M8 5.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 1 0 0-5.6M8 1.2v1.6M8 13.2v1.6M1.2 8h1.6M13.2 8h1.6M3.2 3.2l1.1 1.1M11.7 \
                 11.7l1.1 1.1M3.2 12.8l1.1-1.1M11.7 4.3l1.1-1.1"
            }
            Icon::Dark => "M13.3 9.6A5.8 5.8 0 0 1 6.4 2.7a5.8 5.8 0 1 0 6.9 6.9z",
            Icon::System => "M2 3h12v8H2zM6 14h4M8 11v3",
            Icon::Keys => "M1.5 4h13v8h-13zM4 6.5h.01M6.7 6.5h.01M9.3 6.5h.01M12 6.5h.01M5 9.5h6",
            Icon::Previous => "M4 10l4-4 4 4",
            Icon::Next => "M4 6l4 4 4-4",
            Icon::Copy => "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
            Icon::Lock => "M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
            Icon::Print => "M4.5 6V2h7v4M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7V14h-7z",
            Icon::Chart => "M2.5 2.5v11h11M5 4.5h4.5M5 7.5h7M5 10.5h3",
            Icon::Export => "M8 2v8M4.8 7L8 10.2L11.2 7M2.5 11v2.5h11V11",
            Icon::Find => "M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M10.3 10.3l3.7 3.7",
            Icon::Link => {
                "M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 0 0-3.7-3.7l-1 1M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.3 9a2.6 2.6 0 0 0 \
                 3.7 3.7l1-1"
            }
            Icon::Warning => "M8 2l6.5 11.5h-13zM8 6.5v3.2M8 11.6h.01",
        }
    }

    /// The drawing; it says nothing to a screen reader.
    pub fn draw(self) -> Html {
        html! {
            <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
                <path d={self.path()} />
            </svg>
        }
    }
}
