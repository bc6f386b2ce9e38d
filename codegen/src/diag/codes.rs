//! Every code that is no rule's, with what it means: what `pgbindgen explain`
//! prints, and `docs/errors.md` says. A test holds the two together, and another
//! finds a code that is used and missing here.

/// A code of pgbindgen's own.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    /// As it stands in brackets.
    pub code: &'static str,
    /// What is wrong.
    pub about: &'static str,
    /// How it is mended; may be empty.
    pub mend: &'static str,
}

/// The codes that are neither a rule's nor a SQLSTATE.
#[rustfmt::skip]
pub const CODES: &[Code] = &[
    Code { code: "missing-parent", about: "A revision follows one that does not exist.", mend: "Name the one that is meant (the nearest id is suggested), or bring its file back." },
    Code { code: "two-heads", about: "Two revisions are followed by none: two branches that were never joined.", mend: "Let one branch follow the other (the edit is shown), or add a revision with both as parents." },
    Code { code: "cycle", about: "Revisions follow each other in a circle; the path is listed.", mend: "Name another parent in one of them." },
    Code { code: "duplicate-id", about: "Two files state one id.", mend: "Give one of them its file's name." },
    Code { code: "no-root", about: "Every revision names a parent, and there is no circle: the first one's parent is missing.", mend: "Write `none` in the first." },
    Code { code: "two-roots", about: "Two revisions have no parent.", mend: "Name the parent of the later one." },
    Code { code: "illegal-characters", about: "An id holds something else than `a-z`, `0-9` and `_`.", mend: "Use the corrected id; the renaming is shown." },
    Code { code: "id-too-long", about: "An id is longer than 63 bytes.", mend: "Shorten it." },
    Code { code: "id-unlike-file-name", about: "A file's name is not its id.", mend: "Rename the file, or change the id." },
    Code { code: "missing-revision", about: "No `-- revision:` header, or one without an id.", mend: "" },
    Code { code: "unknown-header", about: "A header that pgbindgen does not know; the nearest is suggested.", mend: "" },
    Code { code: "duplicate-header", about: "A header is given twice.", mend: "" },
    Code { code: "invalid-header", about: "A header has no colon or an impossible value, or `irreversible` stands in a section, where it is a comment.", mend: "" },
    Code { code: "missing-up", about: "No `-- +up` section.", mend: "" },
    Code { code: "duplicate-section", about: "A section is given twice.", mend: "" },
    Code { code: "section-order", about: "`-- +down` stands before `-- +up`.", mend: "" },
    Code { code: "unknown-section", about: "A line nearly begins a section: `--+up`, `-- +UP`.", mend: "" },
    Code { code: "stray-text", about: "SQL before the first section.", mend: "" },
    Code { code: "irreversible-with-down", about: "Both `-- +down` and `-- irreversible:`. With neither it is the rule [`irreversible-without-reason`](rules/irreversible-without-reason.md).", mend: "" },
    Code { code: "empty-file", about: "Nothing in the file.", mend: "" },
    Code { code: "not-utf8", about: "The file is not UTF-8; the first wrong byte is shown.", mend: "" },
    Code { code: "nul-byte", about: "A NUL byte in the text.", mend: "" },
    Code { code: "merge-conflict", about: "The marks of a merge conflict.", mend: "" },
    Code { code: "file-too-large", about: "More than 64 MB.", mend: "" },
    Code { code: "unclaimed-file", about: "Something in the folder that is no migration: a file, a directory, a pipe, a broken link, a name that is not UTF-8. See `ignore` in [`pgbindgen.toml`](configuration.md).", mend: "" },
    Code { code: "unknown-layout", about: "The files fit no layout, or two, or few of them one, or are for other databases; or `layout` names none, one that no file has, or one that would run the sections of another.", mend: "" },
    Code { code: "invalid-migration", about: "A file breaks a rule of the tool whose layout it is in: the tool would refuse or skip it, or run something else than it seems. A warning where it depends on what has run already.", mend: "" },
    Code { code: "code-migration", about: "A migration is code and no SQL, so that what it does to the schema is not known.", mend: "Say what it does, in `[code]` of [`pgbindgen.toml`](configuration.md) or in the file." },
    Code { code: "invalid-directive", about: "A comment `-- pgbindgen: …` that is none of `allow(RULE) REASON`, `effect \"SQL\"`, `no-effect`, or that stands above no statement; or one that is nearly such a comment.", mend: "" },
    Code { code: "psql-meta-command", about: "A command of psql, such as `\\i` or `\\set`, which no runner can send to the server.", mend: "" },
    Code { code: "copy-data", about: "The data under `COPY … FROM stdin` is not ended by a line with `\\.` alone.", mend: "" },
    Code { code: "tainted", about: "An object is used that a statement may have changed in a way that cannot be told. A comment above that statement, `effect \"SQL\"` or `no-effect`, settles it.", mend: "" },
    Code { code: "not-modelled", about: "A warning: a statement whose effect is not known in full; nothing that is generated depends on it.", mend: "" },
    Code { code: "columns-without-binding", about: "A warning: some columns of a table or view are left out of its bindings, as their types are not known.", mend: "" },
    Code { code: "type-without-binding", about: "A warning: a type is left out of the bindings.", mend: "" },
    Code { code: "edited-after-release", about: "A released revision's file was edited.", mend: "" },
    Code { code: "missing-released", about: "A released revision's file is gone.", mend: "" },
    Code { code: "renamed-after-release", about: "A released revision has another id now.", mend: "" },
    Code { code: "reparented-after-release", about: "A released revision follows another now.", mend: "" },
    Code { code: "released-behind-draft", about: "A released revision follows a draft: where it has run, the draft never would.", mend: "" },
    Code { code: "removed-revision", about: "A revision that was taken out after its release is there again.", mend: "" },
    Code { code: "invalid-lock", about: "`migrations.lock` cannot be read: marks of a merge conflict, for example. `pgbindgen lock` keeps the released lines of both sides and writes the rest anew.", mend: "" },
    Code { code: "stale-lock", about: "A warning: drafts are missing in the lock, or no longer there, or it is empty. Run `pgbindgen lock`.", mend: "" },
    Code { code: "unknown-rule", about: "A rule that does not exist, in an `allow` comment or in `pgbindgen.toml`; the nearest is suggested.", mend: "" },
    Code { code: "allow-without-reason", about: "An `allow` comment without a reason. It silences nothing.", mend: "" },
    Code { code: "unused-allow", about: "A warning: an `allow` comment that silences nothing. `pgbindgen check --fix` removes it.", mend: "" },
    Code { code: "needless-effect", about: "A warning: a comment `no-effect` or `effect \"SQL\"`, or a line of `[effects]`, about a statement that the replay understands, which it hides. Remove it; where it is right and the replay is not, that is a fault of pgbindgen's to report.", mend: "" },
    Code { code: "config-syntax", about: "The file is not TOML.", mend: "" },
    Code { code: "config-unknown-key", about: "A key that pgbindgen does not know; the nearest is suggested.", mend: "" },
    Code { code: "config-type", about: "A value of the wrong type.", mend: "" },
    Code { code: "config-value", about: "An impossible value, or one that contradicts another.", mend: "" },
    Code { code: "missing-directory", about: "There is no folder of migrations where the file says, or none named `migrations` beside it.", mend: "" },
    Code { code: "unknown-revision", about: "`since` names a revision that does not exist; the nearest is suggested.", mend: "" },
    Code { code: "unknown-name", about: "A table, column or type that the database does not have.", mend: "" },
    Code { code: "unused-pattern", about: "A warning: a pattern that matches nothing.", mend: "" },
    Code { code: "name-taken", about: "Two names of `[rename]` or `[names]` that are one in Rust.", mend: "" },
    Code { code: "invalid-rust-type", about: "Something that Rust does not take.", mend: "" },
    Code { code: "invalid-rust-name", about: "Something that Rust does not take.", mend: "" },
    Code { code: "invalid-crate-path", about: "Something that Rust does not take.", mend: "" },
];

