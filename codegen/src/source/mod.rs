//! The only reader of the file system: a folder in, texts out.
//!
//! Everything behind this module is a pure function of a [`Project`].

// This is the one place that the ban is for.
#![allow(clippy::disallowed_methods)]

pub mod config;
mod error;
mod faults;
pub mod layout;
mod manifest;
mod paths;
mod pattern;
mod read;
mod watch;
mod workspace;

pub use config::Config;
pub use error::Error;
pub(crate) use manifest::renamed;
pub(crate) use paths::word;
pub use pattern::matches;
pub use workspace::workspace_root;

use crate::diag::{Diagnostic, FileId, SourceMap, Span};
use layout::{Claim, Downs, Layout};
use read::Kind;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Everything that was read of one project.
#[non_exhaustive]
pub struct Project {
    /// The folder of migrations.
    pub migrations: PathBuf,
    /// The folder of `pgbindgen.toml`, or the folder of migrations without one.
    pub root: PathBuf,
    /// `pgbindgen.toml`, where there is one.
    pub config_path: Option<PathBuf>,
    /// What it says.
    pub config: Config,
    /// All texts.
    pub sources: SourceMap,
    /// What lies in the folder of migrations, sorted by path.
    pub inputs: Vec<Input>,
    /// How the folder is laid out; `None` when that is not known, with a diagnostic.
    pub layout: Option<&'static dyn Layout>,
    /// What the layout read.
    pub read: layout::Read,
    /// What was wrong with that.
    pub(crate) read_faults: Vec<Diagnostic>,
    /// `migrations.lock`, where there is one.
    pub lock: Option<FileId>,
    /// What was wrong so far.
    pub diagnostics: Vec<Diagnostic>,
    /// The versions of PostgreSQL to replay for.
    pub postgres: Vec<u32>,
    /// The folder that shown paths are relative to.
    pub(crate) base: PathBuf,
    /// Every `pgbindgen.toml` that was looked at: one that speaks of another
    /// folder today may speak of this one tomorrow.
    consulted: Vec<PathBuf>,
    /// Where a `pgbindgen.toml` was looked for in vain.
    absent: Vec<PathBuf>,
    /// How files in the folder of migrations are shown.
    folder: Option<paths::Folder>,
    /// Whether there is a lock whose text is none, which has been reported.
    faulty_lock: bool,
    /// A file outside of the folder that belongs to its layout.
    aside: Option<FileId>,
    /// Texts that stand in for what lies on the disk.
    texts: BTreeMap<PathBuf, String>,
    /// Whether the process ends with this run.
    one_run: bool,
}

/// One file, or something that is none, in the folder of migrations.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Input {
    /// The path relative to the folder, with `/`.
    pub path: String,
    /// Its text, empty when it was not read.
    pub file: FileId,
    /// The text as it runs: another one when it has placeholders.
    pub text: FileId,
    /// Whether it cannot be used, which has been reported.
    pub faulty: bool,
}

impl Input {
    /// A readable file.
    pub fn new(path: impl Into<String>, file: FileId) -> Self {
        Self {
            path: path.into(),
            file,
            text: file,
            faulty: false,
        }
    }

    /// The file's name without folder and without its ending.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.rsplit_once('.')
            .filter(|(stem, _)| !stem.is_empty())
            .map_or(name, |(stem, _)| stem)
    }

    /// Whether its name says that it holds SQL.
    pub fn is_sql(&self) -> bool {
        self.path
            .rsplit_once('.')
            .is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("sql"))
    }
}

/// How to read a project.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// The folder that shown paths are relative to; the current one when it is
    /// `None`.
    pub base: Option<PathBuf>,
    /// Versions of PostgreSQL instead of those of `pgbindgen.toml`.
    pub postgres: Vec<u32>,
    /// Texts that stand in for what lies on the disk, by the paths that
    /// [`Project::path_of`] gives: edits that are not written yet.
    pub texts: BTreeMap<PathBuf, String>,
    /// Whether the process ends with this run. What the run made is then left to the
    /// system, which takes it back at once: to give it back piece by piece takes a
    /// fifth of the time of a run. A process that goes on would lose the memory.
    pub one_run: bool,
}

