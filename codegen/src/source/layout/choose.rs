//! Which layout a folder has.

use super::foreign;
use super::suggest;
use super::{Claim, Fit, Folder, LAYOUTS, Layout, Native, Strength};
use crate::diag::{Diagnostic, FileId, SourceMap, Span, Spanned};
use crate::source::{Config, Input, config, paths};
use std::collections::BTreeSet;

/// How many files a message names.
const NAMED: usize = 3;

/// What lies in a folder of migrations.
pub(in crate::source) struct Listing<'a> {
    /// The folder's path as shown.
    pub(in crate::source) path: &'a str,
    /// The files that some layout reads.
    pub(in crate::source) files: &'a [Input],
    /// The files that none does.
    pub(in crate::source) beside: Vec<(&'a str, FileId)>,
    pub(in crate::source) sources: &'a SourceMap,
}

impl Listing<'_> {
    /// Every file.
    fn all(&self) -> impl Iterator<Item = (&str, FileId)> {
        let read = self.files.iter();
        let read = read.map(|input| (input.path.as_str(), input.file));
        read.chain(self.beside.iter().copied())
    }

    /// Every file whose name says SQL.
    fn sql(&self) -> impl Iterator<Item = (&str, FileId)> {
        self.all().filter(|(path, _)| {
            let ending = path.rsplit_once('.').map(|(_, ending)| ending);
            ending.is_some_and(|ending| ending.eq_ignore_ascii_case("sql"))
        })
    }

    fn input(&self, path: &str) -> Option<&Input> {
        self.files.iter().find(|input| input.path == path)
    }
}

/// The layout of a folder: the one that is configured, or the one that fits.
/// `None` with a diagnostic when that is not one.
pub(in crate::source) fn choose(
    config: &Config,
    listing: &Listing<'_>,
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
        let fits = fitting(config, listing, |_| true);
        let fault = parted_otherwise(found, name, &fits)
            .or_else(|| parted_by_another_tool(found, config, listing))
            .or_else(|| of_another_database(found, listing, Sure::Yes));
        return or_fault(found, fault, out);
    }
    if config.declared.is_some() {
        let found = LAYOUTS.iter().find(|layout| layout.name() == "declared")?;
        let fault = parted_by_another_tool(*found, config, listing);
        return or_fault(*found, fault, out);
    }
    if let Some(fault) = of_pop(listing) {
        out.push(fault);
        return None;
    }
    let mut fitting = fitting(config, listing, |_| true);
    // Names that others may give as well say nothing beside a mark.
    let strongest = fitting.iter().map(|(_, fit)| fit.strength).max();
    fitting.retain(|(_, fit)| Some(fit.strength) == strongest);
    if strongest == Some(Strength::Names) && has_unknown_ways_back(listing) {
        fitting.clear();
    }
    // What a file says that cannot be read is not known.
    let is_unread = listing.files.iter().any(|file| file.faulty);
    match fitting.as_slice() {
        [(one, fit)] => {
            let fault = of_few(*one, fit, config, listing)
                .filter(|_| !is_unread)
                .or_else(|| of_another_database(*one, listing, Sure::No))
                .or_else(|| parted_by_another_tool(*one, config, listing))
                .or_else(|| foreign::of(fit, listing.files, listing.sources));
            or_fault(*one, fault, out)
        }
        [_, _, ..] | [] if is_unread => None,
        [(one, first), ..] => {
            let fault = of_another_database(*one, listing, Sure::No)
                .or_else(|| parted_by_another_tool(*one, config, listing))
                .or_else(|| foreign::of(first, listing.files, listing.sources))
                .unwrap_or_else(|| several(&fitting, listing));
            out.push(fault);
            None
        }
        [] => none(listing, out),
    }
}

fn or_fault(
    found: &'static dyn Layout,
    fault: Option<Diagnostic>,
    out: &mut Vec<Diagnostic>,
) -> Option<&'static dyn Layout> {
    match fault {
        Some(fault) => {
            out.push(fault);
            None
        }
        None => Some(found),
    }
}

