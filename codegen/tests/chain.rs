//! Every folder of `tests/chain` through source and chain: what is reported,
//! and in which order the revisions come.
//!
//! `cargo xtask bless` accepts a changed report.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use pgbindgen_codegen::chain::Chain;
use pgbindgen_codegen::diag::{Color, render_all, sort};
use pgbindgen_codegen::source::{Options, Project};
use std::fmt::Write as _;
use std::path::Path;

#[test]
fn every_folder_reports_what_is_expected() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/chain");
    let mut folders: Vec<_> = std::fs::read_dir(&cases)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(folders.len() > 30, "the cases are in {}", cases.display());
    let mut wrong = Vec::new();
    for case in folders {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let report = run(&case);
        let golden = case.join("expected.txt");
        if std::env::var_os("PGBINDGEN_BLESS").is_some() {
            std::fs::write(&golden, &report).unwrap();
        }
        let expected = std::fs::read_to_string(&golden).unwrap_or_default();
        if report != expected {
            wrong.push(format!("{name}: expected\n{expected}\nfound\n{report}"));
        }
        if name.starts_with("good_") {
            assert!(
                !report.contains("error"),
                "{name} is good by its name:\n{report}"
            );
        }
    }
    assert!(
        wrong.is_empty(),
        "accept with `cargo xtask bless`:\n{}",
        wrong.join("\n")
    );
}

fn run(case: &Path) -> String {
    let options = Options::default().base(case);
    let project = Project::load(&case.join("migrations"), &options).unwrap();
    let mut diagnostics = project.diagnostics.clone();
    let chain = Chain::build(&project, &mut diagnostics);
    sort(&mut diagnostics);
    let mut report = render_all(&diagnostics, &project.sources, Color::Never);
    let order: Vec<&str> = chain
        .revisions
        .iter()
        .map(|r| r.id.value.as_str())
        .collect();
    let kind = if chain.sound { "sound" } else { "not sound" };
    let _ = writeln!(report, "{kind}: {}", order.join(", "));
    report
}

/// `docs/errors.md` has every code of source, chain and configuration.
#[test]
fn every_code_is_documented() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("../docs/errors.md")).unwrap();
    let mut missing = Vec::new();
    let mut folders = vec![root.join("src/source"), root.join("src/chain")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for call in [
                "Diagnostic::error(",
                "Diagnostic::warning(",
                "Diagnostic::error_nowhere(",
            ] {
                for (at, _) in text.match_indices(call) {
                    let code = text[at + call.len()..].trim_start().strip_prefix('"');
                    let code = code.and_then(|rest| rest.split('"').next());
                    if let Some(code) = code.filter(|code| !page.contains(&format!("`{code}`"))) {
                        missing.push(code.to_owned());
                    }
                }
            }
        }
    }
    assert!(missing.is_empty(), "docs/errors.md lacks {missing:?}");
}
