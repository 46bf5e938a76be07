use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::dom;
use crate::i18n::Words;
use crate::state::Pane;

/// Pixels that a pane has at least, and at most.
const WIDTHS: (f64, f64) = (180.0, 760.0);
/// Pixels that an arrow key moves.
const STEP: f64 = 16.0;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub words: &'static Words,
    /// The pane that it resizes.
    pub pane: Pane,
}

/// What stands between two panes: dragged, or moved by the arrow keys, it resizes the outer one; a double click gives that
/// its own width again.
#[component]
pub fn Splitter(props: &Props) -> Html {
    let (property, id, class, sign, name) = match props.pane {
        Pane::Indicators => {
            let class = "splitter before-indicators";
            ("--indicators-width", "indicators", class, -1.0, props.words.indicators)
        }
        _ => ("--outline-width", "outline", "splitter after-outline", 1.0, props.words.outline),
    };
    let width = use_state_eq(|| dom::recall(property).and_then(|kept| kept.parse().ok()));
    use_effect_with(*width, move |width: &Option<i32>| {
        let Some(root) = dom::find(":root") else { return };
        match width {
            Some(width) => {
                dom::style(&root, property, &format!("{width}px"));
                dom::keep(property, &width.to_string());
            }
            None => {
                dom::style(&root, property, "");
                dom::forget(property);
            }
        }
    });
    let now = move || dom::by_id(id).map_or(WIDTHS.0, |pane| f64::from(pane.offset_width()));
    let set = {
        let width = width.clone();
        move |wanted: f64| width.set(Some(wanted.clamp(WIDTHS.0, WIDTHS.1) as i32))
    };
    let grip = use_mut_ref(|| None::<(f64, f64)>);
    let onpointerdown = {
        let grip = grip.clone();
        move |event: PointerEvent| {
            event.prevent_default();
            if let Some(target) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
                let _ = target.set_pointer_capture(event.pointer_id());
            }
            grip.replace(Some((f64::from(event.client_x()), now())));
        }
    };
    let onpointermove = {
        let (grip, set) = (grip.clone(), set.clone());
        move |event: PointerEvent| {
            if let Some((from, width)) = *grip.borrow() {
                set(width + sign * (f64::from(event.client_x()) - from));
            }
        }
    };
    let onpointerup = move |_: PointerEvent| {
        grip.take();
    };
    let ondblclick = {
        let width = width.clone();
        move |_: MouseEvent| width.set(None)
    };
    let onkeydown = move |event: KeyboardEvent| {
        let to = match &*event.key() {
            "ArrowLeft" => now() - sign * STEP,
            "ArrowRight" => now() + sign * STEP,
            "Home" => WIDTHS.0,
            "End" => WIDTHS.1,
            _ => return,
        };
        event.prevent_default();
        set(to);
    };
    let shown = width.map(|width| format!("{width:.0}"));
    html! {
        <div {class} role="separator" tabindex="0" aria-orientation="vertical" aria-label={(props.words.resize)(name)}
            aria-controls={id} aria-valuenow={shown.unwrap_or_else(|| WIDTHS.0.to_string())}
            aria-valuetext={width.map(|width| format!("{width:.0} px"))}
            aria-valuemin={WIDTHS.0.to_string()} aria-valuemax={WIDTHS.1.to_string()}
            {onpointerdown} {onpointermove} {onpointerup} {ondblclick} {onkeydown} />
    }
}