impl Options {
    /// Says that the process ends with this run.
    #[must_use]
    pub fn one_run(mut self) -> Self {
        self.one_run = true;
        self
    }

    /// Sets the folder that shown paths are relative to.
    #[must_use]
    pub fn base(mut self, base: impl Into<PathBuf>) -> Self {
        self.base = Some(base.into());
        self
    }

    /// Sets texts that stand in for what lies on the disk.
    #[must_use]
    pub fn texts(mut self, texts: BTreeMap<PathBuf, String>) -> Self {
        self.texts = texts;
        self
    }

    /// Sets the versions of PostgreSQL, in place of those of `pgbindgen.toml`.
    #[must_use]
    pub fn postgres(mut self, versions: impl IntoIterator<Item = u32>) -> Self {
        self.postgres = versions.into_iter().collect();
        self
    }
}

impl Project {
    /// Reads a project: a folder with a `pgbindgen.toml`, a folder of
    /// migrations, or a folder that has one named `migrations`. For a folder of
    /// migrations the `pgbindgen.toml` is the nearest one above whose
    /// `migrations` names the folder; the search ends at the folder with `.git`.
    ///
    /// # Errors
    ///
    /// When a folder or file cannot be read, or the folder holds neither a
    /// `pgbindgen.toml` nor migrations. What is wrong with their content is in
    /// [`Project::diagnostics`].
    pub fn load(dir: &Path, options: &Options) -> Result<Self, Error> {
        let base = match &options.base {
            Some(base) => base.clone(),
            None => std::env::current_dir()
                .map_err(|e| Error::io("find the current directory, from", Path::new("."), e))?,
        };
        read::directory_exists(dir)?;
        let mut project = Project {
            migrations: dir.to_path_buf(),
            root: dir.to_path_buf(),
            config_path: None,
            config: Config::default(),
            sources: SourceMap::default(),
            inputs: Vec::new(),
            layout: None,
            read: layout::Read::default(),
            read_faults: Vec::new(),
            lock: None,
            diagnostics: Vec::new(),
            postgres: options.postgres.clone(),
            base,
            consulted: Vec::new(),
            absent: Vec::new(),
            folder: None,
            faulty_lock: false,
            aside: None,
            texts: options.texts.clone(),
            one_run: options.one_run,
        };
        project.read_config(dir)?;
        if project.postgres.is_empty() {
            project.postgres = project.config.postgres_versions();
        }
        project.postgres.sort_unstable();
        project.postgres.dedup();
        project.read_migrations()?;
        project.read_layout();
        Ok(project)
    }

    /// A project of texts that are in memory already, in the native layout.
    pub fn of_texts(
        root: PathBuf,
        config: Config,
        sources: SourceMap,
        inputs: Vec<Input>,
        lock: Option<FileId>,
    ) -> Self {
        let mut project = Project {
            migrations: root.clone(),
            base: root.clone(),
            root,
            config_path: None,
            postgres: config.postgres_versions(),
            config,
            sources,
            inputs,
            layout: Some(&layout::Native),
            read: layout::Read::default(),
            read_faults: Vec::new(),
            lock,
            diagnostics: Vec::new(),
            consulted: Vec::new(),
            absent: Vec::new(),
            folder: None,
            faulty_lock: false,
            aside: None,
            texts: BTreeMap::new(),
            one_run: false,
        };
        project.read_layout();
        project
    }

    /// Is done with something that a run made: see [`Options::one_run`].
    pub fn let_go<T>(&self, made: T) {
        if self.one_run {
            std::mem::forget(made);
        }
    }

    /// What the files of the layout say.
    fn read_layout(&mut self) {
        let Some(layout) = self.layout else {
            return;
        };
        let path = self.shown_path(&self.migrations);
        self.read = layout::read(
            layout,
            &mut self.inputs,
            &path,
            &self.config,
            self.aside,
            &mut self.sources,
            &mut self.read_faults,
        );
    }

