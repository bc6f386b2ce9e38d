//! Cases as files, in the form that `tests/cases/README.md` states.

use std::fs;
use std::path::{Path, PathBuf};

/// One case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// The path below `tests/cases`, with slashes.
    pub id: String,
    /// `-- case:`, what it shows.
    pub title: String,
    /// The text of the file.
    pub sql: String,
    /// `-- postgres:`: the only version it holds on.
    pub only: Option<u16>,
    /// `-- error:`: the SQLSTATE that its last statement is refused with.
    pub error: Option<String>,
}

impl Case {
    /// Whether it holds on this major version.
    pub fn runs_on(&self, major: u16) -> bool {
        self.only.is_none_or(|only| only == major)
    }
}

/// All cases below a directory, in the order of their paths.
///
/// # Errors
///
/// A file cannot be read, or a header line is not as stated.
pub fn read_cases(directory: &Path) -> Result<Vec<Case>, String> {
    let mut files = Vec::new();
    find(directory, &mut files)?;
    files.sort();
    files
        .iter()
        .map(|file| {
            let text = fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
            let name = file.strip_prefix(directory).unwrap_or(file);
            let id = name.to_string_lossy().replace('\\', "/");
            parse(id, text)
        })
        .collect()
}

fn find(directory: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let fault = |e| format!("{}: {e}", directory.display());
    for entry in fs::read_dir(directory).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        if path.is_dir() {
            find(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "sql") {
            files.push(path);
        }
    }
    Ok(())
}

fn parse(id: String, sql: String) -> Result<Case, String> {
    let mut case = Case {
        id,
        ..Case::default()
    };
    for (number, line) in (1..).zip(sql.lines()) {
        let fault = |what: &str| format!("{}:{number}: {what}", case.id);
        let Some(comment) = line.strip_prefix("-- ") else {
            break;
        };
        let Some((key, value)) = comment.split_once(':') else {
            continue;
        };
        let value = value.trim();
        match key {
            "case" => value.clone_into(&mut case.title),
            "postgres" => {
                let version = value.parse().ok().filter(|v| (15..=18).contains(v));
                case.only = Some(version.ok_or_else(|| fault("expected one version, 15 to 18"))?);
            }
            "error" => {
                let is_state = value.len() == 5
                    && value
                        .chars()
                        .all(|c| c.is_ascii_digit() || c.is_ascii_uppercase());
                if !is_state {
                    return Err(fault("expected a SQLSTATE of five characters"));
                }
                case.error = Some(value.to_owned());
            }
            // `covers` is for `cargo xtask cases`.
            _ => {}
        }
    }
    if case.title.is_empty() {
        return Err(format!("{}:1: the line `-- case:` is missing", case.id));
    }
    case.sql = sql;
    Ok(case)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn headers() {
        let text = "-- case: a column\n-- covers: x, y\n-- postgres: 18\n-- error: 42703\n\nSELECT 1;\n-- error: in a comment\n";
        let case = parse("a/b.sql".into(), text.into()).unwrap();
        assert_eq!(case.title, "a column");
        assert!(case.runs_on(18) && !case.runs_on(15));
        assert_eq!(case.error.as_deref(), Some("42703"));
        assert_eq!(case.sql, text);
        assert!(parse("a".into(), "SELECT 1;".into()).is_err());
        assert!(parse("a".into(), "-- case: x\n-- error: 427\n".into()).is_err());
        assert!(parse("a".into(), "-- case: x\n-- postgres: 14\n".into()).is_err());
    }
}
