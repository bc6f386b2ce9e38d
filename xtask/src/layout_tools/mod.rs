//! `cargo xtask layout-tools`: the fixtures of `tests/layouts` through the tools themselves, which come from their registries.
//!
//! Of a sound fixture are compared, with each tool at its version: the ids and their order as the tool records them, the catalog
//! after all, which statements share a transaction, and the catalog after each that the tool undoes. Of a fixture with faults, what
//! `tests/layouts/tools.toml` says that the tool does.

mod bring;
mod fault;
mod tool;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use pgbindgen_codegen::{Options, Project};
use pgbindgen_migrate::live;
use pgbindgen_model::diff::{self, Expressions};
use pgbindgen_testserver::{Allow, Cluster, Database, Installation, Major};

use crate::corpus::replayed::{self, Step};
use crate::shell::{root, shown};
use crate::{Failure, Outcome};
use tool::{Call, TOOLS, Tool};

const USAGE: &str = "cargo xtask layout-tools [--quick] [--only TOOL]...";

/// The newest server that all tools know.
const SERVER: Major = Major::V15;

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let mut only = Vec::new();
    let mut is_quick = false;
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--quick" => is_quick = true,
            "--only" => only.push(words.next().ok_or(USAGE)?.as_str()),
            other => return Err(format!("`{other}` is not understood: {USAGE}").into()),
        }
    }
    for name in &only {
        if TOOLS.iter().all(|tool| tool.name != *name) {
            let names: Vec<&str> = TOOLS.iter().map(|tool| tool.name).collect();
            return Err(format!("no tool `{name}`: there are {}", names.join(", ")).into());
        }
    }
    let installation = Installation::find_or_bring(SERVER, Allow::Install, &mut std::io::stdout())?;
    let server = pgbindgen_testserver::Options::new().tcp();
    let cluster = Cluster::start(&installation, &server)?;
    let fixtures = fixtures()?;
    let faults = fault::read_all(&fixtures)?;
    let mut table = Vec::new();
    let mut wrong = Vec::new();
    for tool in TOOLS {
        let is_asked = if only.is_empty() {
            !is_quick || tool.source.is_quick()
        } else {
            only.contains(&tool.name)
        };
        if !is_asked {
            continue;
        }
        let start = Instant::now();
        let home = bring::bring(tool.name, &tool.source)?;
        let bench = Bench {
            tool,
            home: &home,
            cluster: &cluster,
        };
        let mut line = Line {
            tool: tool.shown,
            ..Line::default()
        };
        let own = fixtures.iter().filter(|one| one.layout == tool.layout);
        for fixture in own.filter(|one| one.is_sound) {
            if let Some(why) = tool.left_out(&fixture.name) {
                line.left.push(format!("{}: {why}", fixture.name));
            } else if fixture.has_code && !tool.runs_code {
                line.left.push(format!("{}: holds code", fixture.name));
            } else {
                line.fixtures += 1;
                let found = bench.sound(fixture, &mut line)?;
                line.equal += usize::from(found.is_empty());
                let place = |what: &String| format!("{}, {}: {what}", tool.shown, fixture.name);
                wrong.extend(found.iter().map(place));
            }
        }
        if line.fixtures == 0 {
            wrong.push(format!("{}: no fixture was run", tool.shown));
        }
        let is_own = |one: &&fault::Fault<'_>| {
            one.fixture.layout == tool.layout && tool.left_out(&one.fixture.name).is_none()
        };
        for fault in faults.iter().filter(is_own) {
            line.faults += 1;
            let found = bench.fault(fault)?;
            line.as_said += usize::from(found.is_empty());
            let place = |what: &String| format!("{}, {fault}: {what}", tool.shown);
            wrong.extend(found.iter().map(place));
        }
        line.seconds = start.elapsed().as_secs();
        println!("{line}");
        table.push(line);
    }
    println!("\n{:<36} fixtures  equal  undone  faults  as said", "tool");
    for line in &table {
        println!(
            "{:<36} {:>8} {:>6} {:>7} {:>7} {:>8}",
            line.tool, line.fixtures, line.equal, line.undone, line.faults, line.as_said
        );
        for left in &line.left {
            println!("    without {left}");
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    println!();
    for what in &wrong {
        println!("{what}");
    }
    Err(format!("{} differences between tools and layouts", wrong.len()).into())
}

/// A row of the table.
#[derive(Default)]
struct Line {
    tool: &'static str,
    fixtures: usize,
    equal: usize,
    undone: usize,
    faults: usize,
    as_said: usize,
    left: Vec<String>,
    seconds: u64,
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ran in {} s", self.tool, self.seconds)
    }
}

/// A folder of `tests/layouts`.
struct Fixture {
    name: String,
    dir: PathBuf,
    layout: &'static str,
    /// Whether it is read without an error.
    is_sound: bool,
    /// Whether a migration of it is no SQL.
    has_code: bool,
    variables: BTreeMap<String, String>,
}