    /// Whether the revisions say how they are undone. In a layout that leaves it
    /// open a folder where none does has no downs.
    pub fn downs(&self) -> Downs {
        match self.layout.map(Layout::downs) {
            Some(Downs::Optional) if self.read.entries.iter().all(|entry| entry.down.is_none()) => {
                Downs::None
            }
            downs => downs.unwrap_or_default(),
        }
    }

    /// The path under which a file is shown: relative to the base, with `/`.
    pub fn shown_path(&self, path: &Path) -> String {
        paths::shown(path, &self.base)
    }

    /// How a file is shown by its path in the folder of migrations.
    fn shown_inside(&self, path: &str) -> String {
        match &self.folder {
            Some(folder) => folder.shown(path),
            None => self.shown_path(&self.migrations.join(path)),
        }
    }

    /// Where the lock is, or would be.
    pub fn lock_path(&self) -> PathBuf {
        self.migrations.join(pgbindgen_model::lock::FILE_NAME)
    }

    /// Where a file of [`Project::sources`] lies.
    pub fn path_of(&self, file: FileId) -> Option<PathBuf> {
        if self.config.file == Some(file) {
            return self.config_path.clone();
        }
        if self.lock == Some(file) {
            return Some(self.lock_path());
        }
        let input = self.inputs.iter().find(|input| input.file == file)?;
        Some(self.migrations.join(&input.path))
    }

    /// What a file holds, or is to hold.
    fn content(&self, path: &Path) -> Option<read::Content> {
        let text = self.texts.get(path)?;
        Some(read::Content::Bytes(text.clone().into_bytes()))
    }

    /// Whether there is a lock that is no text: what is released is not known.
    pub fn has_faulty_lock(&self) -> bool {
        self.faulty_lock
    }

    /// The files and folders whose change can change the outcome, for cargo's
    /// `rerun-if-changed`. Cargo takes a missing one as changed: the folder of
    /// migrations may be one, until it is made.
    pub fn watched(&self) -> Vec<PathBuf> {
        let mut watched = vec![self.migrations.clone()];
        watched.extend(self.consulted.iter().cloned());
        watched
    }

    /// Where a `pgbindgen.toml` would count that is not there.
    pub fn absent(&self) -> &[PathBuf] {
        &self.absent
    }

    /// The lines by which a build script has cargo run it again when something
    /// that was read changes, or comes to be. `links` is a folder of their own
    /// in `OUT_DIR`.
    ///
    /// # Errors
    ///
    /// When the folder cannot be written.
    pub(crate) fn rerun_lines(&self, links: Option<&Path>) -> Result<Vec<String>, Error> {
        watch::lines(&self.watched(), &self.absent, links)
    }

    /// Every file that was read, for a macro that has rustc watch them.
    pub fn files(&self) -> Vec<PathBuf> {
        let mut files = self.consulted.clone();
        if self.lock.is_some() {
            files.push(self.lock_path());
        }
        files.extend(
            self.inputs
                .iter()
                .filter(|input| !input.faulty)
                .map(|input| self.migrations.join(&input.path)),
        );
        files
    }

