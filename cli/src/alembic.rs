//! The output of `alembic upgrade base:head --sql`, cut into revisions.
//!
//! Alembic (1.20, and its sources) writes `-- Running upgrade PARENTS -> ID` before
//! each of them, and behind its statements what notes it in the version table:
//! an INSERT, an UPDATE, or a DELETE and an UPDATE for a merge.

use pgbindgen_codegen::diag::{Diagnostic, FileId, SourceMap, Span};
use pgbindgen_codegen::parse::parse;
use pgbindgen_codegen::split::{RawStmt, split};
use std::fmt::Write as _;

/// One revision, as it is written in the native layout.
#[derive(Debug)]
pub(crate) struct Revision {
    pub(crate) id: String,
    parents: Vec<String>,
    /// Its statements, with the comments above them.
    body: String,
    /// It ends the transaction, as `autocommit_block()` does.
    is_autocommit: bool,
    /// What notes it has been read: nothing of it follows.
    is_noted: bool,
    /// Its mark.
    mark: Span,
}

impl Revision {
    /// The text of its file.
    pub(crate) fn text(&self) -> String {
        let parents = match self.parents.as_slice() {
            [] => "none".to_owned(),
            parents => parents.join(", "),
        };
        let mut text = format!("-- revision: {}\n-- down_revision: {parents}\n", self.id);
        if self.is_autocommit {
            text.push_str("-- transaction: off\n");
        }
        text.push_str(
            "-- irreversible: imported from Alembic, whose output has no way back\n\n-- +up\n",
        );
        text.push_str(&self.body);
        text
    }
}

/// The revisions of an output, in its order. What keeps them from being told apart
/// goes to `out`; the revisions are then not to be used.
pub(crate) fn read(file: FileId, sources: &SourceMap, out: &mut Vec<Diagnostic>) -> Vec<Revision> {
    let text = sources.file(file).text();
    let mut reader = Reader {
        file,
        text,
        table: None,
        revisions: Vec::new(),
        reported: out.len(),
        out,
    };
    let mut end = 0;
    let statements = split(file, text, 0..text.len(), reader.out);
    // A string that never ends swallows what follows: it stands in the last one.
    if let Some(last) = statements.last() {
        parse(text, last, reader.out);
    }
    for raw in statements {
        reader.comments(raw.full.range().start..raw.span.range().start);
        reader.statement(&raw);
        end = raw.full.range().end;
    }
    reader.comments(end..text.len());
    reader.finish()
}