/// What the server's version changes in how a layout is read: nothing.
const READ_AS: u16 = 15;

fn fixtures() -> Result<Vec<Fixture>, Failure> {
    let mut fixtures = Vec::new();
    for entry in fs::read_dir(root().join("tests").join("layouts"))? {
        let dir = entry?.path();
        if !dir.is_dir() {
            continue;
        }
        let project = Project::load(&dir, &Options::default().base(&dir))?;
        let Some(layout) = project.layout else {
            continue;
        };
        let name = dir.file_name().unwrap_or_default();
        fixtures.push(Fixture {
            name: name.to_string_lossy().into_owned(),
            layout: layout.name(),
            is_sound: errors(&dir)?.is_empty(),
            has_code: project.read.entries.iter().any(|one| one.code.is_some()),
            variables: variables(&dir)?,
            dir,
        });
    }
    fixtures.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(fixtures)
}

/// All errors of a project, in words.
fn errors(dir: &Path) -> Result<Vec<String>, Failure> {
    let read = replayed::replay(dir, READ_AS)?;
    let later = read.steps.iter().flat_map(|step| &step.errors);
    Ok(read
        .faults
        .iter()
        .chain(later)
        .map(ToString::to_string)
        .collect())
}

fn variables(dir: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let Ok(text) = fs::read_to_string(dir.join("pgbindgen.toml")) else {
        return Ok(BTreeMap::new());
    };
    let config: toml::Table = toml::from_str(&text)?;
    let table = config.get("variables").and_then(toml::Value::as_table);
    let pairs = table.into_iter().flatten();
    Ok(pairs
        .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
        .collect())
}

/// What a call of a tool came to.
struct Answer {
    is_done: bool,
    /// All that it printed.
    printed: String,
    /// The call, and what it printed.
    text: String,
}

/// A tool and a server.
struct Bench<'a> {
    tool: &'a Tool,
    home: &'a Path,
    cluster: &'a Cluster,
}

