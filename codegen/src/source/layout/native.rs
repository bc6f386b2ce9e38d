//! pgbindgen's own layout: one file per revision, `ID.sql`, whose header names
//! the revision before it.

use super::header::{self, Field, Lines, Section};
use super::{Claim, Downs, Entry, Fit, Folder, Layout, Read, Transaction, invalid};
use crate::diag::{Diagnostic, Edit, FileId, Fix, Safety, Span, Spanned};
use crate::source::{Config, Input};

/// pgbindgen's own layout.
#[derive(Clone, Copy, Debug)]
pub struct Native;

impl Layout for Native {
    fn name(&self) -> &'static str {
        "native"
    }

    fn about(&self) -> &'static str {
        "files ID.sql with the headers `-- revision: ID` and `-- down_revision: PARENT`, then \
         `-- +up` and `-- +down`"
    }

    fn outside_of_transactions(&self) -> Option<&'static str> {
        Some("`-- transaction: off`")
    }

    fn downs(&self) -> Downs {
        Downs::Required
    }

    fn creates(&self) -> Option<&'static str> {
        None
    }

    fn claims(&self, path: &str, _: &Config) -> Claim {
        let ending = path.rsplit_once('.').map(|(_, ending)| ending);
        Claim::read_if(!path.contains('/') && ending == Some("sql"))
    }

    fn detect(&self, folder: &Folder<'_>) -> Option<Fit> {
        let mut found = None;
        for input in &folder.files {
            let text = folder.sources.file(input.file).text();
            let lines = header::read(input.file, text, &mut Vec::new());
            let mut fields = lines.fields.iter();
            let is_ours = lines.is_native
                || fields.any(|field| {
                    field.key.value == "revision" && field.value.value == input.stem()
                });
            if !is_ours {
                continue;
            }
            let why = format!("`{}` has its header or its sections", input.path);
            // A header alone parts nothing: `-- revision: 12` may be a remark.
            if lines.sections.iter().any(|section| section.name == "down") {
                return Some(Fit::sections(why));
            }
            found = found.or(Some(why));
        }
        found.map(Fit::mark)
    }

    fn read(&self, folder: &Folder<'_>, out: &mut Vec<Diagnostic>) -> Read {
        let mut read = Read::default();
        for input in &folder.files {
            if input.faulty {
                read.broken.insert(input.stem().to_owned());
                continue;
            }
            let text = folder.text(input);
            if text.trim_start_matches('\u{feff}').trim().is_empty() {
                out.push(
                    Diagnostic::error(
                        "empty-file",
                        Span::new(input.file, 0..0),
                        format!("`{}` is empty", input.path),
                    )
                    .with_label("a revision needs a header and a `-- +up` section")
                    .with_help("write the revision, or delete the file"),
                );
                read.broken.insert(input.stem().to_owned());
                continue;
            }
            if let Some(fault) = lines_without_end(input, text) {
                out.push(fault);
                read.broken.insert(input.stem().to_owned());
                continue;
            }
            match entry(input.text, input.stem(), text, out) {
                Some(entry) => read.entries.push(Entry {
                    file: input.file,
                    ..entry
                }),
                None => {
                    read.broken.insert(input.stem().to_owned());
                }
            }
        }
        read
    }
}

/// A file whose lines end as they did on old Macs: to the server they do, to what reads
/// the header it is one line.
fn lines_without_end(input: &Input, text: &str) -> Option<Diagnostic> {
    let at = text.find('\r').filter(|_| !text.contains('\n'))?;
    Some(
        invalid(
            Span::new(input.text, at..at + 1),
            format!(
                "the lines of `{}` end with a carriage return alone",
                input.path
            ),
        )
        .with_label("the line goes on here")
        .with_help("save the file with the line ends LF or CRLF"),
    )
}