/// The layouts for which something speaks in the files that count.
fn fitting(
    config: &Config,
    listing: &Listing<'_>,
    counts: impl Fn(&str) -> bool,
) -> Vec<(&'static dyn Layout, Fit)> {
    let fit = |layout: &&'static dyn Layout| {
        let folder = Folder {
            path: listing.path,
            files: listing
                .files
                .iter()
                .filter(|file| counts(&file.path))
                .filter(|file| layout.claims(&file.path, config) == Claim::Read)
                .collect(),
            sources: listing.sources,
            config,
            aside: None,
        };
        layout.detect(&folder).map(|fit| (*layout, fit))
    };
    LAYOUTS.iter().filter_map(fit).collect()
}

/// Whether files undo others by names that no layout knows, `1-a-down.sql` beside
/// `1-a-up.sql`: both would apply.
fn has_unknown_ways_back(listing: &Listing<'_>) -> bool {
    let is_known = |path: &str| {
        let known = [".up.sql", ".down.sql", "/up.sql", "/down.sql"];
        known.iter().any(|ending| path.ends_with(ending))
    };
    let all: Vec<&str> = listing
        .sql()
        .map(|(path, _)| path)
        .filter(|path| !is_known(path))
        .collect();
    all.iter().any(|path| suggest::has_other_way(path, &all))
}