    fn read_config(&mut self, dir: &Path) -> Result<(), Error> {
        let mut candidates = vec![dir.to_path_buf()];
        candidates.extend(paths::above(dir));
        for (index, root) in candidates.iter().enumerate() {
            let path = root.join(config::FILE_NAME);
            let found = match self.content(&path) {
                Some(content) => Some(content),
                None => read::file_if_exists(&path)?,
            };
            let Some(bytes) = found else {
                self.absent.push(path);
                continue;
            };
            self.consulted.push(path.clone());
            let mut sources = SourceMap::default();
            let mut diagnostics = Vec::new();
            let shown = self.shown_path(&path);
            let (file, usable) = read::add(&mut sources, &shown, bytes, &mut diagnostics);
            let conflict = faults::marks_of_a_merge(file, sources.file(file).text());
            let usable = usable && conflict.is_none();
            diagnostics.extend(conflict);
            let config = if usable {
                Config::parse(file, &sources, &mut diagnostics)
            } else {
                Config {
                    file: Some(file),
                    ..Config::default()
                }
            };
            let named = config
                .migrations
                .as_ref()
                .map_or("migrations", |name| name.value.as_str());
            let migrations = root.join(named);
            if index > 0 && !paths::same(&migrations, dir) {
                continue;
            }
            if index == 0 {
                if !migrations.is_dir() {
                    let named = named.to_owned();
                    return self.no_migrations(&config, &named, sources, diagnostics, path);
                }
                self.migrations = migrations;
            }
            self.root.clone_from(root);
            self.config = config;
            self.config_path = Some(path);
            self.sources = sources;
            self.diagnostics = diagnostics;
            return Ok(());
        }
        // The root of a package, say: its migrations are where they usually are.
        let usual = dir.join("migrations");
        if read::holds_sql(dir)? {
            return Ok(());
        }
        if usual.is_dir() {
            self.migrations = usual;
            return Ok(());
        }
        // A folder of another name without a single revision is more likely the
        // wrong one, such as a package: everything in it would be no migration.
        let is_named_so = paths::name(dir).is_some_and(|name| name == "migrations");
        if is_named_so || self.lock_path().exists() {
            return Ok(());
        }
        Err(Error::new(format!(
            "`{}` holds neither a {} nor migrations: make a project there with `pgbindgen init`, or name the folder of one",
            self.shown_path(dir),
            config::FILE_NAME
        )))
    }

    /// A `pgbindgen.toml` whose folder of migrations is not there.
    fn no_migrations(
        &mut self,
        config: &Config,
        named: &str,
        sources: SourceMap,
        diagnostics: Vec<Diagnostic>,
        path: PathBuf,
    ) -> Result<(), Error> {
        self.root = paths::parent(&path).unwrap_or_default();
        self.migrations = self.root.join(named);
        self.config = config.clone();
        self.config_path = Some(path);
        self.sources = sources;
        self.diagnostics = diagnostics;
        let (span, label) = match (&config.migrations, config.file) {
            (Some(name), _) => (name.span, "named here, relative to this file"),
            (None, Some(file)) => (
                Span::new(file, 0..0),
                "the folder of migrations, as this file names no other",
            ),
            (None, None) => return read::directory_exists(&self.migrations),
        };
        // Which folder is meant is not known of a file that cannot be read.
        if self
            .diagnostics
            .iter()
            .any(|fault| matches!(fault.code, "config-syntax" | "merge-conflict"))
        {
            return Ok(());
        }
        let message = if let Some(what) = read::broken_link(&self.migrations) {
            format!("`{named}` is {what}")
        } else if self.migrations.exists() {
            format!("`{named}` is not a directory")
        } else {
            format!("there is no directory `{named}`")
        };
        let near = read::near_directory(&self.migrations).and_then(|near| {
            let near = Path::new(named).with_file_name(near);
            Some(near.to_str()?.replace('\\', "/"))
        });
        let help = match near {
            Some(near) => format!("name the folder that is meant: migrations = \"{near}\""),
            None => "name the folder with the migrations: migrations = \"NAME\"; or begin one: pgbindgen new NAME"
                .to_owned(),
        };
        self.diagnostics.push(
            Diagnostic::error("missing-directory", span, message)
                .with_label(label)
                .with_help(help),
        );
        Ok(())
    }

    /// Reads the file that lists the migrations of a declared layout.
    fn read_list(&mut self) -> Result<(), Error> {
        let declared = self.config.declared.as_ref();
        let Some(named) = declared.and_then(|declared| declared.list_file.clone()) else {
            return Ok(());
        };
        let path = self.root.join(&named.value);
        let content = match self.content(&path) {
            Some(content) => Some(content),
            None => read::file_if_exists(&path)?,
        };
        let Some(content) = content else {
            self.absent.push(path);
            self.diagnostics.push(
                Diagnostic::error(
                    "config-value",
                    named.span,
                    format!("there is no file `{}`", named.value),
                )
                .with_label("named here, relative to this file")
                .with_help("name the file that lists the migrations"),
            );
            return Ok(());
        };
        let shown = self.shown_path(&path);
        let (file, usable) = read::add(&mut self.sources, &shown, content, &mut self.diagnostics);
        self.consulted.push(path);
        self.aside = usable.then_some(file);
        Ok(())
    }

