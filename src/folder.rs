//! Files of what was dropped, folders and all.

use std::collections::BTreeMap;

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileSystemDirectoryEntry, FileSystemDirectoryReader, FileSystemEntry,
    FileSystemFileEntry, js_sys,
};

/// Files that are taken from a folder at most.
const FILES: usize = 2_000;

/// The folders and files of what was dropped. They must be asked for while the drop is handled.
pub fn entries(data: &DataTransfer) -> Vec<FileSystemEntry> {
    let items = data.items();
    (0..items.length()).filter_map(|number| items.get(number)?.webkit_get_as_entry().ok()?).collect()
}

/// Whether there is a folder among them.
pub fn any_folder(entries: &[FileSystemEntry]) -> bool {
    entries.iter().any(FileSystemEntry::is_directory)
}

/// All files in these entries, by path; what the system hides is left out.
pub async fn files(entries: Vec<FileSystemEntry>) -> Vec<File> {
    let mut open = entries;
    let mut found: BTreeMap<String, File> = BTreeMap::new();
    while let Some(entry) = open.pop() {
        if entry.name().starts_with('.') || found.len() >= FILES {
            continue;
        }
        if entry.is_directory() {
            let reader = entry.unchecked_into::<FileSystemDirectoryEntry>().create_reader();
            // A reader gives its entries in portions; an empty one is the last.
            loop {
                let portion = portion(&reader).await;
                if portion.is_empty() {
                    break;
                }
                open.extend(portion);
            }
        } else {
            let path = entry.full_path();
            let file = called_back(|call, fail| {
                entry.unchecked_ref::<FileSystemFileEntry>().file_with_callback_and_callback(call, fail)
            });
            found.extend(file.await.and_then(|file| file.dyn_into().ok()).map(|file| (path, file)));
        }
    }
    found.into_values().collect()
}

async fn portion(reader: &FileSystemDirectoryReader) -> Vec<FileSystemEntry> {
    let entries = called_back(|call, fail| {
        let _ = reader.read_entries_with_callback_and_callback(call, fail);
    });
    let entries = entries.await.and_then(|entries| entries.dyn_into::<js_sys::Array>().ok());
    // Chromium has no global name for what they are: whether they are it cannot be asked.
    entries.map(|entries| entries.iter().map(JsCast::unchecked_into).collect()).unwrap_or_default()
}

/// What a function calls back with; nothing where it failed.
async fn called_back(call: impl FnOnce(&js_sys::Function, &js_sys::Function)) -> Option<JsValue> {
    let mut call = Some(call);
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let fail = {
            let resolve = resolve.clone();
            Closure::once_into_js(move |_: JsValue| drop(resolve.call1(&JsValue::NULL, &JsValue::UNDEFINED)))
        };
        if let Some(call) = call.take() {
            call(&resolve, fail.unchecked_ref());
        }
    });
    JsFuture::from(promise).await.ok().filter(|value| !value.is_undefined())
}