/// `None` when the file says neither its id nor its parent: where it belongs is
/// then unknown.
fn entry(file: FileId, stem: &str, text: &str, out: &mut Vec<Diagnostic>) -> Option<Entry> {
    let lines = header::read(file, text, out);
    let top = Span::new(
        file,
        text.len() - text.trim_start_matches('\u{feff}').len()..text.len(),
    )
    .at_start();
    let revision = field(&lines, "revision", out);
    let down_revision = field(&lines, "down_revision", out);

    let (id, header) = match revision {
        Some(field) if !field.value.value.is_empty() => (field.value.clone(), field.line),
        Some(field) => {
            out.push(
                Diagnostic::error("missing-revision", field.line, "`revision` names no id")
                    .with_label("the id is missing")
                    .with_help(format!("write `-- revision: {stem}`"))
                    .with_fix(Fix {
                        title: "name the id, the file's name".into(),
                        edits: vec![Edit {
                            span: field.line,
                            text: format!("-- revision: {stem}"),
                        }],
                        safety: Safety::Safe,
                    }),
            );
            (Spanned::new(stem.to_owned(), field.line), field.line)
        }
        None => {
            out.push(
                Diagnostic::error(
                    "missing-revision",
                    top,
                    "the file has no `-- revision:` header",
                )
                .with_label("the header belongs here")
                .with_help(format!("write `-- revision: {stem}` as the first line"))
                .with_fix(Fix {
                    title: "add the header".into(),
                    edits: vec![Edit {
                        span: top,
                        text: format!("-- revision: {stem}\n"),
                    }],
                    safety: Safety::Safe,
                }),
            );
            (Spanned::new(stem.to_owned(), top), top)
        }
    };

    let parents = down_revision
        .map(|field| parents(field, out))
        .unwrap_or_default();
    let labels = field(&lines, "labels", out)
        .map(|field| list(&field.value))
        .unwrap_or_default();
    let transaction = transaction(&lines, header, out);
    let irreversible = field(&lines, "irreversible", out).map(|field| {
        if field.value.value.is_empty() {
            out.push(
                Diagnostic::error(
                    "invalid-header",
                    field.line,
                    "`irreversible` gives no reason",
                )
                .with_label("the reason is missing")
                .with_help("say why there is no way back: `-- irreversible: REASON`"),
            );
        }
        field.value.clone()
    });

    let up = section(&lines, "up", out);
    let mut down = section(&lines, "down", out);
    let mut irreversible = irreversible;
    if irreversible.is_none()
        && let Some(found) = misplaced(text, up, down)
    {
        out.push(found.diagnostic(header));
        // Go on as if it were right, so that this is the only complaint.
        irreversible = Some(found.reason);
        down = None;
    }
    if up.is_none() {
        out.push(missing_up(file, text, &lines, header));
    } else if let Some(stray) = lines.stray {
        out.push(
            Diagnostic::error(
                "stray-text",
                stray,
                "SQL before the first section belongs to none",
            )
            .with_label("neither a header, nor a comment, nor in a section")
            .with_help("move it below `-- +up`, or make it a comment"),
        );
    }
    if let (Some(up), Some(down)) = (up, down)
        && down.mark.start < up.mark.start
    {
        out.push(
            Diagnostic::error(
                "section-order",
                down.mark,
                "the way back stands before the way there",
            )
            .with_label("comes first")
            .with_secondary(up.mark, "comes second")
            .with_help("put `-- +up` and its SQL first, so that nobody mistakes one for the other"),
        );
    }
    if let (Some(reason), Some(down)) = (&irreversible, down) {
        out.push(
            Diagnostic::error(
                "irreversible-with-down",
                down.mark,
                format!(
                    "revision `{}` is said to be irreversible and has a way back",
                    id.value
                ),
            )
            .with_label("the way back")
            .with_secondary(reason.span, "said to be irreversible")
            .with_help("remove the `irreversible` header or the `-- +down` section"),
        );
    }
    if revision.is_none() && down_revision.is_none() {
        return None;
    }
    let end = Span::new(file, text.len()..text.len());
    Some(Entry {
        file,
        others: Vec::new(),
        code: None,
        stem: stem.to_owned(),
        parents_span: down_revision.map_or_else(|| header.at_end(), |field| field.value.span),
        parents_stated: down_revision.is_some(),
        parents_unknown: down_revision.is_none() && lines.has_unknown,
        id,
        header,
        parents,
        labels,
        transaction,
        down_transaction: None,
        irreversible,
        up: up.map_or(end, |section| section.body),
        down: down.map(|section| section.body),
    })
}

