//! What is generated is Rust, in both forms, whatever was written.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pgbindgen_codegen::diag::{Color, SourceMap, render_all};
use pgbindgen_codegen::emit::{Root, files};
use pgbindgen_codegen::source::{Config, Input};
use pgbindgen_codegen::{Project, analyze};
use std::path::PathBuf;

fuzz_target!(|text: &str| {
    let mut sources = SourceMap::default();
    let head = "-- revision: a\n-- down_revision: none\n-- irreversible: a test\n-- +up\n";
    let file = sources.add("a.sql", format!("{head}{text}"));
    let inputs = vec![Input::new("a.sql", file)];
    let project = Project::of_texts(PathBuf::new(), Config::default(), sources, inputs, None);
    let analysis = analyze(&project);
    render_all(&analysis.diagnostics, &project.sources, Color::Never);
    let code = analysis.bindings();
    assert!(syn::parse_file(&code).is_ok(), "{code}");
    for file in analysis
        .program
        .iter()
        .flat_map(|program| files(program, Root::Crate))
    {
        assert!(syn::parse_file(&file.text()).is_ok(), "{}", file.text());
    }
});
