//! Runs PostgreSQL's own regression SQL; `cargo xtask regress` calls it.
//!
//! `regress DIRECTORY RELEASE [--file NAME] [--bless]`: the directory of the
//! files, and the release of the source package that they are of.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, thread};

use pgbindgen_tests::regress::{
    Beside, Fault, List, Reason, Run, Share, Shares, Tally, difference, read, recognise, shares,
    unexplained, write,
};
use pgbindgen_testserver::Major;

/// The file that makes what the others use.
const SETUP: &str = "test_setup";

struct Arguments {
    directory: PathBuf,
    release: String,
    file: Option<String>,
    is_blessing: bool,
}

fn main() -> ExitCode {
    let result = arguments().and_then(|arguments| run(&arguments));
    match result {
        Ok(faults) if faults.is_empty() => ExitCode::SUCCESS,
        Ok(faults) => {
            for fault in faults {
                eprintln!("error: {fault}");
            }
            ExitCode::FAILURE
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn arguments() -> Result<Arguments, String> {
    const USAGE: &str = "usage: regress DIRECTORY RELEASE [--file NAME] [--bless]";
    let mut words = std::env::args().skip(1);
    let (Some(directory), Some(release)) = (words.next(), words.next()) else {
        return Err(USAGE.to_owned());
    };
    let mut arguments = Arguments {
        directory: PathBuf::from(directory),
        release,
        file: None,
        is_blessing: false,
    };
    while let Some(word) = words.next() {
        match word.as_str() {
            "--file" => arguments.file = Some(words.next().ok_or(USAGE)?),
            "--bless" => arguments.is_blessing = true,
            _ => return Err(USAGE.to_owned()),
        }
    }
    Ok(arguments)
}

/// Runs the files and prints the tables; what is not as the checked-in lists say.
fn run(arguments: &Arguments) -> Result<Vec<String>, String> {
    let files = files(&arguments.directory)?;
    if let Some(name) = &arguments.file
        && !files.contains_key(name)
    {
        return Err(format!("there is no file `{name}.sql`"));
    }
    let is_asked = |name: &str| arguments.file.as_ref().is_none_or(|only| only == name);
    let setup = files
        .get(SETUP)
        .ok_or_else(|| format!("there is no file `{SETUP}.sql`"))?;

    let found: Shares = files
        .iter()
        .filter(|(name, _)| is_asked(name))
        .map(|(name, text)| (name.clone(), recognise(text)))
        .collect();
    let runs = thread::scope(|scope| {
        let on: Vec<_> = Major::TESTED
            .into_iter()
            .map(|major| {
                let files = &files;
                scope.spawn(move || run_on(major, setup, files, is_asked))
            })
            .collect();
        let joined = on.into_iter().map(|thread| {
            let result = thread.join();
            result.unwrap_or_else(|_| Err("a thread has panicked".to_owned()))
        });
        joined.collect::<Result<Vec<_>, String>>()
    })?;

    let lists = Path::new(env!("CARGO_MANIFEST_DIR")).join("regress");
    let known_file = lists.join("known.tsv");
    let known = read(&known_file)?;
    let mut list = List::new();
    for (version, runs) in &runs {
        for run in runs.values() {
            for fault in &run.faults {
                let versions = list.entry(fault.known.clone()).or_default();
                versions.insert(*version);
            }
        }
    }
    let written = write(&list);
    print_tables(&found, &runs, |fault| {
        arguments.file.is_some() || !known.contains(&fault.known.checksum)
    });

    // Nobody but a person gives a reason, so that one is missing after `--bless`, too.
    let without_reason = unexplained(&read(&lists.join("reasons.tsv"))?, &list, is_asked);
    let shares_file = lists.join("recognised.tsv");
    if arguments.is_blessing {
        if arguments.file.is_some() {
            return Err("`--bless` is for all files: leave `--file` out".to_owned());
        }
        let save = |file: &Path, text: &str| {
            fs::write(file, text).map_err(|e| format!("{}: {e}", file.display()))
        };
        fs::create_dir_all(&lists).map_err(|e| format!("{}: {e}", lists.display()))?;
        save(&known_file, &written)?;
        save(&shares_file, &shares::write(&found, &arguments.release))?;
        return Ok(without_reason);
    }
    let mut faults = difference(&known, &written, is_asked);
    let expected =
        fs::read_to_string(&shares_file).map_err(|e| format!("{}: {e}", shares_file.display()))?;
    faults.extend(shares::difference(&expected, &found, &arguments.release)?);
    if !faults.is_empty() {
        faults
            .push("run `cargo xtask regress --bless`, then judge `git diff tests/regress`".into());
    }
    faults.extend(without_reason);
    Ok(faults)
}

/// The files by their names without the ending.
fn files(directory: &Path) -> Result<BTreeMap<String, String>, String> {
    let fault = |e| format!("{}: {e}", directory.display());
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(directory).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        if path.extension().is_some_and(|ending| ending == "sql")
            && let Some(name) = path.file_stem()
        {
            let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
            files.insert(name.to_string_lossy().into_owned(), text);
        }
    }
    Ok(files)
}

type Runs = BTreeMap<String, Run>;

fn run_on(
    major: Major,
    setup: &str,
    files: &BTreeMap<String, String>,
    is_asked: impl Fn(&str) -> bool,
) -> Result<(u16, Runs), String> {
    let beside = Beside::new(major, SETUP, setup)?;
    let mut runs = Runs::new();
    for (name, text) in files.iter().filter(|(name, _)| is_asked(name)) {
        let run = if name == SETUP {
            beside.setup.clone()
        } else {
            let result = beside.run(name, text);
            result.map_err(|e| format!("{name} on {}: {e}", major.number()))?
        };
        runs.insert(name.clone(), run);
    }
    Ok((beside.version(), runs))
}

/// A row a file for each version, what is not known in words, and the sums.
fn print_tables(found: &Shares, runs: &[(u16, Runs)], is_shown: impl Fn(&Fault) -> bool) {
    let mut all = Share::default();
    for share in found.values() {
        all.statements += share.statements;
        all.read += share.read;
    }
    let mut out = String::new();
    let head = [
        "statements",
        "read",
        "on",
        "taken",
        "refused",
        "beyond",
        "follow",
        "disagree",
        "end",
    ];
    let _ = write!(out, "{:<24}", "file");
    for word in head {
        let _ = write!(out, " {word:>10}");
    }
    out.push('\n');
    for (name, share) in found {
        for (version, runs) in runs {
            if let Some(run) = runs.get(name) {
                row(&mut out, name, *share, *version, &run.tally);
            }
        }
    }
    let mut sums = Vec::new();
    for (version, runs) in runs {
        let mut sum = Tally::default();
        for run in runs.values() {
            sum += &run.tally;
        }
        row(&mut out, "all", all, *version, &sum);
        sums.push((*version, sum));
    }
    for (version, runs) in runs {
        for (name, run) in runs {
            for fault in run.faults.iter().filter(|fault| is_shown(fault)) {
                let place = match fault.line {
                    0 => "at the end".to_owned(),
                    line => format!("line {line}"),
                };
                let _ = writeln!(
                    out,
                    "{name} on {version}, {place}, {}: {}",
                    fault.known.reason, fault.says
                );
            }
        }
    }
    for (version, sum) in sums {
        let beyond: Vec<String> = Reason::ALL
            .iter()
            .filter_map(|reason| {
                let count = sum.out_of_reach.get(reason)?;
                Some(format!("{} {count}", reason.word()))
            })
            .collect();
        let _ = writeln!(
            out,
            "beyond the catalog on {version}: {}",
            beyond.join(", ")
        );
    }
    let _ = writeln!(
        out,
        "{} files: {} of {} statements read ({}%)",
        found.len(),
        all.read,
        all.statements,
        percent(all)
    );
    print!("{out}");
}

fn row(out: &mut String, name: &str, share: Share, version: u16, tally: &Tally) {
    let beyond: usize = tally.out_of_reach.values().sum();
    let _ = writeln!(
        out,
        "{name:<24} {:>10} {:>10} {version:>10} {:>10} {:>10} {beyond:>10} {:>10} {:>10} {:>10}",
        share.statements,
        format!("{}%", percent(share)),
        tally.taken,
        tally.refused,
        tally.following,
        tally.disagreements,
        tally.differences
    );
}

/// With two digits behind the point, rounded down: 100 means all.
fn percent(share: Share) -> String {
    let hundredths = (share.read * 10_000).checked_div(share.statements);
    let hundredths = hundredths.unwrap_or(10_000);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
