//! Statements and the gaps between them are the text, whatever the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pgbindgen_codegen::diag::SourceMap;
use pgbindgen_codegen::split::split;

fuzz_target!(|text: &str| {
    let file = SourceMap::default().add("fuzz.sql", text);
    let statements = split(file, text, 0..text.len(), &mut Vec::new());
    let mut end = 0;
    for raw in &statements {
        assert_eq!(raw.full.start as usize, end);
        assert!(raw.full.start <= raw.span.start && raw.span.end <= raw.full.end);
        assert!(raw.span.start < raw.span.end);
        assert!(text.get(raw.full.range()).is_some() && text.get(raw.span.range()).is_some());
        end = raw.full.end as usize;
    }
    assert!(end <= text.len());
});
