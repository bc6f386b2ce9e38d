//! Every text is read into statements and faults, each with a place in it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pgbindgen_codegen::diag::{Color, SourceMap, render_all};
use pgbindgen_codegen::parse::parse;
use pgbindgen_codegen::split::split;

fuzz_target!(|text: &str| {
    let mut sources = SourceMap::default();
    let file = sources.add("fuzz.sql", text);
    let mut faults = Vec::new();
    for raw in split(file, text, 0..text.len(), &mut faults) {
        parse(text, &raw, &mut faults);
    }
    for fault in &faults {
        if let Some(label) = &fault.primary {
            assert!(label.span.end as usize <= text.len());
        }
    }
    render_all(&faults, &sources, Color::Never);
});
