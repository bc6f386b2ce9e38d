//! `cargo xtask corpus`: public migration histories through our replay and through PostgreSQL. The two catalogs must be equal, and
//! the bindings of each must compile.
//!
//! A history is described by `corpora/NAME.toml`. Those of published packages are downloaded by name; those of repositories are
//! read out of a folder of git directories, which is the argument. Nothing of them is kept outside of `target/corpora`.

mod bindings;
mod bring;
mod compare;
mod live;
pub(crate) mod replayed;
mod report;
mod shrink;
mod spec;

use std::fs;
use std::path::PathBuf;

use compare::Compared;
use live::Server;
use report::Line;
use spec::Spec;

use crate::shell::root;
use crate::{Failure, Outcome};

/// What to do.
#[derive(Default)]
struct Arguments {
    repositories: Option<PathBuf>,
    only: Vec<String>,
    postgres: Vec<u16>,
    out: Option<PathBuf>,
    no_bindings: bool,
    no_shrink: bool,
}

const USAGE: &str = "cargo xtask corpus [DIR] [--only NAME]... [--postgres 15|18] [--out FILE] [--no-bindings] [--no-shrink]";

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let arguments = parse(arguments)?;
    let mut specs = spec::read_all(&root().join("corpora"))?;
    for name in &arguments.only {
        if specs.iter().all(|spec| spec.name != *name) {
            return Err(format!("there is no `corpora/{name}.toml`").into());
        }
    }
    specs.retain(|spec| {
        let is_asked = arguments.only.is_empty() || arguments.only.contains(&spec.name);
        let is_at_hand = spec.source.is_package() || arguments.repositories.is_some();
        is_asked && (is_at_hand || !arguments.only.is_empty())
    });
    let mut report = report::Report::default();
    let mut generated = Vec::new();
    let mut servers: Vec<Server> = Vec::new();
    for spec in &specs {
        let work = root().join("target").join("corpora").join("histories");
        let brought = bring::bring(spec, arguments.repositories.as_deref(), &work)
            .map_err(|error| format!("{}: {error}", spec.name))?;
        let Some(brought) = brought else {
            report.missing(spec);
            continue;
        };
        for &version in &spec.run.postgres {
            if !arguments.postgres.is_empty() && !arguments.postgres.contains(&version) {
                continue;
            }
            let server = server(&mut servers, spec, version)?;
            let outcome = one(spec, &brought, server, !arguments.no_shrink)
                .map_err(|error| format!("{} on {version}: {error}", spec.name))?;
            report.add(outcome);
        }
        if !arguments.no_bindings {
            if let Some(reason) = without_bindings(spec) {
                report.bindings((
                    vec![format!("no bindings of {}: {reason}", spec.name)],
                    Vec::new(),
                ));
            } else {
                generated.push(bindings::generate(spec, &brought.dir)?);
            }
        }
    }
    if !arguments.no_bindings {
        report.bindings(bindings::check(generated)?);
    }
    let text = report.text();
    print!("{text}");
    if let Some(file) = &arguments.out {
        fs::write(file, report.whole())?;
    }
    report.outcome()
}

fn parse(arguments: &[String]) -> Result<Arguments, Failure> {
    let mut parsed = Arguments::default();
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        let mut value = || {
            let value = words
                .next()
                .ok_or_else(|| format!("`{word}` needs a value: {USAGE}"));
            value.cloned()
        };
        match word.as_str() {
            "--only" => parsed.only.push(value()?),
            "--postgres" => {
                let number = value()?;
                let number = number.parse().ok().filter(|n| (15..=18).contains(n));
                parsed
                    .postgres
                    .push(number.ok_or("expected a version, 15 to 18")?);
            }
            "--out" => parsed.out = Some(value()?.into()),
            "--no-shrink" => parsed.no_shrink = true,
            "--no-bindings" => parsed.no_bindings = true,
            other if !other.starts_with('-') && parsed.repositories.is_none() => {
                parsed.repositories = Some(other.into());
            }
            other => return Err(format!("`{other}` is not understood: {USAGE}").into()),
        }
    }
    Ok(parsed)
}

/// The server for a history: one for all that set nothing of their own.
fn server<'a>(
    servers: &'a mut Vec<Server>,
    spec: &Spec,
    version: u16,
) -> Result<&'a Server, Failure> {
    let settings = &spec.run.settings;
    let known = servers
        .iter()
        .position(|one| one.major == version && one.fits(settings));
    let at = known.unwrap_or(servers.len());
    if known.is_none() {
        servers.push(Server::start(version, settings)?);
    }
    servers.get(at).ok_or_else(|| "no server".into())
}

