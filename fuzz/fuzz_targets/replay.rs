//! Every text is replayed, by each version's rules, to a catalog whose JSON form
//! can be read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pgbindgen_codegen::catalog::{PgVersion, Replay};
use pgbindgen_codegen::diag::SourceMap;
use pgbindgen_codegen::split::split;

fuzz_target!(|text: &str| {
    let file = SourceMap::default().add("fuzz.sql", text);
    let statements = split(file, text, 0..text.len(), &mut Vec::new());
    for version in [15, 18] {
        let mut replay = Replay::new(PgVersion(version));
        for raw in &statements {
            // What is refused is passed over, as the build does.
            replay.run(text, raw, &mut Vec::new());
        }
    }
});