    /// Reads the settings of the layout's own tool: beside `pgbindgen.toml`, or in the folder
    /// of migrations.
    fn read_settings(&mut self, layout: &dyn Layout) -> Result<(), Error> {
        for name in layout.settings_files() {
            for dir in [self.root.clone(), self.migrations.clone()] {
                let path = dir.join(name);
                if self.consulted.contains(&path) || self.absent.contains(&path) {
                    continue;
                }
                let content = match self.content(&path) {
                    Some(content) => Some(content),
                    None => read::file_if_exists(&path)?,
                };
                let Some(content) = content else {
                    self.absent.push(path);
                    continue;
                };
                let shown = self.shown_path(&path);
                let (file, usable) =
                    read::add(&mut self.sources, &shown, content, &mut self.diagnostics);
                self.consulted.push(path);
                self.aside = usable.then_some(file);
                return Ok(());
            }
        }
        Ok(())
    }

    /// Whether the layout, or any as long as it is not known, reads a file.
    fn is_wanted(&self, path: &str) -> bool {
        let named = self.config.layout.as_ref();
        let is_known = |name: &str| layout::LAYOUTS.iter().any(|layout| layout.name() == name);
        let named = named.filter(|name| is_known(&name.value));
        layout::LAYOUTS.iter().any(|layout| {
            let is_named = named.map(|name| layout.name() == name.value);
            is_named.unwrap_or(!layout.is_opened_late(path))
                && layout.claims(path, &self.config) == Claim::Read
        })
    }

    /// Reads a file of the folder.
    fn open(&mut self, path: &str) -> Result<(), Error> {
        let full = self.migrations.join(path);
        let bytes = match self.content(&full) {
            Some(content) => content,
            None => read::file(&full)?,
        };
        let shown = self.shown_inside(path);
        let (file, usable) = read::add(&mut self.sources, &shown, bytes, &mut self.diagnostics);
        let conflict = faults::marks_of_a_merge(file, self.sources.file(file).text());
        let is_merged = conflict.is_none();
        self.diagnostics.extend(conflict);
        self.inputs.push(Input {
            faulty: !usable || !is_merged,
            ..Input::new(path, file)
        });
        Ok(())
    }

    /// Reads what only the layout reads, now that it is known.
    fn open_late(
        &mut self,
        layout: &dyn Layout,
        unclaimed: &mut Vec<(read::Item, FileId)>,
    ) -> Result<(), Error> {
        let is_late = |(item, _): &mut (read::Item, FileId)| {
            item.kind == Kind::File && layout.is_opened_late(&item.path)
        };
        for (item, _) in unclaimed.extract_if(.., is_late).collect::<Vec<_>>() {
            self.open(&item.path)?;
        }
        self.inputs.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(())
    }

