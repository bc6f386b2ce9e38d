//! Every folder of `tests/layouts`: a history as a tool has it, and beside it what
//! is read: the revisions in their order, and what is wrong.
//!
//! `cargo xtask bless`, or `PGBINDGEN_BLESS=1`, accepts changed output.

#![allow(clippy::unwrap_used, clippy::disallowed_methods)] // A test reads its cases from the disk.

use pgbindgen_codegen::chain::{Chain, Revision, State, Transaction};
use pgbindgen_codegen::check::RULES;
use pgbindgen_codegen::diag::{Color, Span, render_all};
use pgbindgen_codegen::source::layout::LAYOUTS;
use pgbindgen_codegen::{Options, Project, analyze};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/layouts");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    cases
}

/// Where the files are: named so by the tool, or `migrations`.
fn load(case: &Path) -> Project {
    Project::load(case, &Options::default().base(case)).unwrap()
}

fn part(project: &Project, name: &str, span: Span, text: &mut String) {
    let file = project.sources.file(span.file);
    let line = file.position(span.start as usize).line;
    let disk = project.sources.file(project.sources.origin(span.file));
    let lines = project.sources.text(span).lines();
    let _ = writeln!(text, "  {name} {}:{line}", disk.path());
    for line in lines.filter(|line| !line.trim().is_empty()) {
        let _ = writeln!(text, "    | {}", line.trim_end());
    }
}

fn revision(project: &Project, revision: &Revision, text: &mut String) {
    let parents: Vec<&str> = revision
        .parents
        .iter()
        .map(|parent| parent.value.as_str())
        .collect();
    let _ = write!(text, "{} <- {}", revision.id.value, parents.join(", "));
    if revision.transaction.value == Transaction::Off {
        text.push_str(", no transaction");
    }
    if revision.state == State::Released {
        text.push_str(", released");
    }
    text.push('\n');
    part(project, "up", revision.up, text);
    if let Some(down) = revision.down {
        part(project, "down", down, text);
    }
}

fn read(case: &Path) -> String {
    let project = load(case);
    let mut text = format!(
        "layout: {}\n",
        project.layout.map_or("none", |layout| layout.name())
    );
    let chain = Chain::build(&project, &mut Vec::new());
    for one in &chain.revisions {
        revision(&project, one, &mut text);
    }
    let mut diagnostics = analyze(&project).diagnostics;
    // Rules speak only where the case asks for it.
    if project.config.rules.levels.is_empty() {
        diagnostics.retain(|found| RULES.iter().all(|rule| rule.name != found.code));
    }
    if !diagnostics.is_empty() {
        text.push('\n');
        text.push_str(&render_all(&diagnostics, &project.sources, Color::Never));
    }
    text
}

#[test]
fn every_layout_reads_as_expected() {
    let mut wrong = Vec::new();
    for case in cases() {
        let found = read(&case);
        let path = case.join("expected.txt");
        if std::env::var_os("PGBINDGEN_BLESS").is_some() {
            fs::write(&path, &found).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if found != expected {
            wrong.push(format!("{}:\n{found}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Each layout has a history that is read without a fault.
#[test]
fn every_layout_has_a_case() {
    let mut sound = BTreeSet::new();
    for case in cases() {
        let project = load(&case);
        let analysis = analyze(&project);
        let errors = analysis
            .diagnostics
            .iter()
            .any(pgbindgen_codegen::diag::Diagnostic::is_error);
        if let Some(layout) = project.layout
            && !errors
            && analysis.chain.revisions.len() > 1
        {
            sound.insert(layout.name());
        }
    }
    let all: BTreeSet<&str> = LAYOUTS.iter().map(|layout| layout.name()).collect();
    assert_eq!(sound, all);
}

/// The page has a section for each layout, by its name.
#[test]
fn every_layout_has_a_section() {
    let page = include_str!("../../docs/layouts.md");
    for layout in LAYOUTS {
        assert!(
            page.contains(&format!("\n## `{}`", layout.name())),
            "docs/layouts.md lacks {}",
            layout.name()
        );
    }
}

/// Spans of a text with placeholders are places of the file on the disk, and an
/// edit of a placeholder is none of the file.
#[test]
fn every_place_is_on_the_disk() {
    for case in cases() {
        let project = load(&case);
        let analysis = analyze(&project);
        for diagnostic in &analysis.diagnostics {
            let labels = diagnostic.primary.iter().chain(&diagnostic.secondary);
            for label in labels {
                let file = label.span.file;
                assert_eq!(project.sources.origin(file), file, "{diagnostic:?}");
                let shown = project.sources.file(file);
                // What is no migration is not opened.
                if shown.text().is_empty() {
                    continue;
                }
                let disk = fs::read_to_string(case.join(shown.path())).unwrap_or_default();
                assert_eq!(shown.text(), disk, "{}", case.display());
            }
        }
    }
}

/// What a way back leaves, and that there is none, is judged as the layout has
/// ways back: they are refused, told, or no matter.
#[test]
fn rules_of_ways_back_follow_the_layout() {
    /// Layout, configuration, files with their texts, and what is told.
    type Case<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)], &'a [&'a str]);
    const UP: &str = "CREATE TABLE t (id bigint PRIMARY KEY);\n";
    let native = |down: &str| format!("-- revision: a\n-- down_revision: none\n-- +up\n{UP}{down}");
    let residue = native("-- +down\nSELECT 1;\n");
    let without = native("");
    let cases: &[Case<'_>] = &[
        (
            "native",
            "",
            &[("a.sql", &residue)],
            &["error down-residue"],
        ),
        (
            "native",
            "",
            &[("a.sql", &without)],
            &["error irreversible-without-reason"],
        ),
        (
            "golang-migrate",
            "layout = \"golang-migrate\"\n",
            &[("1_a.up.sql", UP), ("1_a.down.sql", "SELECT 1;\n")],
            &["warning down-residue"],
        ),
        (
            "golang-migrate",
            "layout = \"golang-migrate\"\n",
            &[
                ("1_a.up.sql", UP),
                ("1_a.down.sql", "DROP TABLE t;\n"),
                ("2_b.up.sql", "CREATE TABLE u (id bigint PRIMARY KEY);\n"),
            ],
            &["warning irreversible-without-reason"],
        ),
        // A folder in which nothing has a way back has none.
        (
            "golang-migrate",
            "layout = \"golang-migrate\"\n",
            &[("1_a.up.sql", UP)],
            &[],
        ),
        (
            "refinery",
            "layout = \"refinery\"\n",
            &[("V1__a.sql", UP)],
            &[],
        ),
    ];
    for (index, (layout, config, files, expected)) in cases.iter().enumerate() {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("ways-back-{index}"));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(dir.join("migrations")).unwrap();
        fs::write(dir.join("pgbindgen.toml"), config).unwrap();
        for (name, text) in *files {
            fs::write(dir.join("migrations").join(name), text).unwrap();
        }
        let project = load(&dir);
        let found = project
            .layout
            .map(pgbindgen_codegen::source::layout::Layout::name);
        assert_eq!(found, Some(*layout));
        let found = analyze(&project).diagnostics;
        let told: Vec<String> = found
            .iter()
            .map(|found| {
                let level = if found.is_error() { "error" } else { "warning" };
                format!("{level} {}", found.code)
            })
            .collect();
        assert_eq!(told, *expected, "{layout} {index}");
    }
}
