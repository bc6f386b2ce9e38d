//! What the tools do with the fixtures that hold faults, as `tests/layouts/tools.toml` notes it.

use std::fmt;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::Fixture;
use crate::shell::root;
use crate::{Failure, Outcome};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Noted {
    fault: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// The folder of `tests/layouts`.
    fixture: String,
    /// The files that make the fault, below the folder of migrations; all others are left out.
    files: Vec<String>,
    /// Words of the tool's refusal. Without any it takes the folder.
    refuses: Option<String>,
    /// The ids that it has recorded then.
    #[serde(default)]
    recorded: Vec<String>,
}

/// One fault.
pub(super) struct Fault<'a> {
    pub(super) fixture: &'a Fixture,
    row: Row,
}

impl fmt::Display for Fault<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} with {}",
            self.fixture.name,
            self.row.files.join(", ")
        )
    }
}

/// All that are noted.
pub(super) fn read_all(fixtures: &[Fixture]) -> Result<Vec<Fault<'_>>, Failure> {
    let text = fs::read_to_string(root().join("tests").join("layouts").join("tools.toml"))?;
    let noted: Noted = toml::from_str(&text).map_err(|error| format!("tools.toml: {error}"))?;
    let mut faults = Vec::new();
    for row in noted.fault {
        let found = fixtures.iter().find(|one| one.name == row.fixture);
        let fixture = found.ok_or_else(|| format!("tools.toml: no fixture `{}`", row.fixture))?;
        faults.push(Fault { fixture, row });
    }
    Ok(faults)
}

impl Fault<'_> {
    /// Removes the other files of a copy, and says which layout it is: few files may not show it.
    pub(super) fn keep_files(&self, project: &Path) -> Outcome {
        let folder = if project.join("migrations").is_dir() {
            project.join("migrations")
        } else {
            project.join("supabase").join("migrations")
        };
        for file in &self.row.files {
            if !folder.join(file).is_file() {
                return Err(format!("tools.toml: {self}: there is no `{file}`").into());
            }
        }
        self.clear(&folder, "")?;
        let path = project.join("pgbindgen.toml");
        let config = fs::read_to_string(&path).unwrap_or_default();
        if !config.contains("layout =") {
            fs::write(
                path,
                format!("layout = \"{}\"\n{config}", self.fixture.layout),
            )?;
        }
        Ok(())
    }

    fn clear(&self, folder: &Path, prefix: &str) -> Outcome {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let name = format!("{prefix}{name}");
            if path.is_dir() {
                self.clear(&path, &format!("{name}/"))?;
                if fs::read_dir(&path)?.next().is_none() {
                    fs::remove_dir(&path)?;
                }
            } else if !self.row.files.contains(&name) {
                fs::remove_file(&path)?;
            }
        }
        Ok(())
    }

    /// In what the tool behaved otherwise.
    pub(super) fn differs(&self, is_done: bool, recorded: &[String], text: &str) -> Option<String> {
        match &self.row.refuses {
            Some(_) if is_done => Some("is taken, and was to be refused".to_owned()),
            Some(words) if !text.contains(words.as_str()) => {
                Some(format!("the refusal does not say `{words}`"))
            }
            None if !is_done => Some("is refused, and was to be taken".to_owned()),
            _ if recorded != self.row.recorded => {
                Some(format!("was to record {:?}", self.row.recorded))
            }
            _ => None,
        }
    }
}