struct Reader<'a> {
    file: FileId,
    text: &'a str,
    /// The version table, as it is written where it is created.
    table: Option<String>,
    revisions: Vec<Revision>,
    /// How many faults there were before.
    reported: usize,
    out: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    /// What stands between two statements: marks, and comments of a revision.
    fn comments(&mut self, range: std::ops::Range<usize>) {
        let mut at = range.start;
        let text = self.text;
        for whole in text.get(range).unwrap_or_default().split_inclusive('\n') {
            let line = whole.trim();
            let start = at + (whole.len() - whole.trim_start().len());
            at += whole.len();
            let span = Span::new(self.file, start..start + line.len());
            match line.strip_prefix("-- Running ") {
                Some(step) => self.step(step, span),
                None if line.is_empty() => {}
                None => {
                    if let Some(open) = self.open() {
                        open.body.push_str(line);
                        open.body.push('\n');
                    }
                }
            }
        }
    }

    /// The revision that statements belong to.
    fn open(&mut self) -> Option<&mut Revision> {
        self.revisions.last_mut().filter(|last| !last.is_noted)
    }

    fn step(&mut self, step: &str, mark: Span) {
        let Some((parents, id)) = step
            .strip_prefix("upgrade ")
            .and_then(|step| step.split_once("->"))
        else {
            self.fault(mark, "this step is no upgrade of one revision")
                .help("write the file anew: alembic upgrade base:head --sql");
            return;
        };
        if let Some(open) = self.open() {
            let (id, before) = (open.id.clone(), open.mark);
            self.fault(
                mark,
                format!("revision `{id}` is not noted in the version table"),
            )
            .also(before, "it begins here")
            .help("write the file anew: alembic upgrade base:head --sql");
        }
        let id = id.trim().to_owned();
        let parents: Vec<String> = parents
            .split(',')
            .map(|parent| parent.trim().to_owned())
            .filter(|parent| !parent.is_empty())
            .collect();
        if let Some(first) = self.revisions.iter().find(|other| other.id == id) {
            let before = first.mark;
            self.fault(mark, format!("revision `{id}` is there twice"))
                .also(before, "it is here too")
                .help("write the file anew, of one run: alembic upgrade base:head --sql");
        }
        if pgbindgen_codegen::chain::corrected(&id) != id {
            self.fault(mark, format!("`{id}` cannot be the id of a revision here"))
                .help("rename it in Alembic: an id is of a-z, 0-9 and _, at most 63 characters");
        }
        if parents.len() > 2 {
            self.fault(mark, format!("revision `{id}` joins more than two others"))
                .help("join two of them in a revision of their own in Alembic, and the others to that");
        }
        for parent in &parents {
            if self.revisions.iter().all(|other| other.id != *parent) {
                self.fault(mark, format!("revision `{parent}` is not in the file"))
                    .help("write the file from the beginning: alembic upgrade base:head --sql");
            }
        }
        self.revisions.push(Revision {
            id,
            parents,
            body: String::new(),
            is_autocommit: false,
            is_noted: false,
            mark,
        });
    }

    fn statement(&mut self, raw: &RawStmt) {
        let text = self.text.get(raw.span.range()).unwrap_or_default();
        let upper = text.to_ascii_uppercase();
        if matches!(upper.as_str(), "BEGIN" | "COMMIT") {
            // Alembic's own, but within a revision: there its author asked for it.
            if let Some(open) = self.open() {
                open.is_autocommit |= upper == "COMMIT";
            }
            return;
        }
        if self.revisions.is_empty()
            && let Some(name) = created_table(text)
            && text.contains("version_num")
        {
            self.table = Some(name.to_owned());
            return;
        }
        if self.notes_a_revision(text) {
            if let Some(last) = self.revisions.last_mut() {
                last.is_noted = true;
            }
            return;
        }
        let end = raw.full.range().end;
        let statement = self.text.get(raw.span.range().start..end);
        let statement = statement.unwrap_or_default().trim_end().to_owned();
        match self.open() {
            Some(open) => {
                let _ = writeln!(open.body, "{statement}");
            }
            // A line of something else swallows the mark behind it.
            None if text.contains("\n-- Running ") => {
                let start = raw.span.range().start;
                let line = text.lines().next().unwrap_or_default();
                let first = Span::new(self.file, start..start + line.len());
                self.fault(first, "this is no SQL, and swallows the mark of a revision")
                    .help("take the line out: Alembic writes its log to standard error, and only SQL into the file");
                self.comments(start + line.len()..raw.span.range().end);
            }
            // `CREATE SCHEMA` for the version table, by some `env.py`.
            None => {
                self.fault(raw.span, "this statement belongs to no revision")
                    .help("put it into the first revision in Alembic, or remove it from the file");
            }
        }
    }

    /// Whether a statement notes a revision in the version table.
    fn notes_a_revision(&self, text: &str) -> bool {
        let Some(table) = &self.table else {
            return false;
        };
        ["INSERT INTO ", "UPDATE ", "DELETE FROM "]
            .iter()
            .filter_map(|verb| text.strip_prefix(verb)?.strip_prefix(table.as_str()))
            .any(|rest| rest.starts_with(' ') && rest.contains("version_num"))
    }

    fn finish(mut self) -> Vec<Revision> {
        if self.revisions.is_empty() {
            // That no statement belongs to one follows.
            self.out.truncate(self.reported);
            let nowhere = Span::new(self.file, 0..0);
            self.fault(nowhere, "the file holds no revision")
                .help("write it with: alembic upgrade base:head --sql");
        } else if self.table.is_none() {
            // What else was found follows from that.
            self.out.truncate(self.reported);
            let first = self.revisions[0].mark;
            self.fault(
                first,
                "the version table is not created before the first revision",
            )
            .help("write the file from the beginning: alembic upgrade base:head --sql");
        } else if let Some(open) = self.open() {
            let (id, mark) = (open.id.clone(), open.mark);
            self.fault(
                mark,
                format!("revision `{id}` is not noted in the version table"),
            )
            .help("write the file anew, to its end: alembic upgrade base:head --sql");
        }
        self.revisions
    }

    /// Reports a fault, to which places and a help can be added.
    fn fault(&mut self, span: Span, message: impl Into<String>) -> Fault<'_> {
        self.out
            .push(Diagnostic::error("invalid-migration", span, message).with_label("here"));
        Fault(self.out)
    }
}

/// The diagnostic that was reported last.
struct Fault<'a>(&'a mut Vec<Diagnostic>);

impl Fault<'_> {
    fn change(self, change: impl FnOnce(Diagnostic) -> Diagnostic) -> Self {
        if let Some(last) = self.0.pop() {
            self.0.push(change(last));
        }
        self
    }

    fn also(self, span: Span, text: &str) -> Self {
        self.change(|fault| fault.with_secondary(span, text))
    }

    fn help(self, text: &str) {
        self.change(|fault| fault.with_help(text));
    }
}

/// The name in `CREATE TABLE name (`.
fn created_table(text: &str) -> Option<&str> {
    let (name, _) = text.strip_prefix("CREATE TABLE ")?.split_once('(')?;
    Some(name.trim())
}
