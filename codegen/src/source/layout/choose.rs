//! Which layout a folder has.

use super::{Claim, Fit, Folder, LAYOUTS, Layout, Native, Strength};
use crate::diag::{Diagnostic, SourceMap, Span, Spanned};
use crate::source::{Config, Input, config};

/// The layout of a folder: the one that is configured, or the one that fits.
/// `None` with a diagnostic when that is not one.
pub(in crate::source) fn choose(
    config: &Config,
    files: &[Input],
    path: &str,
    sources: &SourceMap,
    out: &mut Vec<Diagnostic>,
) -> Option<&'static dyn Layout> {
    if let Some(name) = &config.layout {
        if let Some(declared) = config
            .declared
            .as_ref()
            .filter(|_| name.value != "declared")
        {
            out.push(contradiction(name, declared.span));
        }
        let found = named(name, out)?;
        let fits = fitting(config, files, path, sources);
        return match parted_otherwise(found, name, &fits) {
            Some(fault) => {
                out.push(fault);
                None
            }
            None => Some(found),
        };
    }
    let mut fitting = fitting(config, files, path, sources);
    // Names that others may give as well say nothing beside a mark.
    let strongest = fitting.iter().map(|(_, fit)| fit.strength).max();
    fitting.retain(|(_, fit)| Some(fit.strength) == strongest);
    // What a file says that cannot be read is not known.
    let is_unread = files.iter().any(|file| file.faulty);
    match fitting.as_slice() {
        [(one, _)] => Some(*one),
        [_, _, ..] | [] if is_unread => None,
        [(one, _), ..] => {
            let names: Vec<String> = fitting
                .iter()
                .map(|(layout, _)| format!("`{}`", layout.name()))
                .collect();
            let count = match names.len() {
                2 => "two",
                3 => "three",
                _ => "several",
            };
            let mut diagnostic = Diagnostic::error_nowhere(
                "unknown-layout",
                format!(
                    "the migrations in `{path}` fit {count} layouts, {}",
                    joined(&names)
                ),
            )
            .with_help(format!(
                "say which it is in {}: layout = \"{}\"",
                config::FILE_NAME,
                one.name()
            ));
            if strongest == Some(Strength::Names) {
                diagnostic = diagnostic.with_help(
                    "or, for the layout of pgbindgen, begin each file with `-- revision: ID`, ID being its name, and \
                     `-- +up` above the SQL",
                );
            }
            for (layout, fit) in &fitting {
                diagnostic = diagnostic.with_note(format!("{}: {}", layout.name(), fit.why));
            }
            out.push(diagnostic);
            None
        }
        [] => none(files, sources, out),
    }
}

/// The layouts for which something speaks.
fn fitting(
    config: &Config,
    files: &[Input],
    path: &str,
    sources: &SourceMap,
) -> Vec<(&'static dyn Layout, Fit)> {
    let fit = |layout: &&'static dyn Layout| {
        let folder = Folder {
            path,
            files: files
                .iter()
                .filter(|file| layout.claims(&file.path, config) == Claim::Read)
                .collect(),
            sources,
            config,
            list: None,
        };
        layout.detect(&folder).map(|fit| (*layout, fit))
    };
    LAYOUTS.iter().filter_map(fit).collect()
}

/// A layout is named, and the lines of another part the files: as a whole, or in other
/// parts, they would run the way back with the way there.
fn parted_otherwise(
    named: &dyn Layout,
    name: &Spanned<String>,
    fits: &[(&'static dyn Layout, Fit)],
) -> Option<Diagnostic> {
    let mut parted = fits.iter().filter(|(_, fit)| fit.is_parted);
    if name.value == "declared" || parted.clone().any(|(fit, _)| fit.name() == named.name()) {
        return None;
    }
    let (other, fit) = parted.next()?;
    Some(
        Diagnostic::error(
            "unknown-layout",
            name.span,
            format!(
                "the files are parted as those of `{}` are, which `{}` does not know",
                other.name(),
                named.name()
            ),
        )
        .with_label("what their lines part would run as one")
        .with_note(format!("{}: {}", other.name(), fit.why))
        .with_note(format!("{}: {}", named.name(), named.about()))
        .with_help(format!(
            "name their own layout: layout = \"{}\"",
            other.name()
        )),
    )
}

/// The layouts that read each SQL file of these names.
pub(in crate::source) fn by_names(paths: &[&str], config: &Config) -> Vec<&'static str> {
    let is_of = |layout: &&&dyn Layout| {
        let mut sql = paths.iter().filter(|path| super::is_sql(path));
        sql.all(|path| layout.claims(path, config) == Claim::Read)
    };
    let fitting = LAYOUTS.iter().filter(is_of);
    fitting.map(|layout| layout.name()).collect()
}

/// A layout that is declared, and another one that is named.
fn contradiction(name: &Spanned<String>, declared: Span) -> Diagnostic {
    Diagnostic::error(
        "config-value",
        declared,
        format!(
            "a layout is declared, and another one is named, `{}`",
            name.value
        ),
    )
    .with_label("says what the files look like")
    .with_secondary(name.span, "and so does this")
    .with_help("remove [declared], or name the layout \"declared\"")
}

/// `a`, `b` and `c`.
fn joined(names: &[String]) -> String {
    match names {
        [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        names => names.join(", "),
    }
}

fn named(name: &Spanned<String>, out: &mut Vec<Diagnostic>) -> Option<&'static dyn Layout> {
    let names = || LAYOUTS.iter().map(|layout| layout.name());
    let found = LAYOUTS.iter().find(|layout| layout.name() == name.value);
    if found.is_none() {
        let near = crate::diag::nearest(&name.value, names());
        out.push(
            Diagnostic::error(
                "unknown-layout",
                name.span,
                format!("there is no migration layout `{}`", name.value),
            )
            .with_label("not a layout that pgbindgen reads")
            .with_help(match near {
                Some(near) => format!("write \"{near}\""),
                None => format!(
                    "choose one of \"{}\"",
                    names().collect::<Vec<_>>().join("\", \"")
                ),
            }),
        );
    }
    found.copied()
}

fn none(
    files: &[Input],
    sources: &SourceMap,
    out: &mut Vec<Diagnostic>,
) -> Option<&'static dyn Layout> {
    // Nothing there yet is a project that begins.
    let Some(file) = files.iter().find(|file| file.is_sql()) else {
        return Some(&Native);
    };
    let text = sources
        .file(file.file)
        .text()
        .trim_start_matches('\u{feff}');
    let mut diagnostic = Diagnostic::error(
        "unknown-layout",
        Span::new(file.file, 0..0),
        "the migrations fit no layout that pgbindgen reads",
    )
    .with_label(if text.trim().is_empty() {
        "for example this file, which is empty"
    } else {
        "for example this file"
    });
    for layout in LAYOUTS {
        diagnostic = diagnostic.with_note(format!("{}: {}", layout.name(), layout.about()));
    }
    out.push(diagnostic.with_help(format!(
        "give each file the header of the native layout, or say which layout it is in {}: \
         layout = \"{}\"",
        config::FILE_NAME,
        Native.name()
    )));
    None
}