    fn read_migrations(&mut self) -> Result<(), Error> {
        if !self.migrations.is_dir() {
            return Ok(());
        }
        self.folder = paths::Folder::of(&self.migrations, &self.base);
        let lock = self.lock_path();
        if let Some(content) = read::file_if_exists(&lock)? {
            let shown = self.shown_path(&lock);
            let (file, usable) =
                read::add(&mut self.sources, &shown, content, &mut self.diagnostics);
            if !usable {
                self.faulty_lock = true;
            } else if self.sources.file(file).text().trim().is_empty() {
                self.diagnostics.push(
                    Diagnostic::warning(
                        "stale-lock",
                        Span::new(file, 0..0),
                        "the lock is empty: nothing counts as released",
                    )
                    .with_help("run `pgbindgen lock` if nothing is; else take the file from version control"),
                );
            } else {
                self.lock = Some(file);
            }
        }
        self.read_list()?;
        let listing = read::list(&self.migrations)?;
        let mut unclaimed = Vec::new();
        for item in listing {
            if item.path == pgbindgen_model::lock::FILE_NAME
                || is_ignored(&item.path)
                || self
                    .config
                    .ignore
                    .iter()
                    .any(|pattern| is_named(&pattern.value, &item.path))
            {
                continue;
            }
            let wanted = item.kind == Kind::File && self.is_wanted(&item.path);
            if !wanted {
                let shown = self.shown_inside(&item.path);
                let file = self.sources.add(&shown, "");
                unclaimed.push((item, file));
                continue;
            }
            self.open(&item.path)?;
        }
        let path = self.shown_path(&self.migrations);
        let beside = unclaimed
            .iter()
            .filter(|(item, _)| item.kind == Kind::File)
            .map(|(item, file)| (item.path.as_str(), *file))
            .collect();
        let listing = layout::Listing {
            path: &path,
            files: &self.inputs,
            beside,
            sources: &self.sources,
        };
        self.layout = layout::choose(&self.config, &listing, &mut self.diagnostics);
        if let Some(layout) = self.layout {
            self.read_settings(layout)?;
            self.open_late(layout, &mut unclaimed)?;
            for input in &self.inputs {
                let item = read::Item {
                    path: input.path.clone(),
                    kind: Kind::File,
                };
                unclaimed.push((item, input.file));
            }
            let config = &self.config;
            unclaimed.retain(|(item, _)| {
                let claim = layout.claims(&item.path, config);
                match item.kind {
                    Kind::File => claim == Claim::No,
                    // A folder of a migration's name is none.
                    Kind::Directory => claim != Claim::Beside,
                    Kind::Other
                    | Kind::Link
                    | Kind::Loop
                    | Kind::Twice
                    | Kind::Deep
                    | Kind::Name => true,
                }
            });
            self.inputs
                .retain(|input| layout.claims(&input.path, config) == Claim::Read);
            // What `ignore` says is not known of a file that cannot be read.
            let is_unread = |diagnostic: &Diagnostic| {
                let place = diagnostic.primary.as_ref().map(|label| label.span.file);
                diagnostic.code == "config-syntax"
                    || (place.is_some()
                        && place == self.config.file
                        && matches!(diagnostic.code, "not-utf8" | "merge-conflict"))
            };
            // So with a pattern of paths that cannot be read.
            let declared = config.declared.as_ref();
            let is_undeclared =
                declared.is_some_and(|declared| declared.is_faulty) && layout.name() == "declared";
            // Of a folder of another layout no single file is at fault.
            let paths: Vec<&str> = unclaimed
                .iter()
                .map(|(item, _)| item.path.as_str())
                .collect();
            if let Some(named) = &config.layout
                && self.inputs.is_empty()
                && paths.iter().any(|path| layout::is_sql(path))
                && !is_undeclared
            {
                let found = layout::by_names(&paths, config);
                self.diagnostics
                    .push(faults::another_layout(named, layout, &path, &found));
                unclaimed.clear();
            }
            if is_undeclared || self.diagnostics.iter().any(is_unread) {
                unclaimed.clear();
            }
            let taken: Vec<&str> = self
                .inputs
                .iter()
                .map(|input| input.path.as_str())
                .collect();
            for (item, file) in unclaimed {
                let near = paths::near_names(&item.path)
                    .into_iter()
                    .filter(|near| !taken.contains(&near.as_str()))
                    .find(|near| layout.claims(near, config) == Claim::Read);
                let fault =
                    faults::unclaimed_file(&item, file, layout, near.as_deref(), &self.sources);
                self.diagnostics.push(fault);
            }
        }
        Ok(())
    }
}

/// Whether a pattern names a path, or a folder that it lies in.
fn is_named(pattern: &str, path: &str) -> bool {
    let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
    matches(pattern, path) || folders.into_iter().any(|folder| matches(pattern, folder))
}

/// Files that people keep beside migrations and that are none: hidden ones,
/// Markdown, a README or LICENSE of any kind, and our own configuration.
fn is_ignored(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let upper = name.to_ascii_uppercase();
    let ending = upper.rsplit_once('.').map(|(_, ending)| ending);
    path.split('/').any(|part| part.starts_with('.'))
        || ending == Some("MD")
        || upper == "README"
        || upper.starts_with("README.")
        || upper == "LICENSE"
        || upper.starts_with("LICENSE.")
        || path == config::FILE_NAME
}

#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod tests;
