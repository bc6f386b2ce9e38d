//! How much of a file is read.

use std::collections::BTreeMap;

use pgbindgen_codegen::ddl::StmtKind;
use pgbindgen_codegen::diag::{Diagnostic, SourceMap};
use pgbindgen_codegen::parse;
use pgbindgen_codegen::split::{self, RawKind};

/// The statements of a file, and those among them that are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// SQL statements.
    pub statements: usize,
    /// Those that are read into a tree.
    pub read: usize,
}

/// The shares of files by their names.
pub type Shares = BTreeMap<String, Share>;

/// Splits and parses a file. A statement counts as read when its grammar is
/// known: what the grammar refuses is not, whoever is right.
pub fn recognise(text: &str) -> Share {
    let mut sources = SourceMap::default();
    let file = sources.add("regress.sql", text);
    let mut out = Vec::new();
    let mut share = Share::default();
    for raw in split::split(file, text, 0..text.len(), &mut out) {
        if raw.kind != RawKind::Sql {
            continue;
        }
        share.statements += 1;
        let mut faults = Vec::new();
        let stmt = parse::parse(text, &raw, &mut faults);
        let is_refused = faults.iter().any(Diagnostic::is_error);
        share.read += usize::from(!is_refused && !matches!(stmt.kind, StmtKind::Opaque { .. }));
    }
    share
}

/// The shares of all files, checked in: `recognised.tsv`.
pub mod shares {
    use std::fmt::Write as _;

    use super::{Share, Shares};

    const HEAD: &str = "\
# How much of PostgreSQL's own regression SQL is read: file, statements, those read. `cargo xtask regress --bless` writes it.
";

    /// The list as it is to be written, for a release of the source package.
    pub fn write(shares: &Shares, release: &str) -> String {
        let mut out = format!("{HEAD}# release {release}\n");
        for (name, share) in shares {
            let _ = writeln!(out, "{name}\t{}\t{}", share.statements, share.read);
        }
        out
    }

    /// What is not as the list says. Of another release only this is asked: no
    /// file has more that is not read.
    ///
    /// # Errors
    ///
    /// The list has another form.
    pub fn difference(
        expected: &str,
        found: &Shares,
        release: &str,
    ) -> Result<Vec<String>, String> {
        let is_same = expected.contains(&format!("# release {release}\n"));
        let mut known = Shares::new();
        for line in expected.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<_> = line.split('\t').collect();
            let [name, statements, read] = fields[..] else {
                return Err(format!("recognised.tsv: not three fields: {line}"));
            };
            let number = |text: &str| text.parse().map_err(|e| format!("recognised.tsv: {e}"));
            let share = Share {
                statements: number(statements)?,
                read: number(read)?,
            };
            known.insert(name.to_owned(), share);
        }
        let mut out = Vec::new();
        for (name, share) in found {
            let Some(known) = known.get(name) else {
                if is_same {
                    out.push(format!("{name}: not in recognised.tsv"));
                }
                continue;
            };
            let unread = |share: &Share| share.statements - share.read;
            if (is_same && known != share) || unread(share) > unread(known) {
                out.push(format!(
                    "{name}: {} of {} statements are read; recognised.tsv has {} of {}",
                    share.read, share.statements, known.read, known.statements
                ));
            }
        }
        Ok(out)
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn another_release_may_have_more_statements() {
            let shares = |statements, read| {
                let share = Share { statements, read };
                Shares::from([("f".to_owned(), share)])
            };
            let list = write(&shares(10, 9), "15.1");
            let faults = |found, release| difference(&list, &found, release).unwrap_or_default();
            assert_eq!(faults(shares(10, 9), "15.1"), [""; 0]);
            assert_eq!(faults(shares(10, 10), "15.1").len(), 1);
            assert_eq!(faults(shares(12, 11), "15.2"), [""; 0]);
            assert_eq!(faults(shares(12, 10), "15.2").len(), 1);
        }
    }
}
