//! A history as `corpora/NAME.toml` describes it. The file holds no SQL of the history: what is run before the first revision
//! (`prelude`) is worded by us.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::Failure;

/// One history.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Spec {
    /// The name of its file.
    #[serde(skip)]
    pub(crate) name: String,
    /// Where its files come from.
    pub(crate) source: Source,
    /// The `pgbindgen.toml` that a user would write for it. The files of [`Source::path`] are in `migrations`.
    #[serde(default)]
    pub(crate) config: String,
    /// Further files beside `pgbindgen.toml`, worded by us.
    #[serde(default)]
    pub(crate) files: BTreeMap<String, String>,
    /// On which servers it runs, and how far.
    #[serde(default)]
    pub(crate) run: Run,
    /// What is known of the outcome.
    #[serde(default)]
    pub(crate) expected: Expected,
    /// What else a reader should know.
    #[serde(default)]
    pub(crate) note: Option<String>,
}

impl Spec {
    /// How many statements and code migrations have their effect stated by hand, in
    /// `[effects]` and `[code]`: the replay does not see those by itself.
    pub(crate) fn stated(&self) -> Result<usize, Failure> {
        let config: toml::Table = toml::from_str(&self.config)?;
        let tables = ["effects", "code"]
            .iter()
            .filter_map(|name| config.get(*name)?.as_table());
        Ok(tables.map(toml::Table::len).sum())
    }
}

/// Where the files of a history come from: a repository, or a published package of one of three registries.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    /// `OWNER/NAME` of a repository.
    pub(crate) git: Option<String>,
    /// The commit that the description was written for.
    pub(crate) commit: Option<String>,
    /// The name of a crate.
    pub(crate) cargo: Option<String>,
    /// The name of an npm package.
    pub(crate) npm: Option<String>,
    /// The name of a Python package.
    pub(crate) pypi: Option<String>,
    /// The package's version.
    pub(crate) version: Option<String>,
    /// The folder in the repository or package.
    pub(crate) path: String,
    /// Its licence, in SPDX's words: nothing of a history is kept here, it is only run.
    pub(crate) license: Option<String>,
}

/// On which servers a history runs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Run {
    /// The major versions that replay it.
    pub(crate) postgres: Vec<u16>,
    /// Where a server does not take all.
    pub(crate) until: Vec<Until>,
    /// The extensions that the history creates, which the server must have.
    pub(crate) extensions: Vec<String>,
    /// Settings of the server, as in `postgresql.conf`.
    pub(crate) settings: BTreeMap<String, String>,
    /// Patterns of relations whose names hold the day on which the history runs. They are left out of what the server has.
    pub(crate) dated: Vec<String>,
}

/// Where a server stops.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Until {
    /// The version that does; every one, when it is left out.
    pub(crate) postgres: Option<u16>,
    /// The last revision that it takes.
    pub(crate) revision: String,
    /// Why it takes no more.
    pub(crate) reason: String,
}

impl Run {
    /// Where a server of this version stops.
    pub(crate) fn until(&self, version: u16) -> Option<&Until> {
        let mut all = self.until.iter();
        all.find(|until| until.postgres.is_none_or(|only| only == version))
    }
}

impl Default for Run {
    fn default() -> Self {
        Self {
            postgres: vec![15, 18],
            until: Vec::new(),
            extensions: Vec::new(),
            settings: BTreeMap::new(),
            dated: Vec::new(),
        }
    }
}

/// What is known of the outcome; all zero for a history that holds no surprise.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Expected {
    /// Errors of the replay on what the server has taken.
    pub(crate) refused: usize,
    /// Statements that are not known.
    pub(crate) opaque: usize,
    /// Statements whose effect is not certain.
    pub(crate) tainted: usize,
    /// Places in which the catalogs differ, the columns of views left out.
    pub(crate) different: usize,
    /// Values that the replay leaves open, the columns of views left out.
    pub(crate) unknown: usize,
}

impl Source {
    /// Whether it comes from a package registry.
    pub(crate) fn is_package(&self) -> bool {
        self.git.is_none()
    }

    /// What it is, in a few words.
    pub(crate) fn shown(&self) -> String {
        let version = self.version.as_deref().unwrap_or("");
        match (&self.git, &self.cargo, &self.npm, &self.pypi) {
            (Some(git), ..) => format!("{git} {}", self.path),
            (_, Some(name), ..) => format!("{name} {version} (crates.io)"),
            (_, _, Some(name), _) => format!("{name} {version} (npm)"),
            (_, _, _, Some(name)) => format!("{name} {version} (PyPI)"),
            _ => String::new(),
        }
    }

    fn check(&self) -> Result<(), String> {
        let kinds = [&self.git, &self.cargo, &self.npm, &self.pypi];
        if kinds.iter().filter(|kind| kind.is_some()).count() != 1 {
            return Err("`source` names one of `git`, `cargo`, `npm` and `pypi`".into());
        }
        match (self.is_package(), &self.version, &self.commit) {
            (true, None, _) => Err("`source` pins no `version`".into()),
            (false, _, None) => Err("`source` pins no `commit`".into()),
            _ => Ok(()),
        }
    }
}

/// All descriptions of a folder, in the order of their names.
pub(crate) fn read_all(dir: &Path) -> Result<Vec<Spec>, Failure> {
    let mut specs = Vec::new();
    for entry in fs::read_dir(dir).map_err(|error| format!("{}: {error}", dir.display()))? {
        let path = entry?.path();
        if path.extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        let fault = |what: &str| format!("{}: {what}", path.display());
        let text = fs::read_to_string(&path).map_err(|error| fault(&error.to_string()))?;
        let mut spec: Spec = toml::from_str(&text).map_err(|error| fault(&error.to_string()))?;
        spec.source.check().map_err(|error| fault(&error))?;
        if spec.source.is_package() && spec.source.license.is_none() {
            return Err(fault("`source` says no `license`").into());
        }
        spec.name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        specs.push(spec);
    }
    specs.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(specs)
}