/// The SQLSTATEs of what the replay refuses, with PostgreSQL's names for them
/// (Appendix A of its manual), sorted.
#[rustfmt::skip]
pub const SQLSTATES: &[(&str, &str)] = &[
    ("0A000", "feature_not_supported"),
    ("21000", "cardinality_violation"),
    ("22003", "numeric_value_out_of_range"),
    ("22004", "null_value_not_allowed"),
    ("22005", "error_in_assignment"),
    ("22007", "invalid_datetime_format"),
    ("22008", "datetime_field_overflow"),
    ("22021", "character_not_in_repertoire"),
    ("22023", "invalid_parameter_value"),
    ("22025", "invalid_escape_sequence"),
    ("22P02", "invalid_text_representation"),
    ("23502", "not_null_violation"),
    ("23505", "unique_violation"),
    ("25001", "active_sql_transaction"),
    ("25P01", "no_active_sql_transaction"),
    ("2BP01", "dependent_objects_still_exist"),
    ("2D000", "invalid_transaction_termination"),
    ("2F005", "function_executed_no_return_statement"),
    ("3B001", "invalid_savepoint_specification"),
    ("3F000", "invalid_schema_name"),
    ("42501", "insufficient_privilege"),
    ("42601", "syntax_error"),
    ("42602", "invalid_name"),
    ("42611", "invalid_column_definition"),
    ("42701", "duplicate_column"),
    ("42702", "ambiguous_column"),
    ("42703", "undefined_column"),
    ("42704", "undefined_object"),
    ("42710", "duplicate_object"),
    ("42723", "duplicate_function"),
    ("42725", "ambiguous_function"),
    ("42803", "grouping_error"),
    ("42804", "datatype_mismatch"),
    ("42809", "wrong_object_type"),
    ("42830", "invalid_foreign_key"),
    ("42883", "undefined_function"),
    ("428C9", "generated_always"),
    ("42939", "reserved_name"),
    ("42P01", "undefined_table"),
    ("42P02", "undefined_parameter"),
    ("42P06", "duplicate_schema"),
    ("42P07", "duplicate_table"),
    ("42P10", "invalid_column_reference"),
    ("42P13", "invalid_function_definition"),
    ("42P15", "invalid_schema_definition"),
    ("42P16", "invalid_table_definition"),
    ("42P17", "invalid_object_definition"),
    ("42P19", "invalid_recursion"),
    ("42P20", "windowing_error"),
    ("42P21", "collation_mismatch"),
    ("42P22", "indeterminate_collation"),
    ("54001", "statement_too_complex"),
    ("55000", "object_not_in_prerequisite_state"),
    ("55P04", "unsafe_new_enum_value_usage"),
    ("P0001", "raise_exception"),
    ("XX000", "internal_error"),
];