/// A line `-- irreversible: REASON` in a section, where it says nothing.
struct Misplaced {
    reason: Spanned<String>,
    line: Span,
    /// The section with the line, as it is written.
    section: &'static str,
    /// What goes when the line is moved: with it a way back that holds nothing else.
    goes: Option<Span>,
}

/// The line in the up part where there is no way back, or in a way back without SQL.
fn misplaced(text: &str, up: Option<&Section>, down: Option<&Section>) -> Option<Misplaced> {
    let section = down.or(up)?;
    let body = text.get(section.body.range())?;
    let is_note = |line: &str| line.trim().is_empty() || line.trim_start().starts_with("--");
    if down.is_some() && !body.lines().all(is_note) {
        return None;
    }
    let mut at = section.body.range().start;
    for whole in body.split_inclusive('\n') {
        let start = at;
        at += whole.len();
        let line = whole.trim_end();
        let reason = line
            .strip_prefix("--")
            .and_then(|rest| rest.trim_start().strip_prefix("irreversible:"));
        let Some(reason) = reason.map(str::trim) else {
            continue;
        };
        let file = section.body.file;
        let end = start + line.len();
        let goes = match down {
            None => Some(Span::new(file, start..at)),
            Some(down) => (body.trim() == line)
                .then(|| Span::new(file, down.mark.range().start..down.body.range().end)),
        };
        return Some(Misplaced {
            reason: Spanned::new(reason.to_owned(), Span::new(file, end - reason.len()..end)),
            line: Span::new(file, start..end),
            section: section.name,
            goes,
        });
    }
    None
}

impl Misplaced {
    fn diagnostic(&self, header: Span) -> Diagnostic {
        let too = match self.section {
            "down" => ", and remove `-- +down`",
            _ => "",
        };
        let diagnostic = Diagnostic::error(
            "invalid-header",
            self.line,
            format!(
                "`irreversible` stands below `-- +{}`, where it is a comment",
                self.section
            ),
        )
        .with_label("a header stands above `-- +up`")
        .with_help(format!("move the line up to the other headers{too}"));
        let Some(goes) = self.goes else {
            return diagnostic;
        };
        diagnostic.with_fix(Fix {
            title: format!("move it up{too}"),
            edits: vec![
                Edit {
                    span: header.at_end(),
                    text: format!("\n-- irreversible: {}", self.reason.value),
                },
                Edit {
                    span: goes,
                    text: String::new(),
                },
            ],
            safety: Safety::Suggestion,
        })
    }
}

/// The field of a key; a second one is an error.
fn field<'a>(lines: &'a Lines, key: &str, out: &mut Vec<Diagnostic>) -> Option<&'a Field> {
    let mut fields = lines.fields.iter().filter(|field| field.key.value == key);
    let first = fields.next()?;
    for again in fields {
        out.push(
            Diagnostic::error(
                "duplicate-header",
                again.line,
                format!("header `{key}` is given twice"),
            )
            .with_label("given again")
            .with_secondary(first.line, "given first")
            .with_help("remove one of them"),
        );
    }
    Some(first)
}

fn section<'a>(lines: &'a Lines, name: &str, out: &mut Vec<Diagnostic>) -> Option<&'a Section> {
    let mut sections = lines.sections.iter().filter(|section| section.name == name);
    let first = sections.next()?;
    for again in sections {
        out.push(
            Diagnostic::error(
                "duplicate-section",
                again.mark,
                format!("section `+{name}` is given twice"),
            )
            .with_label("begins again")
            .with_secondary(first.mark, "begins first")
            .with_help("join the two, or remove one"),
        );
    }
    Some(first)
}

/// What other tools write for no parent, and no id can be.
const NO_PARENT: &[&str] = &["-", "<base>", "()"];