/// More than one layout fits.
fn several(fits: &[(&'static dyn Layout, Fit)], listing: &Listing<'_>) -> Diagnostic {
    let names: Vec<String> = fits
        .iter()
        .map(|(layout, _)| format!("`{}`", layout.name()))
        .collect();
    let count = match names.len() {
        2 => "two",
        3 => "three",
        _ => "several",
    };
    let lines: Vec<String> = fits
        .iter()
        .map(|(layout, _)| format!("layout = \"{}\"", layout.name()))
        .collect();
    let mut diagnostic = Diagnostic::error_nowhere(
        "unknown-layout",
        format!(
            "the migrations in `{}` fit {count} layouts, {}",
            listing.path,
            joined(&names, "and")
        ),
    )
    .with_help(format!(
        "say which it is in {}: {}",
        config::FILE_NAME,
        joined(&lines, "or")
    ));
    let is_by_names = fits.iter().all(|(_, fit)| fit.strength == Strength::Names);
    if is_by_names {
        diagnostic = diagnostic.with_help(
            "or, for the layout of pgbindgen, begin each file with `-- revision: ID`, ID being its name, and \
             `-- +up` above the SQL",
        );
    }
    for (layout, fit) in fits {
        let share = match &fit.marked {
            Some(marked) => format!(", {}", of_all(marked.len(), listing)),
            None => String::new(),
        };
        diagnostic = diagnostic.with_note(format!("{}: {}{share}", layout.name(), fit.why));
    }
    diagnostic
}

/// How many of the folder's files some are.
fn of_all(count: usize, listing: &Listing<'_>) -> String {
    format!("{count} of {} files", listing.sql().count())
}

/// A layout whose lines most files lack: they are of another tool, or the few are.
fn of_few(
    layout: &dyn Layout,
    fit: &Fit,
    config: &Config,
    listing: &Listing<'_>,
) -> Option<Diagnostic> {
    let marked: BTreeSet<&str> = fit.marked.as_ref()?.iter().map(String::as_str).collect();
    let others: Vec<&str> = listing
        .sql()
        .map(|(path, _)| path)
        .filter(|path| !marked.contains(path))
        .collect();
    if marked.len() >= others.len() {
        return None;
    }
    let first = listing.input(marked.first()?)?;
    let few: Vec<&str> = marked.iter().copied().collect();
    let mut diagnostic = Diagnostic::error(
        "unknown-layout",
        Span::new(first.file, 0..0),
        format!(
            "{} in `{}` {} of the layout `{}`, and the others are not",
            of_all(few.len(), listing),
            listing.path,
            if few.len() == 1 { "is" } else { "are" },
            layout.name()
        ),
    )
    .with_label("this one has its lines")
    .with_note(format!("{}: {}", layout.name(), some(&few)))
    .with_note(format!("without such lines: {}", some(&others)));
    let fits = fitting(config, listing, |path| !marked.contains(path));
    for (other, fit) in fits.iter().filter(|(other, _)| {
        others
            .iter()
            .all(|path| other.claims(path, config) == Claim::Read)
    }) {
        diagnostic = diagnostic.with_note(format!("of those, {}: {}", other.name(), fit.why));
    }
    if few.len() <= NAMED {
        let ignored: Vec<String> = few.iter().map(|path| format!("\"{path}\"")).collect();
        diagnostic = diagnostic.with_help(format!(
            "move what is of another tool elsewhere, or name it in {}: ignore = [{}]",
            config::FILE_NAME,
            ignored.join(", ")
        ));
    } else {
        diagnostic =
            diagnostic.with_help("keep the migrations of each tool in a folder of their own");
    }
    Some(diagnostic.with_help(format!(
        "or say that all are of this layout, and each that has no such line is told: layout = \"{}\"",
        layout.name()
    )))
}

/// Some of the files, in a message.
fn some(files: &[&str]) -> String {
    let shown: Vec<String> = files
        .iter()
        .take(NAMED)
        .map(|path| format!("`{}`", paths::visible(path)))
        .collect();
    match files.len().saturating_sub(NAMED) {
        0 => joined(&shown, "and"),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// Lines of a tool that is not read, where nothing says what they part.
fn parted_by_another_tool(
    layout: &dyn Layout,
    config: &Config,
    listing: &Listing<'_>,
) -> Option<Diagnostic> {
    let declared = config.declared.as_ref();
    let is_said = declared.is_some_and(|declared| declared.down_line.is_some());
    (!is_said)
        .then(|| foreign::parted(layout, listing.files, listing.sources))
        .flatten()
}

/// Whether the layout is one that the user has named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sure {
    Yes,
    No,
}

/// The files for other databases, which the layout would run as well.
fn of_another_database(
    layout: &dyn Layout,
    listing: &Listing<'_>,
    sure: Sure,
) -> Option<Diagnostic> {
    // The native layout has each migration once, whatever it is called.
    if matches!(layout.name(), "native" | "declared" | "sqitch") {
        return None;
    }
    let is_foreign = |path: &&(&str, FileId)| suggest::words(path.0).any(suggest::is_other);
    let sql: Vec<(&str, FileId)> = listing.sql().collect();
    let first = sql.iter().find(is_foreign)?;
    let word = suggest::words(first.0).find(|word| suggest::is_other(word))?;
    // All of them may be of a database that is called so.
    let folders: BTreeSet<&str> = sql
        .iter()
        .flat_map(|(path, _)| path.split('/').rev().skip(1))
        .filter(|folder| suggest::is_other(folder))
        .collect();
    // One that is named may have such a word in a name; a folder for each database is clear.
    let has_own = sql
        .iter()
        .any(|(path, _)| path.split('/').rev().skip(1).any(suggest::is_postgres));
    if sure == Sure::Yes && (folders.is_empty() || !has_own) {
        return None;
    }
    let diagnostic = Diagnostic::error(
        "unknown-layout",
        Span::new(first.1, 0..0),
        format!(
            "the folder has migrations for other databases: `{}` is for {word}",
            paths::visible(first.0)
        ),
    )
    .with_label(format!(
        "the layout `{}` takes it for one of PostgreSQL's",
        layout.name()
    ));
    if !folders.is_empty() {
        let ignored: Vec<String> = folders
            .iter()
            .map(|folder| format!("\"{folder}\""))
            .collect();
        return Some(diagnostic.with_help(format!(
            "leave them out, in {}: ignore = [{}]",
            config::FILE_NAME,
            ignored.join(", ")
        )));
    }
    let diagnostic = match declared(listing) {
        Some((line, _)) => diagnostic.with_help(format!(
            "say which count, at the top of {}: {line}",
            config::FILE_NAME
        )),
        None => diagnostic,
    };
    Some(diagnostic.with_help(format!(
        "or leave them out: ignore = [\"*.{word}.*\"], and name the layout"
    )))
}

/// A folder of pop's, whose SQL has the names of other tools: they would go on without what
/// is written in fizz.
fn of_pop(listing: &Listing<'_>) -> Option<Diagnostic> {
    let is_fizz = |path: &str| {
        let direction = [".up.fizz", ".down.fizz"];
        direction.iter().any(|ending| path.ends_with(ending))
    };
    let (path, file) = listing.all().find(|(path, _)| is_fizz(path))?;
    let diagnostic = Diagnostic::error(
        "unknown-layout",
        Span::new(file, 0..0),
        format!(
            "the migrations are pop's: `{}` is fizz",
            paths::visible(path)
        ),
    )
    .with_label("no SQL, and run by pop in its place among the others");
    Some(match declared(listing) {
        Some((line, _)) => diagnostic.with_help(format!(
            "say what the files look like, at the top of {}: {line}; and what each file of fizz does, in [code]",
            config::FILE_NAME
        )),
        None => diagnostic.with_help("give the migrations names as pop has them, VERSION_name.up.fizz"),
    })
}

/// The line that would declare the files; `None` for names that a line cannot hold.
fn declared(listing: &Listing<'_>) -> Option<(String, Option<&'static str>)> {
    let all: Vec<&str> = listing.all().map(|(path, _)| path).collect();
    let is_plain = all.iter().all(|path| paths::visible(path) == *path);
    is_plain.then(|| suggest::declared(&all)).flatten()
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
fn joined(names: &[String], word: &str) -> String {
    match names {
        [all @ .., last] if !all.is_empty() => format!("{} {word} {last}", all.join(", ")),
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

fn none(listing: &Listing<'_>, out: &mut Vec<Diagnostic>) -> Option<&'static dyn Layout> {
    // Nothing there yet is a project that begins.
    let Some((_, file)) = listing.sql().next() else {
        return Some(&Native);
    };
    let is_empty = |input: &Input| {
        let text = listing.sources.file(input.file).text();
        text.trim_start_matches('\u{feff}').trim().is_empty()
    };
    let mut read = listing.files.iter();
    let is_empty = read.any(|input| input.file == file && is_empty(input));
    let mut diagnostic = Diagnostic::error(
        "unknown-layout",
        Span::new(file, 0..0),
        "the migrations fit no layout that pgbindgen reads",
    )
    .with_label(if is_empty {
        "for example this file, which is empty"
    } else {
        "for example this file"
    });
    let declared = declared(listing);
    // Names with a version are those of a tool, and what others ask for is no news.
    let is_clear = |line: &(String, _)| line.0.contains("{version}");
    if !declared.as_ref().is_some_and(is_clear) {
        for layout in LAYOUTS {
            diagnostic = diagnostic.with_note(format!("{}: {}", layout.name(), layout.about()));
        }
    }
    diagnostic = match declared {
        Some((line, tool)) => diagnostic.with_help(format!(
            "say what the files look like{}, at the top of {}: {line}",
            tool.map_or_else(String::new, |tool| format!(", those of {tool}")),
            config::FILE_NAME
        )),
        None => diagnostic.with_help(format!(
            "say which layout it is in {}: layout = \"…\"; or what the files look like: declared = {{ pattern = \
             \"{{version}}_{{name}}.sql\" }}",
            config::FILE_NAME
        )),
    };
    out.push(diagnostic.with_help(
        "or, for the layout of pgbindgen, begin each file with `-- revision: ID`, ID being its name, and `-- +up` \
         above the SQL",
    ));
    None
}