/// What mends a refusal whatever it is of, where nothing more exact is known.
const USUAL_HELP: &[(&str, &str)] = &[
    ("21000", "let it give one row: LIMIT 1, or an aggregate"),
    ("22003", "write a value that the type can hold"),
    (
        "22007",
        "write a date as '2026-01-31', a time as '23:59:59'",
    ),
    ("22008", "write a date and a time that exist"),
    (
        "22025",
        "mend the escape, or write `\\\\` for the backslash itself",
    ),
    ("22P02", "write a value of that type"),
    ("23502", "give the column a value, or a default"),
    ("23505", "remove one of the two"),
    ("2F005", "end every way through the body with a RETURN"),
    (
        "3B001",
        "name a savepoint that is open, or make it first: SAVEPOINT name",
    ),
    (
        "42501",
        "leave PostgreSQL's own objects alone: use a schema of your own",
    ),
    ("42602", "shorten it"),
    ("42701", "remove one of the two, or give it another name"),
    ("42703", "name a column that is there"),
    ("42704", "name one that is there, or create it first"),
    ("42710", "remove one of the two, or give it another name"),
    ("42723", "remove one of the two, or give it another name"),
    (
        "42803",
        "name the column in GROUP BY, or leave an aggregate out where there is no query",
    ),
    ("42883", "name one that is there, or create it first"),
    ("42939", "choose another name"),
    ("42P01", "name one that is there, or create it first"),
    (
        "42P02",
        "write the value itself, or name a parameter that the function has",
    ),
    ("42P06", "remove one of the two, or give it another name"),
    ("42P07", "remove one of the two, or give it another name"),
    (
        "42P15",
        "leave the schema out: what is created with a schema lies in it",
    ),
    (
        "42P20",
        "leave the window function out: only a query can hold it",
    ),
    ("42P21", "write the same collation on both sides"),
    ("P0001", "remove what it complains of, or the RAISE"),
];