impl Bench<'_> {
    /// A copy of the project: tools write into theirs.
    fn copy(&self, fixture: &Fixture) -> Result<PathBuf, Failure> {
        let work = root().join("target").join("layout-tools").join("work");
        let project = work.join(self.tool.name).join(&fixture.name);
        if project.exists() {
            fs::remove_dir_all(&project)?;
        }
        copy(&fixture.dir, &project)?;
        Ok(project)
    }

    fn call(
        &self,
        what: fn(&Call<'_>) -> Result<std::process::Command, Failure>,
        fixture: &Fixture,
        project: &Path,
        database: &Database,
        applied: usize,
    ) -> Result<Answer, Failure> {
        let url = self.cluster.tcp_url(database.name());
        let url = format!("{}?sslmode=disable", url.unwrap_or_default());
        let call = Call {
            home: self.home,
            project,
            migrations: &project.join(self.tool.folder),
            url: &url,
            applied,
            bin: self.cluster.installation().bin(),
            variables: &fixture.variables,
        };
        let mut command = what(&call)?;
        let line = shown(&command);
        let output = command
            .stdin(std::process::Stdio::null())
            .output()
            .map_err(|error| format!("`{line}` cannot be run: {error}"))?;
        let printed = [output.stdout, output.stderr].concat();
        let printed = String::from_utf8_lossy(&printed).into_owned();
        Ok(Answer {
            is_done: output.status.success(),
            text: format!("$ {line}\n{printed}"),
            printed,
        })
    }

    /// What the tool has recorded; nothing before it keeps anything.
    fn history(&self, project: &Path, database: &Database) -> Result<Vec<String>, Failure> {
        let mut client = database.connect()?;
        let Ok(rows) = client.query(self.tool.history, &[]) else {
            return Ok(Vec::new());
        };
        let folder = project.join(self.tool.folder);
        let id = |row: &pgbindgen_migrate::postgres::Row| {
            (self.tool.id)(&folder, row.try_get::<_, &str>(0)?)
        };
        rows.iter().map(id).collect()
    }

    /// How the database differs from what the replay says, the tool's own objects aside.
    fn catalog(&self, database: &Database, step: Option<&Step>) -> Result<Vec<String>, Failure> {
        let aside = self.cluster.create_database_from(database)?;
        let mut client = aside.connect()?;
        client.batch_execute("SET client_min_messages = error")?;
        client.batch_execute(self.tool.forget)?;
        let theirs = live::read(&mut client)?;
        drop(client);
        self.cluster.drop_database(&aside)?;
        let ours = step.map(|step| step.after.to_model());
        let Some(ours) = ours else {
            return Ok(left_over(&theirs));
        };
        let options = diff::Options::default().expressions(Expressions::Presence);
        let found = diff::compare_with(&ours, &theirs, options);
        let differences = found.differences.iter().map(|one| format!("{one:?}"));
        let unknown = found.not_modelled.iter().map(|one| format!("{one:?}"));
        Ok(differences.chain(unknown).collect())
    }

    /// A sound fixture: up, and down again.
    fn sound(&self, fixture: &Fixture, line: &mut Line) -> Result<Vec<String>, Failure> {
        let project = self.copy(fixture)?;
        let read = replayed::replay(&fixture.dir, READ_AS)?;
        let database = self.cluster.create_database()?;
        let mut steps = read.steps.as_slice();
        let first = steps.split_first();
        let mut at_first = None;
        // What the project has beforehand is none of the tool's.
        if let Some((prelude, others)) = first.filter(|(first, _)| first.revision.id == "prelude") {
            let mut client = database.connect()?;
            client.batch_execute(&prelude.revision.up.text)?;
            at_first = Some(prelude);
            steps = others;
        }
        let ids: Vec<&str> = steps.iter().map(|step| step.revision.id.as_str()).collect();
        let answer = self.call(self.tool.up, fixture, &project, &database, 0)?;
        let recorded = self.history(&project, &database)?;
        let mut wrong = Vec::new();
        if !answer.is_done {
            wrong.push(format!("refused\n{}", answer.text));
        }
        if recorded != ids {
            wrong.push(format!(
                "recorded {recorded:?}, and we read {ids:?}\n{}",
                answer.text
            ));
        }
        if !wrong.is_empty() {
            self.cluster.drop_database(&database)?;
            return Ok(wrong);
        }
        wrong.extend(self.catalog(&database, steps.last())?);
        wrong.extend(transactions(&database, steps)?);
        for (at, step) in steps.iter().enumerate().rev() {
            let Some(down) = self.tool.down else {
                break;
            };
            // Without a down there is nothing to compare, and the objects stay in the way of those before.
            if step.revision.down.is_none() {
                break;
            }
            let answer = self.call(down, fixture, &project, &database, at + 1)?;
            let left = self.history(&project, &database)?;
            let expected = ids.get(..at).unwrap_or_default();
            // Of a change of sqitch's that is not reworked any more, the tag is none of its name.
            let plain = |id: &str| id.split('@').next().unwrap_or_default().to_owned();
            let is_as_read = left
                .iter()
                .map(|id| plain(id))
                .eq(expected.iter().map(|id| plain(id)));
            if !answer.is_done || !is_as_read {
                let id = &step.revision.id;
                wrong.push(format!("undoing {id} left {left:?}\n{}", answer.text));
                break;
            }
            line.undone += 1;
            let before = at
                .checked_sub(1)
                .and_then(|before| steps.get(before))
                .or(at_first);
            wrong.extend(self.catalog(&database, before)?);
        }
        self.cluster.drop_database(&database)?;
        Ok(wrong)
    }

    /// A fault: we say so, and the tool does as is noted.
    fn fault(&self, fault: &fault::Fault<'_>) -> Result<Vec<String>, Failure> {
        let project = self.copy(fault.fixture)?;
        fault.keep_files(&project)?;
        let mut wrong = Vec::new();
        if errors(&project)?.is_empty() {
            wrong.push("we find nothing wrong".to_owned());
        }
        let database = self.cluster.create_database()?;
        let answer = self.call(self.tool.up, fault.fixture, &project, &database, 0)?;
        let recorded = self.history(&project, &database)?;
        self.cluster.drop_database(&database)?;
        if let Some(what) = fault.differs(answer.is_done, &recorded, &answer.printed) {
            wrong.push(format!("{what}; recorded {recorded:?}\n{}", answer.text));
        }
        Ok(wrong)
    }
}

/// What is in a database that should be as new.
fn left_over(catalog: &pgbindgen_model::catalog::Catalog) -> Vec<String> {
    let relations = catalog.relations.iter();
    relations
        .map(|one| format!("{} is left", one.name))
        .collect()
}

/// The statements of a revision share a transaction, or each has its own. Fixtures show it: a table `xact_…` that a revision makes
/// holds the transaction of each statement that wrote into it.
fn transactions(database: &Database, steps: &[Step]) -> Result<Vec<String>, Failure> {
    let mut client = database.connect()?;
    let mut wrong = Vec::new();
    for step in steps {
        let words = step
            .revision
            .up
            .text
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let Some(table) = words.into_iter().find(|word| word.starts_with("xact_")) else {
            continue;
        };
        let question = format!("SELECT count(*), count(DISTINCT xact) FROM {table}");
        let row = client.query_one(&question, &[])?;
        let (all, distinct): (i64, i64) = (row.try_get(0)?, row.try_get(1)?);
        let expected = if step.revision.transactional { 1 } else { all };
        if all < 2 || distinct != expected {
            wrong.push(format!(
                "{}: {all} statements ran in {distinct} transactions, and we say {expected}",
                step.revision.id
            ));
        }
    }
    Ok(wrong)
}

fn copy(from: &Path, to: &Path) -> Outcome {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}