/// Why a history gets no bindings.
fn without_bindings(spec: &Spec) -> Option<&str> {
    let until = spec.run.until.first();
    let stops = until.map(|until| until.reason.as_str());
    let is_refused = spec.expected.refused > 0;
    stops.or(is_refused.then_some("what the replay refuses has to be settled first"))
}

/// One history on one server.
fn one(
    spec: &Spec,
    brought: &bring::Brought,
    server: &Server,
    shrinks: bool,
) -> Result<report::Outcome, Failure> {
    let mut line = Line {
        name: spec.name.clone(),
        version: server.major,
        ..Line::default()
    };
    let mut notes: Vec<String> = brought.note.iter().chain(&spec.note).cloned().collect();
    let stated = spec.stated()?;
    if stated > 0 {
        let effects = if stated == 1 { "effect" } else { "effects" };
        notes.push(format!("{stated} {effects} stated by hand"));
    }
    let missing = server.missing(&spec.run.extensions)?;
    if !missing.is_empty() {
        notes.push(format!(
            "not run: the server has no extension {}; install the server's contrib package or the extension's own",
            missing.join(", ")
        ));
        return Ok(report::Outcome::not_run(line, notes));
    }
    let replayed = replayed::replay(&brought.dir, server.major)?;
    let mut faults: Vec<String> = Vec::new();
    for fault in &replayed.faults {
        faults.push(fault.to_string());
    }
    let mut steps = replayed.steps.as_slice();
    if let Some(until) = spec.run.until(server.major) {
        let id = &until.revision;
        let at = steps.iter().position(|step| step.revision.id == *id);
        let at = at.ok_or_else(|| {
            let last = steps.last().map_or("", |step| &step.revision.id);
            format!("`until` names `{id}`, which is no revision; the last is `{last}`")
        })?;
        notes.push(format!(
            "{} of {} revisions: {}",
            at + 1,
            steps.len(),
            until.reason
        ));
        steps = steps.get(..=at).unwrap_or_default();
    }
    let revisions: Vec<_> = steps.iter().map(|step| &step.revision).collect();
    let ran = server.replay(&revisions)?;
    if let Some(refusal) = &ran.refusal {
        let ours = steps.get(ran.done).and_then(|step| step.errors.first());
        let ours = ours.map_or_else(
            || "the replay takes the revision".to_owned(),
            |error| format!("the replay: {error}"),
        );
        faults.push(format!(
            "PostgreSQL {} refuses {refusal}; {ours}",
            server.major
        ));
    }
    // What both have run is compared, however far that is.
    let steps = steps.get(..ran.done).unwrap_or_default();
    let revisions = revisions.get(..ran.done).unwrap_or_default();
    let empty = pgbindgen_model::catalog::Catalog::default();
    let ours = steps.last().map_or(empty, |step| step.after.to_model());
    let mut theirs = ran.catalog;
    let there = theirs.relations.len();
    theirs.relations.retain(|relation| {
        let is_dated =
            |pattern: &String| pgbindgen_codegen::source::matches(pattern, &relation.name);
        !spec.run.dated.iter().any(is_dated)
    });
    if there > theirs.relations.len() {
        notes.push(format!(
            "{} relations whose names hold the day are left out",
            there - theirs.relations.len()
        ));
    }
    let compared: Compared = compare::compare(&ours, &theirs);
    line.files = steps.len();
    line.statements = steps.iter().map(|step| step.statements).sum();
    line.opaque = steps.iter().map(|step| step.opaque).sum();
    let tainted = steps
        .last()
        .map(|step| step.tainted.clone())
        .unwrap_or_default();
    line.tainted = tainted.len();
    line.refused = steps.iter().map(|step| step.errors.len()).sum();
    line.time_static = replayed.time;
    line.time_live = ran.time;
    line.compared = compared.clone();

    let mut parts = Vec::new();
    let to_shrink = if shrinks {
        report::to_shrink(steps, &compared)
    } else {
        Vec::new()
    };
    for (fault, title) in to_shrink {
        let part = shrink::shrink(server, revisions, &fault)?;
        parts.push((title, part));
    }
    let errors = steps
        .iter()
        .flat_map(|step| step.errors.iter().map(ToString::to_string));
    Ok(report::Outcome {
        line,
        notes,
        faults,
        errors: errors.collect(),
        tainted: tainted.iter().map(ToString::to_string).collect(),
        expected: spec.expected,
        is_run: true,
        parts: report::write_parts(spec, server.major, parts)?,
    })
}