/// The usual help for a SQLSTATE.
pub fn usual_help(state: &str) -> Option<&'static str> {
    let row = USUAL_HELP.iter().find(|(known, _)| *known == state);
    row.map(|(_, help)| *help)
}

#[cfg(test)]
mod tests {
    // The sources are what is tested.
    #![allow(clippy::disallowed_methods)]

    use super::*;
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    const PAGE: &str = include_str!("../../../docs/errors.md");

    #[test]
    fn usual_help_is_of_known_states() {
        for (state, help) in USUAL_HELP {
            assert!(SQLSTATES.iter().any(|(known, _)| known == state), "{state}");
            assert_eq!(usual_help(state), Some(*help));
        }
    }

    /// The rows of the page's tables, in cells.
    fn rows(part: &str) -> Vec<Vec<&str>> {
        part.lines()
            .filter(|line| line.starts_with("| `"))
            .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
            .collect()
    }

    #[test]
    fn the_page_says_the_same() {
        let (own, states) = PAGE.split_once("## SQLSTATEs").unwrap();
        let mut told = Vec::new();
        for row in rows(own) {
            for code in row[0].split(", ") {
                let mend = row.get(2).copied().unwrap_or_default();
                told.push((code.trim_matches('`'), row[1], mend));
            }
        }
        let known: Vec<_> = CODES.iter().map(|c| (c.code, c.about, c.mend)).collect();
        assert_eq!(told, known);
        let told: Vec<_> = rows(states)
            .iter()
            .map(|row| (row[0].trim_matches('`'), row[1].trim_matches('`')))
            .collect();
        assert_eq!(told, SQLSTATES);
        assert!(SQLSTATES.is_sorted());
    }

    /// The texts of every source file, without its tests.
    fn sources(dir: &Path, texts: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if name != "tests" {
                    sources(&path, texts);
                }
            } else if path.extension().is_some_and(|ending| ending == "rs")
                && !name.contains("test")
            {
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap_or_default();
                texts.push((name, code.to_owned()));
            }
        }
    }

    #[test]
    fn every_code_that_is_used_is_here() {
        let mut texts = Vec::new();
        sources(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
            &mut texts,
        );
        let known: BTreeSet<&str> = CODES
            .iter()
            .map(|code| code.code)
            .chain(SQLSTATES.iter().map(|state| state.0))
            .collect();
        let mut used = BTreeSet::new();
        for (file, text) in &texts {
            if file == "codes.rs" {
                continue;
            }
            for start in [
                "Diagnostic::error(",
                "Diagnostic::warning(",
                "Diagnostic::error_nowhere(",
            ] {
                for after in text.split(start).skip(1) {
                    let code = after
                        .trim_start()
                        .strip_prefix('"')
                        .and_then(|c| c.split('"').next());
                    used.extend(code);
                }
            }
            // A state is a literal of five signs; the names that PL/pgSQL has for
            // conditions are a table of their own.
            if file != "conditions.rs" {
                for literal in text.split('"').skip(1) {
                    let is_state = literal.len() == 5
                        && literal.starts_with(|c: char| c.is_ascii_digit())
                        && literal
                            .bytes()
                            .all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
                    if is_state {
                        used.insert(literal);
                    }
                }
            }
        }
        assert!(used.len() > 80, "{used:?}");
        let missing: Vec<_> = used.difference(&known).collect();
        assert!(missing.is_empty(), "add to CODES or SQLSTATES: {missing:?}");
        for code in known {
            let literal = format!("\"{code}\"");
            assert!(
                texts
                    .iter()
                    .any(|(file, text)| file != "codes.rs" && text.contains(&literal)),
                "{code} is not used"
            );
        }
    }
}