fn parents(field: &Field, out: &mut Vec<Diagnostic>) -> Vec<Spanned<String>> {
    let mut parents: Vec<Spanned<String>> = Vec::new();
    for mut parent in list(&field.value) {
        if parent.value != "none"
            && (parent
                .value
                .trim_end_matches([';', '.'])
                .eq_ignore_ascii_case("none")
                || NO_PARENT.contains(&parent.value.as_str()))
        {
            out.push(
                Diagnostic::error(
                    "invalid-header",
                    parent.span,
                    format!("`{}` is no revision", parent.value),
                )
                .with_label("the first revision of all has `none` here")
                .with_help("write `none`")
                .with_fix(Fix {
                    title: "write `none`".into(),
                    edits: vec![Edit {
                        span: parent.span,
                        text: "none".into(),
                    }],
                    safety: Safety::Safe,
                }),
            );
            "none".clone_into(&mut parent.value);
        }
        if let Some(first) = parents.iter().find(|other| other.value == parent.value) {
            out.push(
                Diagnostic::error(
                    "invalid-header",
                    parent.span,
                    format!("parent `{}` is named twice", parent.value),
                )
                .with_label("named again")
                .with_secondary(first.span, "named first")
                .with_help("name each parent once"),
            );
        } else {
            parents.push(parent);
        }
    }
    if parents.len() > 1
        && let Some(none) = parents.iter().position(|parent| parent.value == "none")
    {
        let none = parents.remove(none);
        out.push(
            Diagnostic::error(
                "invalid-header",
                none.span,
                "a revision with a parent cannot have `none`",
            )
            .with_label("`none` stands beside a parent")
            .with_help("remove `none`"),
        );
    }
    if parents.len() == 1 && parents[0].value == "none" {
        parents.clear();
    }
    if let Some(third) = parents.get(2) {
        out.push(
            Diagnostic::error(
                "invalid-header",
                third.span,
                "a merge joins two revisions, not more",
            )
            .with_label("the third parent")
            .with_help("join two of them first, and the third to that"),
        );
        parents.truncate(2);
    }
    parents
}

fn transaction(lines: &Lines, header: Span, out: &mut Vec<Diagnostic>) -> Spanned<Transaction> {
    let Some(field) = field(lines, "transaction", out) else {
        return Spanned::new(Transaction::On, header);
    };
    let value = match field.value.value.as_str() {
        "on" => Transaction::On,
        "off" => Transaction::Off,
        other => {
            out.push(
                Diagnostic::error(
                    "invalid-header",
                    if other.is_empty() {
                        field.line
                    } else {
                        field.value.span
                    },
                    format!("`transaction` cannot be `{other}`"),
                )
                .with_label("expected `on` or `off`")
                .with_help("write `on`, or `off` for statements that refuse to run in one"),
            );
            Transaction::On
        }
    };
    Spanned::new(value, field.value.span)
}

/// A list with commas, each item with its place. Empty items are dropped.
fn list(value: &Spanned<String>) -> Vec<Spanned<String>> {
    let mut items = Vec::new();
    let mut at = value.span.start as usize;
    for item in value.value.split(',') {
        let word = item.trim();
        if !word.is_empty() {
            let start = at + item.len() - item.trim_start().len();
            items.push(Spanned::new(
                word.to_owned(),
                Span::new(value.span.file, start..start + word.len()),
            ));
        }
        at += item.len() + 1;
    }
    items
}

fn missing_up(file: FileId, text: &str, lines: &Lines, header: Span) -> Diagnostic {
    let diagnostic = Diagnostic::error("missing-up", header, "the file has no `-- +up` section");
    // Where it belongs: before the SQL that stands in no section, else at the end.
    let (at, label) = match lines.stray {
        Some(stray) => (stray.at_start(), Some(stray)),
        None => match lines.sections.first() {
            Some(section) => (section.mark.at_start(), None),
            None => (Span::new(file, text.len()..text.len()), None),
        },
    };
    let diagnostic = diagnostic.with_label("this revision does nothing");
    let diagnostic = match label {
        Some(stray) => diagnostic.with_secondary(stray.at_start(), "the SQL begins here"),
        None => diagnostic,
    };
    let newline = if at.start as usize == text.len() && !text.ends_with('\n') {
        "\n"
    } else {
        ""
    };
    diagnostic
        .with_help("write `-- +up` on a line of its own before the SQL that applies it")
        .with_fix(Fix {
            title: "begin the section".into(),
            edits: vec![Edit {
                span: at,
                text: format!("{newline}-- +up\n"),
            }],
            safety: if lines.stray.is_some() {
                Safety::Safe
            } else {
                Safety::Suggestion
            },
        })
}

#[cfg(test)]
#[path = "native_tests.rs"]
mod tests;
